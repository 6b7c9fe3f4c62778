/* wire-field-http2-block.h: header fields of HTTP/2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-side.h"

G_BEGIN_DECLS

void wire_field_http2_add_block (
    WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length, gboolean ends);

G_END_DECLS
