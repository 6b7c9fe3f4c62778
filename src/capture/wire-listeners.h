/* wire-listeners.h: the table of all that listens to streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

extern const WireListener *const WIRE_LISTENERS[];

G_END_DECLS
