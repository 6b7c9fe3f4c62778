/* wire-download-view.h: what was downloaded, as pictures or as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-capture-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_VIEW (wire_download_view_get_type ())
/** WireDownloadView: what was downloaded, as pictures or as a table */
G_DECLARE_FINAL_TYPE (WireDownloadView, wire_download_view, WIRE, DOWNLOAD_VIEW, AdwBin)

void wire_download_view_set_session (WireDownloadView *view, WireCaptureSession *session);
void wire_download_view_show_object (WireDownloadView *view, guint32 object);
guint wire_download_view_get_count (WireDownloadView *view);

G_END_DECLS
