/* wire-capture-origin.h: what a file of packets says about where they come from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

G_BEGIN_DECLS

char *wire_capture_origin_tell (WireCapture *capture, GCancellable *cancellable, GError **error);
void wire_capture_origin_add_application (GByteArray *options);

G_END_DECLS
