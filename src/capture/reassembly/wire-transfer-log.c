/* wire-transfer-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-transfer-log.h"

#include <string.h>

/* Strings are short: a block holds those of a hundred transfers. */
#define STRING_BLOCK 8192

struct _WireTransferLog
{
  GPtrArray *transfers;
  GPtrArray *mails;
  GStringChunk *strings;
  gsize text; /* bytes of strings */
  guint32 left_out;
};

static void
transfer_free (gpointer data)
{
  WireTransfer *transfer = data;

  wire_body_clear (&transfer->body);
  g_free (transfer);
}

/** Returns: (transfer full): an empty log */
WireTransferLog *
wire_transfer_log_new (void)
{
  WireTransferLog *self = g_new0 (WireTransferLog, 1);

  self->transfers = g_ptr_array_new_with_free_func (transfer_free);
  self->mails = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (STRING_BLOCK);
  return self;
}

void
wire_transfer_log_free (WireTransferLog *self)
{
  g_ptr_array_unref (self->transfers);
  g_ptr_array_unref (self->mails);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * wire_transfer_log_append:
 * @self: a log
 * @number: (out) (optional): of the new transfer, for those that are parts of it
 *
 * Returns: (transfer none) (nullable): a new transfer, which is no part of another and of unknown
 *   size, to be filled in; %NULL where there are as many as may be, which is counted
 */
WireTransfer *
wire_transfer_log_append (WireTransferLog *self, guint32 *number)
{
  WireTransfer *transfer;

  if (self->transfers->len == WIRE_TRANSFER_MAX)
    {
      self->left_out++;
      return NULL;
    }
  if (number)
    *number = self->transfers->len;
  transfer = g_new0 (WireTransfer, 1);
  transfer->parent = WIRE_TRANSFER_NONE;
  transfer->asked_on = WIRE_TRANSFER_NONE;
  transfer->expected = WIRE_TRANSFER_UNKNOWN;
  g_ptr_array_add (self->transfers, transfer);
  return transfer;
}

/** Returns: (transfer none) (nullable): @length bytes of @text as UTF-8, for as long as @self
 * lives; %NULL where there is no room, or @text is %NULL */
const char *
wire_transfer_log_keep (WireTransferLog *self, const void *text, gsize length)
{
  g_autofree char *valid = NULL;

  if (!text || length > WIRE_TRANSFER_MAX_TEXT - self->text)
    return NULL;
  valid = g_utf8_make_valid (text, (gssize) length);
  length = strlen (valid);
  self->text += MIN (length + 1, WIRE_TRANSFER_MAX_TEXT - self->text);
  return g_string_chunk_insert_len (self->strings, valid, (gssize) length);
}

/** Returns: (transfer none): a copy of @mail, whose strings @self keeps, for as long as @self lives
 */
const WireTransferMail *
wire_transfer_log_keep_mail (WireTransferLog *self, const WireTransferMail *mail)
{
  WireTransferMail *copy = g_memdup2 (mail, sizeof *mail);

  g_ptr_array_add (self->mails, copy);
  return copy;
}

/** Returns: how many transfers there are */
guint32
wire_transfer_log_get_length (const WireTransferLog *self)
{
  return self->transfers->len;
}

/** Returns: (transfer none): transfer number @transfer, which must exist */
const WireTransfer *
wire_transfer_log_get (const WireTransferLog *self, guint32 transfer)
{
  g_return_val_if_fail (transfer < self->transfers->len, NULL);

  return g_ptr_array_index (self->transfers, transfer);
}

/** Returns: how many transfers were too many to keep */
guint32
wire_transfer_log_get_left_out (const WireTransferLog *self)
{
  return self->left_out;
}
