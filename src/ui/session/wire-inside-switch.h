/* wire-inside-switch.h: whether flows are those inside tunnels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-capture-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_INSIDE_SWITCH (wire_inside_switch_get_type ())
/** WireInsideSwitch: a button that counts what is inside tunnels */
G_DECLARE_FINAL_TYPE (WireInsideSwitch, wire_inside_switch, WIRE, INSIDE_SWITCH, AdwBin)

void wire_inside_switch_set_session (WireInsideSwitch *button, WireCaptureSession *session);

G_END_DECLS
