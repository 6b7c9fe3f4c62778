/* wire-smb1-answer.c: what servers of SMB 1 answer (MS-CIFS and MS-SMB, section 2.2.4)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb1-place-private.h"

/* Kinds of what was opened: 0 is a file or a folder, these are pipes. */
#define BYTE_PIPE 1u
#define MESSAGE_PIPE 2u

#define ATTRIBUTE_DIRECTORY 0x10u

static gboolean
is_pipe (guint16 kind)
{
  return kind == BYTE_PIPE || kind == MESSAGE_PIPE;
}

/* The kind of a share is in letters of one byte, whatever other texts are in. */
static void
read_tree_connect (const WireSmb1Place *place, WireSmb1Step *step)
{
  WireSmb1Place plain = *place;
  gsize at = place->bytes;

  plain.unicode = FALSE;
  step->text = wire_smb1_place_read_text (&plain, &at);
}

static void
read_nt_create (WireSmb1Place *place, WireSmb1Step *step)
{
  wire_cursor_skip (&place->words, 1);
  step->file = wire_cursor_le16 (&place->words);
  step->action = wire_cursor_le32 (&place->words);
  wire_cursor_skip (&place->words, 32);
  step->access = wire_cursor_le32 (&place->words);
  wire_cursor_skip (&place->words, 8);
  step->offset = wire_cursor_le64 (&place->words);
  step->is_pipe = is_pipe (wire_cursor_le16 (&place->words));
  wire_cursor_skip (&place->words, 2);
  if (wire_cursor_u8 (&place->words))
    step->access |= ATTRIBUTE_DIRECTORY;
}

static void
read_open (WireSmb1Place *place, WireSmb1Step *step)
{
  step->file = wire_cursor_le16 (&place->words);
  step->access = wire_cursor_le16 (&place->words);
  wire_cursor_skip (&place->words, 4);
  step->offset = wire_cursor_le32 (&place->words);
  wire_cursor_skip (&place->words, 2);
  step->is_pipe = is_pipe (wire_cursor_le16 (&place->words));
  wire_cursor_skip (&place->words, 2);
  step->action = wire_cursor_le16 (&place->words) & 3;
}

static void
read_read (WireSmb1Place *place, WireSmb1Step *step)
{
  guint32 length;
  guint16 at;

  wire_cursor_skip (&place->words, 6);
  length = wire_cursor_le16 (&place->words);
  at = wire_cursor_le16 (&place->words);
  length |= (guint32) wire_cursor_le16 (&place->words) << 16;
  if (!place->words.failed)
    wire_smb1_place_find_data (place, at, length, step);
}

static void
read_write (WireSmb1Place *place, WireSmb1Step *step)
{
  step->length = wire_cursor_le16 (&place->words);
  wire_cursor_skip (&place->words, 2);
  step->length |= (guint32) wire_cursor_le16 (&place->words) << 16;
}

static void
read_transaction (WireSmb1Place *place, WireSmb1Step *step)
{
  WireCursor data;

  wire_cursor_skip (&place->words, 14);
  data = wire_smb_message_read (place->message, wire_cursor_le16 (&place->words));
  for (guint i = 0; i < G_N_ELEMENTS (step->information); i++)
    {
      step->information[i] = wire_cursor_le64 (&data);
      if (data.failed)
        step->information[i] = WIRE_TRANSFER_UNKNOWN;
    }
}

/** Reads an answer. Those that refuse something have no words. */
void
wire_smb1_read_answer (WireSmb1Place *place, WireSmb1Step *step)
{
  if (place->n_words == 0)
    return;
  switch ((WireSmb1Command) step->command)
    {
    case WIRE_SMB1_TREE_CONNECT_ANDX:
      read_tree_connect (place, step);
      break;
    case WIRE_SMB1_NT_CREATE_ANDX:
      read_nt_create (place, step);
      break;
    case WIRE_SMB1_OPEN_ANDX:
      read_open (place, step);
      break;
    case WIRE_SMB1_READ_ANDX:
      read_read (place, step);
      break;
    case WIRE_SMB1_WRITE_ANDX:
      read_write (place, step);
      break;
    case WIRE_SMB1_TRANSACTION2:
      read_transaction (place, step);
      break;
    default:
      break;
    }
}
