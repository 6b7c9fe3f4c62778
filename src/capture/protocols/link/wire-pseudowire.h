/* wire-pseudowire.h: what a circuit carries whose header does not say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

WireProtocol wire_pseudowire_guess (const WireCursor *cursor);

G_END_DECLS
