/* wire-download-saver.h: asks where downloads are to be saved, and saves them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/downloads/wire-download-store.h"

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_SAVER (wire_download_saver_get_type ())
/** WireDownloadSaver: asks where downloads are to be saved, and saves them */
G_DECLARE_FINAL_TYPE (WireDownloadSaver, wire_download_saver, WIRE, DOWNLOAD_SAVER, GObject)

WireDownloadSaver *wire_download_saver_new (GtkWidget *widget);
void wire_download_saver_ask (WireDownloadSaver *self, WireDownloadStore *store, GArray *objects);
void wire_download_saver_forget (WireDownloadSaver *self);

G_END_DECLS
