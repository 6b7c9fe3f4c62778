/* wire-label-wrap.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-label-wrap.h"

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
