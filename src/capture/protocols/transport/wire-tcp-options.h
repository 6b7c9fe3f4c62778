/* wire-tcp-options.h: what is between a TCP header and its payload
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"
#include "base/wire-cursor.h"

G_BEGIN_DECLS

void wire_tcp_options_describe (WireCursor *cursor, WireFields *fields);

G_END_DECLS
