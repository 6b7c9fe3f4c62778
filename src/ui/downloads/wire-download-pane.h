/* wire-download-pane.h: all that is known of the selected download
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_PANE (wire_download_pane_get_type ())
/** WireDownloadPane: all that is known of the selected download */
G_DECLARE_FINAL_TYPE (WireDownloadPane, wire_download_pane, WIRE, DOWNLOAD_PANE, AdwBin)

void wire_download_pane_show_one (WireDownloadPane *pane, WireDownloadStore *store, guint32 object);
void wire_download_pane_show_many (WireDownloadPane *pane, guint n);
void wire_download_pane_update (WireDownloadPane *pane);

G_END_DECLS
