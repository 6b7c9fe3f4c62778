/* wire-download-bytes.h: an object's bytes as sent, and the packets that brought them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_BYTES (wire_download_bytes_get_type ())
/** WireDownloadBytes: an object's bytes as sent, and the packets that brought them */
G_DECLARE_FINAL_TYPE (WireDownloadBytes, wire_download_bytes, WIRE, DOWNLOAD_BYTES, AdwBin)

void wire_download_bytes_show (WireDownloadBytes *bytes, WireObjectList *list, guint32 object);

G_END_DECLS
