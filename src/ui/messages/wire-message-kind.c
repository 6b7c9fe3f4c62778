/* wire-message-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/messages/wire-message-kind.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

enum
{
  DATE,
  FROM,
  TO,
  SUBJECT,
  ATTACHMENTS,
  VERDICT,
  PROTOCOL,
  N_COLUMNS
};

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  /* Translators: column heading of a list of mails */
  [DATE] = { N_ ("Date"), 20, WIRE_COLUMN_PLAIN, TRUE },
  /* Translators: column heading of a list of mails: the sender */
  [FROM] = { N_ ("From"), 20, WIRE_COLUMN_PLAIN, FALSE },
  /* Translators: column heading of a list of mails: the recipients */
  [TO] = { N_ ("To"), 16, WIRE_COLUMN_PLAIN, FALSE },
  /* Translators: column heading of a list of mails */
  [SUBJECT] = { N_ ("Subject"), 20, WIRE_COLUMN_EXPAND, FALSE },
  /* Translators: column heading of a list of mails */
  [ATTACHMENTS] = { N_ ("Attachments"), 15, WIRE_COLUMN_PLAIN, FALSE },
  [VERDICT] = { N_ ("Verdict"), 18, WIRE_COLUMN_PLAIN, FALSE },
  [PROTOCOL] = { N_ ("Protocol"), 9, WIRE_COLUMN_PLAIN, FALSE },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("Mails"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected mail"),
  /* Translators: what can be searched in a list of mails */
  .find = N_ ("Sender, recipient, subject or attachment"),
  .choose = N_ ("Select a mail to read it here, as text."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("No Mail"),
  .empty_text = N_ ("No mail was found in what could be read of this capture. Mails come by SMTP, "
                    "POP3 and IMAP; those that are encrypted need keys."),
  /* Translators: heading of an empty view: why it is empty */
  .nothing_left = N_ ("No Mail Passes the Filters"),
  .not_found = N_ ("No mail has these words in its fields, its attachments or its verdict."),
};

static const WireTableItem ITEMS[] = {
  { N_ ("Save as ._eml…"), "message.save" },
  { N_ ("Show _Transfer"), "message.show-transfer" },
  { N_ ("Open in _Text"), "message.open-in-text" },
};

static guint
get_length (GObject *source)
{
  return wire_messages_get_length (wire_message_rows_get_messages (WIRE_MESSAGE_ROWS (source)));
}

static char *
list_attachments (WireMessageRows *rows, guint row)
{
  guint n;
  const guint32 *all = wire_messages_get (wire_message_rows_get_messages (rows), row, &n);
  WireObjectList *list = wire_message_rows_get_list (rows);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 1; i < n; i++)
    {
      const char *name = wire_object_list_get (list, all[i])->origin.name;

      g_string_append_printf (names, "%s%s", i > 1 ? ", " : "", name ? name : _ ("unnamed"));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
tell_verdict (WireMessageRows *rows, guint row)
{
  gboolean fine;
  const char *verdict = wire_message_rows_get_verdict (rows, row, &fine);

  return g_strdup_printf ("%s %s", fine ? "✓" : "⚠", verdict ? verdict : "");
}

/* In one form, and as it came where it is not a date. */
static char *
tell_date (const WireTransferMail *mail)
{
  gint64 time = wire_mail_reading_get_time (mail->date);

  return time == WIRE_TIME_NONE ? g_strdup (mail->date) : wire_figure_date (time);
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireMessageRows *rows = WIRE_MESSAGE_ROWS (source);
  const WireObject *object = wire_message_rows_get_mail (rows, row);
  const WireTransferMail *mail = object->origin.mail;

  switch (column)
    {
    case DATE:
      return tell_date (mail);
    case FROM:
      return g_strdup (mail->from ? mail->from : mail->envelope_from);
    case TO:
      return g_strdup (mail->to ? mail->to : mail->envelope_to);
    case SUBJECT:
      return g_strdup (mail->subject);
    case ATTACHMENTS:
      return list_attachments (rows, row);
    case VERDICT:
      return tell_verdict (rows, row);
    default:
      return g_strdup (object->origin.protocol);
    }
}

/* Mails without a date come first. */
static double
get_number (GObject *source, guint row, guint column)
{
  const WireObject *mail = wire_message_rows_get_mail (WIRE_MESSAGE_ROWS (source), row);

  (void) column;
  return (double) wire_mail_reading_get_time (mail->origin.mail->date);
}

/* The envelope may name others than the head. */
static char *
make_more (GObject *source, guint row)
{
  const WireTransferMail *mail =
      wire_message_rows_get_mail (WIRE_MESSAGE_ROWS (source), row)->origin.mail;

  return g_strjoin ("\n", mail->envelope_from ? mail->envelope_from : "",
                    mail->envelope_to ? mail->envelope_to : "",
                    mail->message_id ? mail->message_id : "", NULL);
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  const WireObject *mail = wire_message_rows_get_mail (WIRE_MESSAGE_ROWS (source), row);

  *target = (WireTableTarget){ mail->packet, mail->stream, mail->tuple, NULL };
}

const WireTableKind wire_message_kind = {
  .memory = "messages",
  .pane_memory = "messages-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .items = ITEMS,
  .n_items = G_N_ELEMENTS (ITEMS),
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .make_more = make_more,
  .get_target = get_target,
  .fill = wire_message_pane_fill,
};
