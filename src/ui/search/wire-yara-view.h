/* wire-yara-view.h: what rules of YARA match in a capture, or in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-capture-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_YARA_VIEW (wire_yara_view_get_type ())
/** WireYaraView: what rules of YARA match in a capture, or in files */
G_DECLARE_FINAL_TYPE (WireYaraView, wire_yara_view, WIRE, YARA_VIEW, AdwBin)

void wire_yara_view_set_session (WireYaraView *view, WireCaptureSession *session);
void wire_yara_view_set_rules (WireYaraView *view, GListModel *files);
void wire_yara_view_set_paths (WireYaraView *view, GListModel *files);

G_END_DECLS
