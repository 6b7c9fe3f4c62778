/* wire-download-rows.h: which downloads are shown, in what order, and which are selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-order.h"
#include "ui/lists/wire-row-selection.h"

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_ROWS (wire_download_rows_get_type ())
/** WireDownloadRows: which downloads are shown, in what order, and which are selected */
G_DECLARE_FINAL_TYPE (WireDownloadRows, wire_download_rows, WIRE, DOWNLOAD_ROWS, GObject)

WireDownloadRows *wire_download_rows_new (void);
WireRowSelection *wire_download_rows_get_selection (WireDownloadRows *self);

void wire_download_rows_set_store (WireDownloadRows *self, WireDownloadStore *store);
void wire_download_rows_set_view (WireDownloadRows *self, WireView *view);
void wire_download_rows_set_choice (WireDownloadRows *self, WireObjectChoice choice);
void wire_download_rows_set_ways (WireDownloadRows *self,
                                  guint direction,
                                  const char *protocol,
                                  gboolean form_data);
const WireDownloadWays *wire_download_rows_get_ways (WireDownloadRows *self);
void wire_download_rows_set_found (WireDownloadRows *self, guint verdict, guint kind);
const WireDownloadFound *wire_download_rows_get_found (WireDownloadRows *self);
void wire_download_rows_set_sort (WireDownloadRows *self, guint key, gboolean descending);
void wire_download_rows_update (WireDownloadRows *self);
void wire_download_rows_hide (WireDownloadRows *self);
void wire_download_rows_refill (WireDownloadRows *self);

guint wire_download_rows_count (WireDownloadRows *self);
guint wire_download_rows_get_length (WireDownloadRows *self);
guint wire_download_rows_find (WireDownloadRows *self, guint32 object);
gboolean wire_download_rows_is_filling (WireDownloadRows *self);
GArray *wire_download_rows_list (WireDownloadRows *self);
char *wire_download_rows_describe (WireDownloadRows *self);

G_END_DECLS
