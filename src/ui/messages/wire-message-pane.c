/* wire-message-pane.c: a mail as it is read: text, and HTML as text only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/messages/wire-message-kind.h"

#include "ui/tables/wire-table-pane.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Attachments that are listed here; Transfers has all. */
#define MOST 100u

static void
add_facts (GtkBox *content, WireMessageRows *rows, guint row)
{
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Mail"));
  const WireObject *object = wire_message_rows_get_mail (rows, row);
  const WireTransferMail *mail = object->origin.mail;
  gboolean fine;
  gboolean sent = object->origin.direction == WIRE_TRANSFER_UPLOAD;

  wire_table_pane_add (column, _ ("Verdict"),
                       g_strdup (wire_message_rows_get_verdict (rows, row, &fine)));
  wire_table_pane_add (column, _ ("Subject"), g_strdup (mail->subject));
  wire_table_pane_add (column, _ ("From"), g_strdup (mail->from));
  wire_table_pane_add (column, _ ("To"), g_strdup (mail->to));
  wire_table_pane_add (column, _ ("Date"), g_strdup (mail->date));
  wire_table_pane_add (column, _ ("Message-ID"), g_strdup (mail->message_id));
  /* Translators: the sender that the protocol names, not the head of the mail */
  wire_table_pane_add (column, _ ("Sender in the Envelope"), g_strdup (mail->envelope_from));
  wire_table_pane_add (column, _ ("Recipients in the Envelope"), g_strdup (mail->envelope_to));
  wire_table_pane_add (column, _ ("User"), g_strdup (object->origin.user));
  wire_table_pane_add_at (column, _ ("Protocol"),
                          /* Translators: %s is a protocol, such as SMTP */
                          g_strdup_printf (sent ? _ ("%s, to the server") : _ ("%s, to the client"),
                                           object->origin.protocol),
                          object->packet);
  wire_table_pane_add (column, _ ("Note"), g_strdup (object->origin.note));
}

static char *
tell_attachment (const WireObject *part)
{
  g_autofree char *size = wire_figure_size (part->size);

  return g_strdup_printf ("%s · %s%s%s", part->origin.name ? part->origin.name : _ ("unnamed"),
                          size, part->origin.note ? " · " : "",
                          part->origin.note ? part->origin.note : "");
}

static void
add_attachments (GtkBox *content, WireMessageRows *rows, guint row)
{
  guint n;
  const guint32 *all = wire_messages_get (wire_message_rows_get_messages (rows), row, &n);
  GtkWidget *column;

  if (n < 2)
    return;
  column = wire_table_pane_add_column (content, _ ("Attachments"));
  for (guint i = 1; i < MIN (n, MOST + 1); i++)
    {
      const WireObject *part = wire_object_list_get (wire_message_rows_get_list (rows), all[i]);

      wire_table_pane_add_way (column, part->content_type ? part->content_type : _ ("no type"),
                               tell_attachment (part), "capture.show-object",
                               g_variant_new_uint32 (all[i]), _ ("Show in Transfers"));
    }
  wire_table_pane_add_more (column, n - MIN (n, MOST + 1));
}

static void
add_text (GtkBox *content, const char *title, const char *text)
{
  if (text && *text)
    wire_table_pane_add_lines (wire_table_pane_add_column (content, title), title, text);
}

static void
add_reading (GtkBox *content, const WireMailReading *reading)
{
  /* Translators: the HTML of a mail; it is never rendered */
  add_text (content, _ ("HTML as Text"), reading->html);
  if (!reading->plain && !reading->html)
    wire_table_pane_add_text (wire_table_pane_add_column (content, _ ("Text")),
                              _ ("No text was found in this mail."));
  add_text (content, _ ("All Fields of the Head"), reading->heads);
  if (reading->cut)
    wire_table_pane_add_text (
        wire_table_pane_add_column (content, _ ("Not All Is Shown")),
        _ ("The mail is long: only the beginning of its texts is shown here. “Open in Text” and "
           "“Save as .eml” have more of it."));
}

void
wire_message_pane_fill (GObject *source, guint row, GtkBox *content)
{
  WireMessageRows *rows = WIRE_MESSAGE_ROWS (source);
  const WireMailReading *reading = wire_message_rows_get_reading (rows, row);

  add_facts (content, rows, row);
  if (reading)
    add_text (content, _ ("Text"), reading->plain);
  add_attachments (content, rows, row);
  if (reading)
    add_reading (content, reading);
}
