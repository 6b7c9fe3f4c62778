/* wire-flow-view.h: the flows of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FLOW_VIEW (wire_flow_view_get_type ())
/** WireFlowView: the flows of a capture */
G_DECLARE_FINAL_TYPE (WireFlowView, wire_flow_view, WIRE, FLOW_VIEW, AdwBin)

void wire_flow_view_set_session (WireFlowView *view, WireCaptureSession *session);

G_END_DECLS
