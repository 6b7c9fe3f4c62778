/* wire-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-toast.h"

#include "ui/widgets/wire-announcement.h"

static AdwToast *
toast_new (const char *sentence)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1);

  return adw_toast_new (title);
}

static void
add (GtkWidget *widget, AdwToast *toast, const char *sentence)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  g_return_if_fail (overlay);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  wire_announce (overlay, sentence);
}

/**
 * wire_toast_show:
 * @widget: a toast overlay, or a widget in one
 * @sentence: plain text, not markup
 *
 * Says @sentence in passing, after those that were said before. Main thread only.
 */
void
wire_toast_show (GtkWidget *widget, const char *sentence)
{
  add (widget, toast_new (sentence), sentence);
}

/**
 * wire_toast_offer:
 * @widget: a toast overlay, or a widget in one
 * @sentence: plain text, not markup
 * @button: what can be done about it, with its mnemonic
 *
 * Says @sentence at once, since what it offers is about what was just done. Main thread only.
 *
 * Returns: (transfer none): for its signals “button-clicked” and “dismissed”
 */
AdwToast *
wire_toast_offer (GtkWidget *widget, const char *sentence, const char *button)
{
  AdwToast *toast = toast_new (sentence);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  add (widget, toast, sentence);
  return toast;
}
