/* wire-filter-source.h: a window that knows filters which somebody else keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-filter-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_FILTER_SOURCE (wire_filter_source_get_type ())
/** WireFilterSource: a window that knows filters which somebody else keeps, such as a case */
G_DECLARE_INTERFACE (WireFilterSource, wire_filter_source, WIRE, FILTER_SOURCE, GtkWidget)

/** @list_filters: (transfer full): as wire_filter_source_list() */
struct _WireFilterSourceInterface
{
  GTypeInterface parent;

  GPtrArray *(*list_filters) (WireFilterSource *source);
};

GPtrArray *wire_filter_source_list (GtkWidget *widget);

G_END_DECLS
