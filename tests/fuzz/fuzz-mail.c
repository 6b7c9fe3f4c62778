/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in a mail, and what people read of it. The first two bytes say where one byte is missing;
 * parts are within the mail.
 */

#include "capture/mail/wire-mail-content.h"
#include "capture/mail/wire-mail-reading.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
take_head (const WireTransferMail *mail, gpointer user_data)
{
  (void) mail;
  (void) user_data;
}

static guint32
take_part (const WireMailPart *part, gpointer user_data)
{
  gsize *size = user_data;
  volatile guint8 sum = 0;

  g_assert (part->from <= part->to && part->to <= *size);
  for (gsize i = 0; part->content && i < part->length; i++)
    sum = (guint8) (sum + part->content[i]);
  return 1;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (WireMailText) text = wire_mail_text_new ();
  g_auto (WireMailReading) reading = { 0 };
  gsize hole = size < 2 ? 0 : (gsize) (data[0] << 8 | data[1]) % size;

  if (size < 2)
    return 0;
  hole = MAX (hole, 2);
  wire_mail_text_add (text, data + 2, hole - 2);
  if (hole < size)
    {
      wire_mail_text_add_gap (text, 1);
      wire_mail_text_add (text, data + hole + 1, size - hole - 1);
    }
  wire_mail_text_end (text, data[0] & 1, 0);
  size -= 2;
  wire_mail_content_read (text, take_head, take_part, &size);
  wire_mail_reading_read (&reading, data + 2, size);
  g_assert (!reading.html || g_utf8_validate (reading.html, -1, NULL));
  return 0;
}
