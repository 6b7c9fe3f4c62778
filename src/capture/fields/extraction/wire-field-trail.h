/* wire-field-trail.h: the protocols of a packet, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

void wire_field_trail_add (GString *trail, const char *name);
void wire_field_trail_follow (GString *trail, const WireFrame *frame, const WireLayer *layer);

G_END_DECLS
