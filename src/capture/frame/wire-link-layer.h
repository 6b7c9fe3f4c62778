/* wire-link-layer.h: what the frames of a link type begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

WireProtocol wire_link_layer_protocol (guint32 link_type);

G_END_DECLS
