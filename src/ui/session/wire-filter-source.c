/* wire-filter-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-source.h"

G_DEFINE_INTERFACE (WireFilterSource, wire_filter_source, GTK_TYPE_WIDGET)

static void
wire_filter_source_default_init (WireFilterSourceInterface *iface)
{
  (void) iface;
}

/** Returns: (transfer full) (element-type WireNamedFilter): those that the window of @widget knows;
 * may be empty. Main thread. */
GPtrArray *
wire_filter_source_list (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return WIRE_IS_FILTER_SOURCE (root)
             ? WIRE_FILTER_SOURCE_GET_IFACE (root)->list_filters (WIRE_FILTER_SOURCE (root))
             : wire_filter_list_new ();
}
