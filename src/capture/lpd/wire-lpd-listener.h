/* wire-lpd-listener.h: hears jobs for printers (LPD, RFC 1179)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

extern const WireListener wire_lpd_listener;

G_END_DECLS
