/* wire-table-view.h: a table of what was found in a capture, and the details of a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"
#include "ui/tables/wire-table-kind.h"

G_BEGIN_DECLS

#define WIRE_TYPE_TABLE_VIEW (wire_table_view_get_type ())
/** WireTableView: a table of what was found in a capture, and the details of a row */
G_DECLARE_FINAL_TYPE (WireTableView, wire_table_view, WIRE, TABLE_VIEW, AdwBin)

GtkWidget *wire_table_view_new (const WireTableKind *kind);

void wire_table_view_set_session (WireTableView *view, WireCaptureSession *session);
GObject *wire_table_view_get_source (WireTableView *view);
void wire_table_view_set_source (WireTableView *view, GObject *source);
void wire_table_view_wait (WireTableView *view, const char *title, const char *text, gboolean busy);
guint wire_table_view_get_count (WireTableView *view);
guint wire_table_view_get_selected (WireTableView *view);
void wire_table_view_select (WireTableView *view, guint row);
void wire_table_view_refresh (WireTableView *view);
void wire_table_view_find (WireTableView *view);
WireTableView *wire_table_view_find_within (GtkWidget *widget);

G_END_DECLS
