/* wire-smb2-answer.c: what servers answer (MS-SMB2, section 2.2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-answer.h"

#define MAX_RAW 65536u

/* What a client asked to know of a file (MS-FSCC, section 2.4), and where its size is there. */
#define STANDARD 0x0105u
#define ALL 0x0112u
#define NETWORK_OPEN 0x0122u

typedef struct
{
  const WireSmbMessage *message;
  gsize at;
  gsize size;
} Place;

static void
keep_raw (const Place *place, WireSmb2Answer *answer)
{
  const WireSmbMessage *message = place->message;

  if (message->length == message->size && place->size <= MAX_RAW)
    answer->raw = g_bytes_new (message->bytes + place->at, place->size);
}

static void
read_negotiate (WireCursor *cursor, const Place *place, WireSmb2Answer *answer)
{
  wire_cursor_skip (cursor, 4);
  answer->action = wire_cursor_le16 (cursor);
  keep_raw (place, answer);
}

static void
read_tree_connect (WireCursor *cursor, WireSmb2Answer *answer)
{
  wire_cursor_skip (cursor, 2);
  answer->action = wire_cursor_u8 (cursor);
}

static void
read_create (WireCursor *cursor, WireSmb2Answer *answer)
{
  const guint8 *id;
  guint64 size;

  wire_cursor_skip (cursor, 4);
  answer->action = wire_cursor_le32 (cursor);
  wire_cursor_skip (cursor, 40);
  size = wire_cursor_le64 (cursor);
  answer->attributes = wire_cursor_le32 (cursor);
  wire_cursor_skip (cursor, 4);
  id = wire_cursor_take (cursor, WIRE_SMB_FILE_ID);
  if (!id)
    return;
  answer->size = size;
  memcpy (answer->file, id, WIRE_SMB_FILE_ID);
}

static void
read_close (WireCursor *cursor, WireSmb2Answer *answer)
{
  gboolean has_attributes;
  guint64 size;

  wire_cursor_skip (cursor, 2);
  has_attributes = wire_cursor_le16 (cursor) & 1;
  wire_cursor_skip (cursor, 44);
  size = wire_cursor_le64 (cursor);
  if (!cursor->failed && has_attributes)
    answer->size = size;
}

static void
add_data (const Place *place, guint32 offset, guint32 length, WireSmb2Answer *answer)
{
  if (offset < WIRE_SMB2_HEADER || offset > place->size)
    return;
  answer->count = (guint32) MIN (length, place->size - offset);
  wire_smb_message_find (place->message, place->at + offset, answer->count, &answer->data);
  answer->is_call = wire_smb_message_has_call (place->message, place->at + offset);
}

static void
read_read (WireCursor *cursor, const Place *place, WireSmb2Answer *answer)
{
  guint32 offset;
  guint32 length;

  wire_cursor_skip (cursor, 2);
  offset = wire_cursor_u8 (cursor);
  wire_cursor_skip (cursor, 1);
  length = wire_cursor_le32 (cursor);
  if (!cursor->failed)
    add_data (place, offset, length, answer);
}

static void
read_write (WireCursor *cursor, WireSmb2Answer *answer)
{
  wire_cursor_skip (cursor, 4);
  answer->count = wire_cursor_le32 (cursor);
}

static void
read_ioctl (WireCursor *cursor, const Place *place, WireSmb2Answer *answer)
{
  wire_cursor_skip (cursor, 4);
  if (wire_cursor_le32 (cursor) == WIRE_SMB2_RESUME_KEY)
    keep_raw (place, answer);
}

static void
read_body (WireCursor *cursor, const Place *place, WireSmb2Answer *answer)
{
  switch ((WireSmb2Command) answer->header.command)
    {
    case WIRE_SMB2_NEGOTIATE:
      read_negotiate (cursor, place, answer);
      break;
    case WIRE_SMB2_SESSION_SETUP:
    case WIRE_SMB2_QUERY_INFO:
      keep_raw (place, answer);
      break;
    case WIRE_SMB2_TREE_CONNECT:
      read_tree_connect (cursor, answer);
      break;
    case WIRE_SMB2_CREATE:
      read_create (cursor, answer);
      break;
    case WIRE_SMB2_CLOSE:
      read_close (cursor, answer);
      break;
    case WIRE_SMB2_READ:
      read_read (cursor, place, answer);
      break;
    case WIRE_SMB2_WRITE:
      read_write (cursor, answer);
      break;
    case WIRE_SMB2_IOCTL:
      read_ioctl (cursor, place, answer);
      break;
    default:
      break;
    }
}

/* Answers that refuse something have another body; a negotiation that asks for more has the same.
 */
static gboolean
has_body (const WireSmb2Header *header)
{
  return header->status == WIRE_SMB_STATUS_SUCCESS
         || header->status == WIRE_SMB_STATUS_BUFFER_OVERFLOW
         || header->status == WIRE_SMB_STATUS_MORE_PROCESSING;
}

/**
 * wire_smb2_answer_parse:
 * @message: a message
 * @at: where the answer begins in it
 * @size: of the answer, as its compound says
 * @header: of the answer
 *
 * Returns: (transfer full): the answer, as far as it was captured
 */
WireSmb2Answer *
wire_smb2_answer_parse (const WireSmbMessage *message,
                        gsize at,
                        gsize size,
                        const WireSmb2Header *header)
{
  WireSmb2Answer *self = g_new0 (WireSmb2Answer, 1);
  const Place place = { message, at, size };
  WireCursor cursor = wire_smb_message_read (message, at + WIRE_SMB2_HEADER);

  self->header = *header;
  self->size = WIRE_TRANSFER_UNKNOWN;
  if (has_body (header))
    read_body (&cursor, &place, self);
  self->cut = cursor.failed;
  return self;
}

static gsize
get_size_place (guint16 level)
{
  switch (level)
    {
    case STANDARD:
      return 8;
    case ALL:
      return 48;
    case NETWORK_OPEN:
      return 40;
    default:
      return 0;
    }
}

/** Reads the file's size from @self to a question for information of @level, where that has it.
 */
void
wire_smb2_answer_read_size (WireSmb2Answer *self, guint16 level)
{
  gsize place = get_size_place (level);
  WireCursor cursor = { 0 };
  guint16 offset;
  guint64 size;

  if (!place || !self->raw)
    return;
  cursor = wire_cursor_new (g_bytes_get_data (self->raw, NULL), g_bytes_get_size (self->raw));
  wire_cursor_skip (&cursor, WIRE_SMB2_HEADER + 2);
  offset = wire_cursor_le16 (&cursor);
  cursor = wire_cursor_new (g_bytes_get_data (self->raw, NULL), g_bytes_get_size (self->raw));
  wire_cursor_skip (&cursor, offset + place);
  size = wire_cursor_le64 (&cursor);
  if (!cursor.failed)
    self->size = size;
}

/** Frees @self and what it owns. */
void
wire_smb2_answer_free (WireSmb2Answer *self)
{
  g_clear_pointer (&self->raw, g_bytes_unref);
  wire_body_clear (&self->data);
  g_free (self);
}

/** Returns: about how much memory @self takes */
gsize
wire_smb2_answer_get_cost (const WireSmb2Answer *self)
{
  return sizeof *self + 128 + self->data.allocated * sizeof (WireExtent)
         + (self->raw ? g_bytes_get_size (self->raw) : 0);
}
