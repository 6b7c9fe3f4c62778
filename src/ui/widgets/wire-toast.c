/* wire-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-toast.h"

#include "ui/widgets/wire-announcement.h"

#include <glib/gi18n.h>

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
  adw_toast_set_timeout (toast, WIRE_TOAST_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  add (widget, toast, sentence);
  return toast;
}

/**
 * wire_toast_lead:
 * @widget: a toast overlay, or a widget in one
 * @sentence: plain text, not markup: what was done
 * @button: where the next step is, with its mnemonic
 * @action: that leads there
 * @target: (transfer floating) (nullable): for @action
 *
 * Says @sentence, and offers to go on from there. Main thread only.
 */
void
wire_toast_lead (GtkWidget *widget,
                 const char *sentence,
                 const char *button,
                 const char *action,
                 GVariant *target)
{
  AdwToast *toast = toast_new (sentence);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_timeout (toast, WIRE_TOAST_SECONDS);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  add (widget, toast, sentence);
}

/**
 * wire_toast_lead_to_files:
 * @widget: a toast overlay, or a widget in one
 * @sentence: plain text, not markup: what was saved
 * @paths: (array zero-terminated=1): of the files, in the encoding of the file system; where there
 *   are none, only @sentence is said
 *
 * Offers to look at what was saved on the Files page. Main thread only.
 */
void
wire_toast_lead_to_files (GtkWidget *widget, const char *sentence, const char *const *paths)
{
  if (!paths || !paths[0])
    wire_toast_show (widget, sentence);
  else
    wire_toast_lead (widget, sentence, _ ("Show in _Files"), "win.check-files",
                     g_variant_new_bytestring_array (paths, -1));
}
