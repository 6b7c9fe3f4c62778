/* wire-icmp-quote.h: the beginning of a datagram that an ICMP error quotes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/frame/wire-fields.h"

G_BEGIN_DECLS

void wire_icmp_describe_quote (WireCursor *cursor, WireFields *fields);
gboolean wire_icmp_append_quote (const WireCursor *cursor, GString *out);

G_END_DECLS
