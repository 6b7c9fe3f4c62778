/* wire-smb2-request.c: what clients ask (MS-SMB2, section 2.2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-request.h"

/* Sign-ins are longer where a ticket has many groups; negotiations are short. */
#define MAX_RAW 65536u

/* Kinds and classes of information that tell or set what counts here (MS-FSCC, section 2.4). */
#define RENAME 0x010au
#define RENAME_EX 0x0141u
#define END_OF_FILE 0x0114u
#define DISPOSITION 0x010du
#define DISPOSITION_EX 0x0140u

/* What is read of a request: where its message is, and where it begins and ends there. */
typedef struct
{
  const WireSmbMessage *message;
  gsize at;
  gsize size;
} Place;

static void
read_file_id (WireCursor *cursor, WireSmb2Request *request)
{
  const guint8 *id = wire_cursor_take (cursor, WIRE_SMB_FILE_ID);
  guint8 all = 0xff;

  if (!id)
    return;
  memcpy (request->file, id, WIRE_SMB_FILE_ID);
  for (guint i = 0; i < WIRE_SMB_FILE_ID; i++)
    all &= id[i];
  request->related = all == 0xff && request->header.flags & WIRE_SMB2_RELATED;
}

/* Messages whose bytes are hashed, or looked at when they are answered. */
static void
keep_raw (const Place *place, WireSmb2Request *request)
{
  const WireSmbMessage *message = place->message;

  if (message->length == message->size && place->size <= MAX_RAW)
    request->raw = g_bytes_new (message->bytes + place->at, place->size);
}

static void
read_session_setup (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  wire_cursor_skip (cursor, 2);
  request->options = wire_cursor_u8 (cursor);
  wire_cursor_skip (cursor, 9);
  request->offset = wire_cursor_le16 (cursor);
  request->length = wire_cursor_le16 (cursor);
  keep_raw (place, request);
}

static void
read_tree_connect (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  guint16 offset;
  guint16 length;

  wire_cursor_skip (cursor, 4);
  offset = wire_cursor_le16 (cursor);
  length = wire_cursor_le16 (cursor);
  request->text = wire_smb_message_read_text (place->message, place->at + offset, length);
}

static void
read_create (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  guint16 offset;
  guint16 length;

  wire_cursor_skip (cursor, 24);
  request->access = wire_cursor_le32 (cursor);
  wire_cursor_skip (cursor, 12);
  request->options = wire_cursor_le32 (cursor);
  offset = wire_cursor_le16 (cursor);
  length = wire_cursor_le16 (cursor);
  request->text = wire_smb_message_read_text (place->message, place->at + offset, length);
}

static void
read_close (WireCursor *cursor, WireSmb2Request *request)
{
  wire_cursor_skip (cursor, 8);
  read_file_id (cursor, request);
}

static void
read_read (WireCursor *cursor, WireSmb2Request *request)
{
  wire_cursor_skip (cursor, 4);
  request->length = wire_cursor_le32 (cursor);
  request->offset = wire_cursor_le64 (cursor);
  read_file_id (cursor, request);
}

static void
read_write (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  guint16 data;

  wire_cursor_skip (cursor, 2);
  data = wire_cursor_le16 (cursor);
  request->length = wire_cursor_le32 (cursor);
  request->offset = wire_cursor_le64 (cursor);
  read_file_id (cursor, request);
  if (cursor->failed || data < WIRE_SMB2_HEADER || data > place->size)
    return;
  request->length = (guint32) MIN (request->length, place->size - data);
  wire_smb_message_find (place->message, place->at + data, request->length, &request->data);
  request->is_call = wire_smb_message_has_call (place->message, place->at + data);
}

static void
read_ioctl (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  wire_cursor_skip (cursor, 4);
  request->options = wire_cursor_le32 (cursor);
  read_file_id (cursor, request);
  if (request->options == WIRE_SMB2_COPYCHUNK || request->options == WIRE_SMB2_COPYCHUNK_WRITE)
    keep_raw (place, request);
}

static void
read_query_info (WireCursor *cursor, WireSmb2Request *request)
{
  wire_cursor_skip (cursor, 2);
  request->level = wire_cursor_be16 (cursor);
  wire_cursor_skip (cursor, 20);
  read_file_id (cursor, request);
}

/* Returns: (transfer full) (nullable): the name of FileRenameInformation at @at */
static char *
read_new_name (const WireSmbMessage *message, gsize at)
{
  WireCursor cursor = wire_smb_message_read (message, at);
  guint32 length;

  wire_cursor_skip (&cursor, 16);
  length = wire_cursor_le32 (&cursor);
  return cursor.failed ? NULL : wire_smb_message_read_text (message, at + 20, length);
}

static void
read_set_info (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  guint16 offset;

  wire_cursor_skip (cursor, 2);
  request->level = wire_cursor_be16 (cursor);
  wire_cursor_skip (cursor, 4);
  offset = wire_cursor_le16 (cursor);
  wire_cursor_skip (cursor, 6);
  read_file_id (cursor, request);
  *cursor = wire_smb_message_read (place->message, place->at + offset);
  if (request->level == END_OF_FILE)
    request->offset = wire_cursor_le64 (cursor);
  else if (request->level == DISPOSITION || request->level == DISPOSITION_EX)
    request->options = wire_cursor_u8 (cursor) & 1;
  else if (request->level == RENAME || request->level == RENAME_EX)
    request->text = read_new_name (place->message, place->at + offset);
}

static void
read_body (WireCursor *cursor, const Place *place, WireSmb2Request *request)
{
  switch ((WireSmb2Command) request->header.command)
    {
    case WIRE_SMB2_NEGOTIATE:
      keep_raw (place, request);
      break;
    case WIRE_SMB2_SESSION_SETUP:
      read_session_setup (cursor, place, request);
      break;
    case WIRE_SMB2_TREE_CONNECT:
      read_tree_connect (cursor, place, request);
      break;
    case WIRE_SMB2_CREATE:
      read_create (cursor, place, request);
      break;
    case WIRE_SMB2_CLOSE:
      read_close (cursor, request);
      break;
    case WIRE_SMB2_READ:
      read_read (cursor, request);
      break;
    case WIRE_SMB2_WRITE:
      read_write (cursor, place, request);
      break;
    case WIRE_SMB2_IOCTL:
      read_ioctl (cursor, place, request);
      break;
    case WIRE_SMB2_QUERY_INFO:
      read_query_info (cursor, request);
      break;
    case WIRE_SMB2_SET_INFO:
      read_set_info (cursor, place, request);
      break;
    default:
      break;
    }
}

/**
 * wire_smb2_request_parse:
 * @message: a message
 * @at: where the request begins in it
 * @size: of the request, as its compound says
 * @header: of the request
 *
 * Returns: (transfer full): the request, as far as it was captured
 */
WireSmb2Request *
wire_smb2_request_parse (const WireSmbMessage *message,
                         gsize at,
                         gsize size,
                         const WireSmb2Header *header)
{
  WireSmb2Request *self = g_new0 (WireSmb2Request, 1);
  const Place place = { message, at, size };
  WireCursor cursor = wire_smb_message_read (message, at + WIRE_SMB2_HEADER);

  self->header = *header;
  read_body (&cursor, &place, self);
  self->cut = cursor.failed;
  return self;
}

/** Frees @self and what it owns. */
void
wire_smb2_request_free (WireSmb2Request *self)
{
  g_clear_pointer (&self->chain, g_rc_box_release);
  g_clear_pointer (&self->raw, g_bytes_unref);
  wire_body_clear (&self->data);
  g_free (self->text);
  g_free (self);
}

/** Returns: about how much memory @self takes */
gsize
wire_smb2_request_get_cost (const WireSmb2Request *self)
{
  return sizeof *self + 128 + self->data.allocated * sizeof (WireExtent)
         + (self->text ? strlen (self->text) : 0) + (self->raw ? g_bytes_get_size (self->raw) : 0);
}
