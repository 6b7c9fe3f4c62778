/* wire-carried-block.h: blocks of pcapng that hold no packet, carried into another file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"
#include "capture/writing/wire-capture-writer.h"

G_BEGIN_DECLS

gboolean wire_carry_interface_options (WireCapture *capture,
                                       const WireInterfaceOrigin *origin,
                                       GByteArray *options,
                                       GError **error);
gboolean wire_carry_blocks (WireCapture *capture,
                            guint32 type,
                            const guint32 *numbers,
                            guint n_interfaces,
                            WireCaptureWriter *writer,
                            GError **error);
gboolean wire_carry_section_options (WireCapture *capture, GByteArray *options, GError **error);

G_END_DECLS
