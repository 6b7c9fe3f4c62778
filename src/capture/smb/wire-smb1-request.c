/* wire-smb1-request.c: what clients of SMB 1 ask (MS-CIFS and MS-SMB, section 2.2.4)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-ntlm.h"
#include "capture/smb/wire-smb1-place-private.h"

/* Words of a sign-in with security blobs; without, there are 13. */
#define EXTENDED_WORDS 12u

/* Modes of OPEN_ANDX: the lowest bits are 1 for writing and 2 for both (MS-CIFS,
 * section 2.2.4.41.1); as rights of files. */
#define READ_DATA 1u
#define WRITE_DATA 2u

static char *
read_plain_user (const WireSmb1Place *place, gsize passwords)
{
  gsize at = place->bytes + passwords;
  g_autofree char *user = wire_smb1_place_read_text (place, &at);
  g_autofree char *domain = wire_smb1_place_read_text (place, &at);

  if (!user || !*user)
    return NULL;
  return domain && *domain ? g_strconcat (domain, "\\", user, NULL) : g_steal_pointer (&user);
}

static void
read_session_setup (WireSmb1Place *place, WireSmb1Step *step)
{
  guint16 length;
  guint16 more;

  wire_cursor_skip (&place->words, 10);
  length = wire_cursor_le16 (&place->words);
  more = wire_cursor_le16 (&place->words);
  if (place->words.failed)
    return;
  if (place->n_words != EXTENDED_WORDS)
    step->text = read_plain_user (place, (gsize) length + more);
  else if (place->bytes < place->message->length)
    step->text = wire_ntlm_find_user (place->message->bytes + place->bytes,
                                      MIN (length, place->message->length - place->bytes));
}

static void
read_tree_connect (WireSmb1Place *place, WireSmb1Step *step)
{
  gsize at;

  wire_cursor_skip (&place->words, 2);
  at = place->bytes + wire_cursor_le16 (&place->words);
  step->text = wire_smb1_place_read_text (place, &at);
}

static void
read_nt_create (WireSmb1Place *place, WireSmb1Step *step)
{
  gsize at = place->bytes;

  wire_cursor_skip (&place->words, 11);
  step->access = wire_cursor_le32 (&place->words);
  wire_cursor_skip (&place->words, 20);
  step->action = wire_cursor_le32 (&place->words);
  step->text = wire_smb1_place_read_text (place, &at);
}

static void
read_open (WireSmb1Place *place, WireSmb1Step *step)
{
  gsize at = place->bytes;
  guint mode;

  wire_cursor_skip (&place->words, 2);
  mode = wire_cursor_le16 (&place->words) & 7;
  step->access = (mode != 1 ? READ_DATA : 0) | (mode == 1 || mode == 2 ? WRITE_DATA : 0);
  step->text = wire_smb1_place_read_text (place, &at);
}

/* Reads the upper half of an offset, where the command is long enough to have it. */
static guint64
read_offset_high (WireSmb1Place *place, guint least)
{
  return place->n_words >= least ? (guint64) wire_cursor_le32 (&place->words) << 32 : 0;
}

static void
read_read (WireSmb1Place *place, WireSmb1Step *step)
{
  guint32 high;

  step->file = wire_cursor_le16 (&place->words);
  step->offset = wire_cursor_le32 (&place->words);
  step->length = wire_cursor_le16 (&place->words);
  wire_cursor_skip (&place->words, 2);
  high = wire_cursor_le32 (&place->words);
  if (high != G_MAXUINT32)
    step->length |= high << 16;
  wire_cursor_skip (&place->words, 2);
  step->offset |= read_offset_high (place, 12);
}

static void
read_write (WireSmb1Place *place, WireSmb1Step *step)
{
  guint32 length;
  guint16 at;

  step->file = wire_cursor_le16 (&place->words);
  step->offset = wire_cursor_le32 (&place->words);
  wire_cursor_skip (&place->words, 8);
  length = (guint32) wire_cursor_le16 (&place->words) << 16;
  length |= wire_cursor_le16 (&place->words);
  at = wire_cursor_le16 (&place->words);
  step->offset |= read_offset_high (place, 14);
  if (!place->words.failed)
    wire_smb1_place_find_data (place, at, length, step);
}

/* A buffer begins with a byte that says that it is a text. */
static char *
read_formatted (const WireSmb1Place *place, gsize *at)
{
  (*at)++;
  return wire_smb1_place_read_text (place, at);
}

static void
read_names (WireSmb1Place *place, WireSmb1Step *step)
{
  gsize at = place->bytes;

  step->text = read_formatted (place, &at);
  if (step->command == WIRE_SMB1_RENAME)
    step->other = read_formatted (place, &at);
}

static void
read_transaction (WireSmb1Place *place, WireSmb1Step *step)
{
  WireCursor parameters;
  WireCursor data;
  guint16 subcommand;

  wire_cursor_skip (&place->words, 20);
  parameters = wire_smb_message_read (place->message, wire_cursor_le16 (&place->words));
  wire_cursor_skip (&place->words, 2);
  data = wire_smb_message_read (place->message, wire_cursor_le16 (&place->words));
  wire_cursor_skip (&place->words, 2);
  subcommand = place->n_words > 14 ? wire_cursor_le16 (&place->words) : 0xffff;
  step->file = wire_cursor_le16 (&parameters);
  step->level = (guint32) subcommand << 16 | wire_cursor_le16 (&parameters);
  step->offset = wire_cursor_le64 (&data);
  if (data.failed)
    step->offset = WIRE_TRANSFER_UNKNOWN;
}

/** Reads a request. */
void
wire_smb1_read_request (WireSmb1Place *place, WireSmb1Step *step)
{
  switch ((WireSmb1Command) step->command)
    {
    case WIRE_SMB1_SESSION_SETUP_ANDX:
      read_session_setup (place, step);
      break;
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
    case WIRE_SMB1_CLOSE:
      step->file = wire_cursor_le16 (&place->words);
      break;
    case WIRE_SMB1_CREATE_DIRECTORY:
    case WIRE_SMB1_DELETE_DIRECTORY:
    case WIRE_SMB1_DELETE:
    case WIRE_SMB1_RENAME:
      read_names (place, step);
      break;
    case WIRE_SMB1_TRANSACTION2:
      read_transaction (place, step);
      break;
    default:
      break;
    }
}
