/* wire-message-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-message-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * wire_message_dialog_show:
 * @parent: what the dialog is over
 * @heading: what did not happen
 * @body: why, in a sentence; shown as it is, never as markup
 *
 * For a refusal that the user must see; everything milder is a banner or a toast.
 */
void
wire_message_dialog_show (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
