/* wire-label-wrap.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-label-wrap.h"

/**
 * wire_label_wrap:
 * @label: without attributes of its own
 * @mode: where a line may end
 *
 * Lets @label have several lines. Where a digest or a URI is broken Pango would put a hyphen, which
 * people would take for a part of it: here it does not.
 */
void
wire_label_wrap (GtkLabel *label, PangoWrapMode mode)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, mode);
}

/**
 * wire_label_write_evidence:
 * @label: of addresses, digests or figures
 *
 * Has them run from left to right wherever the rest runs, in the same face and as wide in every
 * language: Pango would else choose a face that can write the user's, and measure that.
 */
void
wire_label_write_evidence (GtkWidget *label)
{
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  pango_context_set_language (gtk_widget_get_pango_context (label),
                              pango_language_from_string ("en"));
}
