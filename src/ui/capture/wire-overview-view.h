/* wire-overview-view.h: a capture at a glance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_OVERVIEW_VIEW (wire_overview_view_get_type ())
/** WireOverviewView: a capture at a glance */
G_DECLARE_FINAL_TYPE (WireOverviewView, wire_overview_view, WIRE, OVERVIEW_VIEW, AdwBin)

void wire_overview_view_set_session (WireOverviewView *view, WireCaptureSession *session);
void wire_overview_view_show_again (WireOverviewView *self);

G_END_DECLS
