/* wire-lone-file-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/lonefile/wire-lone-file-listener.h"

#include "capture/reassembly/wire-channel.h"

#include <string.h>

/*
 * What files of a type begin with, and nothing else does.
 * @at: of @bytes in the file
 */
typedef struct
{
  const char *bytes;
  guint8 length;
  guint16 at;
} Magic;

static const Magic MAGICS[] = {
  { "\x89PNG\r\n\x1a\n", 8, 0 },
  { "\xff\xd8\xff\xe0", 4, 0 },
  { "\xff\xd8\xff\xe1", 4, 0 },
  { "\xff\xd8\xff\xdb", 4, 0 },
  { "GIF87a", 6, 0 },
  { "GIF89a", 6, 0 },
  { "%PDF-1.", 7, 0 },
  { "%PDF-2.", 7, 0 },
  { "PK\3\4\x0a\0", 6, 0 },
  { "PK\3\4\x14\0", 6, 0 },
  { "PK\3\4\x2d\0", 6, 0 },
  { "\x7f"
    "ELF",
    4, 0 },
  { "\x1f\x8b\x08", 3, 0 },
  { "7z\xbc\xaf\x27\x1c", 6, 0 },
  { "Rar!\x1a\x07", 6, 0 },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0 },
  { "\xfd"
    "7zXZ\0",
    6, 0 },
  { "\x28\xb5\x2f\xfd", 4, 0 },
  { "BZh91AY&SY", 10, 0 },
  { "MSCF\0\0\0\0", 8, 0 },
  { "SQLite format 3", 16, 0 },
  { "fLaC\0\0\0\x22", 8, 0 },
  { "OggS\0\2", 6, 0 },
  { "{\\rtf1", 6, 0 },
  { "WAVEfmt ", 8, 8 },
  { "AVI LIST", 8, 8 },
  { "WEBPVP8", 7, 8 },
  { "ftypisom", 8, 4 },
  { "ftypmp42", 8, 4 },
  { "ftypqt  ", 8, 4 },
  { "ustar", 5, 257 },
};

/* Where a program for DOS and Windows has the place of its header. */
#define PE_PLACE 0x3cu

static gboolean
is_program (const guint8 *bytes, gsize length)
{
  gsize at;

  if (length < PE_PLACE + 4 || memcmp (bytes, "MZ", 2) != 0)
    return FALSE;
  at = bytes[PE_PLACE] | (gsize) bytes[PE_PLACE + 1] << 8 | (gsize) bytes[PE_PLACE + 2] << 16;
  return at + 4 <= length && memcmp (bytes + at, "PE\0\0", 4) == 0;
}

static gboolean
is_known (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (MAGICS); i++)
    if (length >= (gsize) MAGICS[i].at + MAGICS[i].length
        && memcmp (bytes + MAGICS[i].at, MAGICS[i].bytes, MAGICS[i].length) == 0)
      return TRUE;
  return is_program (bytes, length);
}

/* Whether the first byte of all may begin a file of a known type; a tar archive begins with a name,
 * and is only known where its first segment has a whole head. */
static gboolean
may_become_known (const guint8 *bytes, gsize length)
{
  if (length >= 64)
    return *bytes == 'M' && length < 1024;
  for (gsize i = 0; i < G_N_ELEMENTS (MAGICS); i++)
    if (MAGICS[i].at == 0 && memcmp (bytes, MAGICS[i].bytes, MIN (length, MAGICS[i].length)) == 0)
      return TRUE;
  return *bytes == 'M';
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  guint side = look->first;

  if (!look->from_start || look->length[!side] > 0 || look->length[side] == 0)
    return WIRE_LISTENER_NO;
  if (is_known (look->bytes[side], look->length[side]))
    return WIRE_LISTENER_YES;
  return !look->last && may_become_known (look->bytes[side], look->length[side])
             ? WIRE_LISTENER_MORE
             : WIRE_LISTENER_NO;
}

/*
 * @transfer: as far as it is known; it is noted at the end
 * @spoken: the other side said something: it is something else
 */
typedef struct
{
  WireChannel *channel;
  WireTransfer transfer;
  gboolean spoken;
  gboolean orderly;
} File;

static gpointer
begin (WireChannel *channel)
{
  File *self = g_new0 (File, 1);

  self->channel = channel;
  return self;
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  File *self = conversation;
  WireTransfer *transfer = &self->transfer;

  if (transfer->body.size == 0)
    {
      if (!piece->anchored || !piece->data || piece->position > 0
          || wire_channel_is_inside (self->channel))
        return WIRE_LISTENER_REFUSES;
      transfer->sender = (guint8) side;
      transfer->packet = piece->packet;
      transfer->time = piece->time;
    }
  if (side != transfer->sender)
    {
      self->spoken = TRUE;
      return WIRE_LISTENER_REFUSES;
    }
  transfer->last_packet = piece->packet;
  if (piece->data)
    wire_body_add (&transfer->body, piece->offset, piece->length, piece->packet);
  else
    wire_body_add_gap (&transfer->body, piece->length, piece->packet);
  return WIRE_LISTENER_STAYS;
}

static void
end (gpointer conversation, guint side, gboolean orderly)
{
  File *self = conversation;

  if (side == self->transfer.sender)
    self->orderly = orderly;
}

static void
deliver (File *self)
{
  WireListening *listening = wire_channel_get_listening (self->channel);
  WireTransfer *transfer =
      wire_transfer_log_append (wire_listening_get_transfers (listening), NULL);

  if (!transfer)
    return;
  self->transfer.parent = transfer->parent;
  self->transfer.expected = transfer->expected;
  *transfer = self->transfer;
  self->transfer.body = (WireBody){ 0 };
  transfer->protocol = "TCP";
  transfer->stream = wire_channel_get_stream (self->channel);
  /* Who was called is taken for the server. */
  transfer->direction = transfer->sender == 0 ? WIRE_TRANSFER_UPLOAD : WIRE_TRANSFER_DOWNLOAD;
  transfer->note = "It is all that its connection carried: which protocol that belongs to is not "
                   "known, and nor is its name.";
  if (transfer->body.missing == 0)
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
  else
    transfer->problem = "Bytes of it were not captured.";
  wire_body_trim (&transfer->body);
}

/* Only what began and ended in sight is told. */
static void
leave (gpointer conversation)
{
  File *self = conversation;

  if (self->transfer.body.size > 0 && self->orderly && !self->spoken)
    deliver (self);
  wire_body_clear (&self->transfer.body);
  g_free (self);
}

const WireListener wire_lone_file_listener = {
  .name = "file",
  .flags = WIRE_LISTENER_STREAMS,
  .may_start = may_start,
  .begin = begin,
  .piece = take,
  .end = end,
  .free = leave,
};
