/* wire-download-tile.h: one object in the grid of downloads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-store.h"
#include "capture/objects/wire-object-choice.h"
#include "ui/downloads/wire-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_TILE (wire_download_tile_get_type ())
/** WireDownloadTile: one object in the grid of downloads */
G_DECLARE_FINAL_TYPE (WireDownloadTile, wire_download_tile, WIRE, DOWNLOAD_TILE, GtkWidget)

/** Returns: (transfer floating): a tile that shows nothing yet */
GtkWidget *wire_download_tile_new (void);
void wire_download_tile_show (WireDownloadTile *tile,
                              WireDownloadStore *store,
                              WireThumbnails *thumbnails,
                              guint32 object,
                              WireObjectChoice choice);
char *wire_download_describe (const WireObject *object, const WireDownloadFacts *facts);

G_END_DECLS
