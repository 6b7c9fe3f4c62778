/* wire-packet-json.h: packets as JSON, written as they come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"
#include "capture/wire-packet-line.h"

G_BEGIN_DECLS

void wire_packet_json_write (GString *out,
                             guint32 number,
                             const WirePacketLine *line,
                             const WireFields *fields,
                             const char *const *comments);

G_END_DECLS
