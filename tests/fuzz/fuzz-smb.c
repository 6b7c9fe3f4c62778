/* fuzz-smb.c: connections of SMB that a fuzzer makes up, whole and cut, packed messages, and lists
 * of keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-listening.h"
#include "capture/smb/wire-smb-key-log.h"
#include "capture/smb/wire-smb-listener.h"
#include "capture/smb/wire-smb-unpack.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_DERIVED (1024 * 1024)
#define MOST_INPUT 16384u

/* A piece of input is what it is (its side, whether it is a gap, whether it is a frame whose head
 * is left out: one byte), its length (two bytes), and its bytes. */
#define GAP 2u
#define FRAME 4u

typedef struct
{
  WireChannel *channel;
  guint64 positions[2];
  guint32 step; /* bytes that are handed over at once */
} Talk;

static void
say (Talk *self, guint side, const guint8 *bytes, guint32 length)
{
  for (guint32 at = 0; at < length; at += self->step)
    {
      const WireStreamPiece piece = { .data = bytes ? bytes + at : NULL,
                                      .length = MIN (self->step, length - at),
                                      .position = self->positions[side],
                                      .offset = side * MOST_INPUT * 16 + self->positions[side] };

      wire_channel_add (self->channel, side, &piece);
      self->positions[side] += piece.length;
    }
}

static void
feed (Talk *talk, const guint8 *data, gsize size)
{
  while (size >= 3)
    {
      guint8 what = data[0];
      guint32 length = (guint32) data[1] << 8 | data[2];
      guint8 head[4] = { 0, 0, data[1], data[2] };

      data += 3;
      size -= 3;
      if (what & GAP)
        say (talk, what & 1, NULL, length);
      length = what & GAP ? 0 : (guint32) MIN (length, size);
      head[2] = (guint8) (length >> 8);
      head[3] = (guint8) length;
      if (what & FRAME && length > 0)
        say (talk, what & 1, head, sizeof head);
      say (talk, what & 1, data, length);
      data += length;
      size -= length;
    }
}

static void
append_transfer (GString *out, const WireTransfer *transfer)
{
  guint64 missing = 0;
  guint64 size = 0;

  for (guint32 i = 0; i < transfer->body.n; i++)
    {
      const WireExtent *extent = &transfer->body.extents[i];

      size += extent->length;
      missing += extent->offset == WIRE_EXTENT_GAP ? extent->length : 0;
    }
  g_assert (size == transfer->body.size);
  g_assert (missing == transfer->body.missing);
  g_assert (!(transfer->flags & WIRE_TRANSFER_COMPLETE)
            || (missing == 0 && size == transfer->expected && !transfer->problem));
  g_assert (!transfer->path || g_utf8_validate (transfer->path, -1, NULL));
  g_assert (!transfer->name || g_utf8_validate (transfer->name, -1, NULL));
  g_string_append_printf (out, "%d %d %s %s %s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                          transfer->direction, transfer->flags, transfer->path, transfer->user,
                          transfer->problem, size, missing);
}

static char *
hear (const guint8 *data, gsize size, guint32 step)
{
  g_autoptr (WireDerived) derived = wire_derived_new (MAX_DERIVED);
  const WireListener *const rows[] = { &wire_smb_listener, NULL };
  const WireListeningSetup setup = { .rows = rows, .derived = derived };
  g_autoptr (WireListening) listening = wire_listening_new (&setup, NULL, NULL);
  Talk talk = { .step = step };
  GString *out = g_string_new (NULL);
  WireTransferLog *log = wire_listening_get_transfers (listening);

  talk.channel = wire_channel_new (listening, 0, &wire_smb_listener, NULL, FALSE);
  feed (&talk, data, size);
  wire_channel_end (talk.channel, 0, TRUE);
  wire_channel_end (talk.channel, 1, TRUE);
  wire_channel_close (talk.channel);
  for (guint32 i = 0; i < wire_transfer_log_get_length (log); i++)
    append_transfer (out, wire_transfer_log_get (log, i));
  return g_string_free (out, FALSE);
}

static void
unpack (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) out = wire_smb_unpack_message (data, size);

  g_assert (!out || out->len <= 2 * WIRE_SMB_UNPACK_MAX);
  wire_smb_key_log_are_keys ((const char *) data, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *whole = NULL;
  g_autofree char *cut = NULL;

  if (size < 2 || size > MOST_INPUT)
    return 0;
  if (data[0] == 0xfc || data[0] == '0')
    {
      unpack (data, size);
      return 0;
    }
  whole = hear (data + 1, size - 1, G_MAXUINT32 / 2);
  cut = hear (data + 1, size - 1, 1 + data[0] % 32u);
  g_assert_cmpstr (whole, ==, cut);
  return 0;
}
