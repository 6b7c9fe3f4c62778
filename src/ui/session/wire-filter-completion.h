/* wire-filter-completion.h: proposes what may be written next in a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_FILTER_COMPLETION (wire_filter_completion_get_type ())
/** WireFilterCompletion: proposes what may be written next in a filter */
G_DECLARE_FINAL_TYPE (
    WireFilterCompletion, wire_filter_completion, WIRE, FILTER_COMPLETION, GObject)

WireFilterCompletion *wire_filter_completion_new (GtkEntry *entry, GtkWidget *owner);
void wire_filter_completion_close (WireFilterCompletion *completion);

G_END_DECLS
