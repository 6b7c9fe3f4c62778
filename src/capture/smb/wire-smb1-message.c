/* wire-smb1-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb1-message.h"

#include "capture/smb/wire-smb1-place-private.h"

#define FLAG_ANSWER 0x80u
#define FLAG_UNICODE 0x8000u
#define FLAG_DFS 0x1000u

/* Names are no longer: bytes. */
#define MAX_TEXT 4096u

/* Commands after which another one may follow in the same message. */
static gboolean
is_andx (guint8 command)
{
  switch ((WireSmb1Command) command)
    {
    case WIRE_SMB1_OPEN_ANDX:
    case WIRE_SMB1_READ_ANDX:
    case WIRE_SMB1_WRITE_ANDX:
    case WIRE_SMB1_SESSION_SETUP_ANDX:
    case WIRE_SMB1_LOGOFF_ANDX:
    case WIRE_SMB1_TREE_CONNECT_ANDX:
    case WIRE_SMB1_NT_CREATE_ANDX:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Returns: where the zero of a text of one or two bytes a character is; the end of the message
 * where there is none */
static gsize
find_end (const WireSmb1Place *place, gsize at)
{
  const WireSmbMessage *message = place->message;
  gsize step = place->unicode ? 2 : 1;
  gsize end = at;

  while (end + step <= message->length && end - at < MAX_TEXT
         && (message->bytes[end] != 0 || (step == 2 && message->bytes[end + 1] != 0)))
    end += step;
  return MIN (end, message->length);
}

/** Returns: (transfer full) (nullable): the text at @at, which is moved past it */
char *
wire_smb1_place_read_text (const WireSmb1Place *self, gsize *at)
{
  const WireSmbMessage *message = self->message;
  gsize begin = self->unicode ? (*at + 1) & ~(gsize) 1 : *at;
  gsize end;

  if (begin > message->length)
    return NULL;
  end = find_end (self, begin);
  *at = end + (self->unicode ? 2 : 1);
  return self->unicode
             ? wire_smb_message_read_text (message, begin, end - begin)
             : g_utf8_make_valid ((const char *) message->bytes + begin, (gssize) (end - begin));
}

/** Notes that @length bytes of a file are at @at, from the header on. */
void
wire_smb1_place_find_data (const WireSmb1Place *self, gsize at, guint32 length, WireSmb1Step *step)
{
  if (at < WIRE_SMB1_HEADER || at > self->message->size)
    return;
  step->length = (guint32) MIN (length, self->message->size - at);
  wire_smb_message_find (self->message, at, step->length, &step->data);
  step->is_call = wire_smb_message_has_call (self->message, at);
}

/* Reads the command whose words begin at @at. Returns: where the next one is; 0 where none follows
 */
static gsize
read_step (const WireSmbMessage *message, gsize at, WireSmb1Message *self, guint8 *command)
{
  WireCursor cursor = wire_smb_message_read (message, at);
  WireSmb1Step *step = &self->steps[self->n++];
  WireSmb1Place place = { .message = message, .unicode = self->unicode };
  guint8 next = WIRE_SMB1_NOTHING;
  gsize offset = 0;

  step->command = *command;
  step->offset = WIRE_TRANSFER_UNKNOWN;
  place.n_words = wire_cursor_u8 (&cursor);
  place.words = cursor;
  wire_cursor_limit (&place.words, 2 * place.n_words);
  place.bytes = at + 1 + 2 * place.n_words + 2;
  if (is_andx (*command) && place.n_words >= 2)
    {
      next = wire_cursor_u8 (&place.words);
      wire_cursor_skip (&place.words, 1);
      offset = wire_cursor_le16 (&place.words);
    }
  if (self->is_answer)
    wire_smb1_read_answer (&place, step);
  else
    wire_smb1_read_request (&place, step);
  step->cut = place.words.failed;
  *command = next;
  return next == WIRE_SMB1_NOTHING || offset <= at ? 0 : offset;
}

/** Returns: (transfer full) (nullable): what @message says; %NULL where its header was not captured
 */
WireSmb1Message *
wire_smb1_message_parse (const WireSmbMessage *message)
{
  WireCursor cursor = wire_smb_message_read (message, 4);
  guint8 command = wire_cursor_u8 (&cursor);
  WireSmb1Message *self;
  guint32 process;
  guint16 flags;

  if (message->length < WIRE_SMB1_HEADER)
    return NULL;
  self = g_new0 (WireSmb1Message, 1);
  self->status = wire_cursor_le32 (&cursor);
  self->is_answer = wire_cursor_u8 (&cursor) & FLAG_ANSWER;
  flags = wire_cursor_le16 (&cursor);
  self->unicode = (flags & FLAG_UNICODE) != 0;
  self->dfs = (flags & FLAG_DFS) != 0;
  process = (guint32) wire_cursor_le16 (&cursor) << 16;
  wire_cursor_skip (&cursor, 10);
  self->tree = wire_cursor_le16 (&cursor);
  process |= wire_cursor_le16 (&cursor);
  self->user = wire_cursor_le16 (&cursor);
  self->number = (gint64) process << 16 | wire_cursor_le16 (&cursor);
  for (gsize at = WIRE_SMB1_HEADER; at != 0 && self->n < WIRE_SMB1_MAX_STEPS;)
    at = read_step (message, at, self, &command);
  return self;
}

/** Frees @self and what it owns. */
void
wire_smb1_message_free (WireSmb1Message *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->steps[i].text);
      g_free (self->steps[i].other);
      wire_body_clear (&self->steps[i].data);
    }
  g_free (self);
}

/** Returns: about how much memory @self takes */
gsize
wire_smb1_message_get_cost (const WireSmb1Message *self)
{
  gsize cost = sizeof *self + 128;

  for (guint i = 0; i < self->n; i++)
    cost += self->steps[i].data.allocated * sizeof (WireExtent)
            + (self->steps[i].text ? strlen (self->steps[i].text) : 0);
  return cost;
}

/** Whether some of what @self says was not captured, but for bytes of files. */
gboolean
wire_smb1_message_is_cut (const WireSmb1Message *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->steps[i].cut)
      return TRUE;
  return FALSE;
}
