/* wire-zeek-body.h: how long bodies are for Zeek
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

guint64 wire_zeek_body_measure (WireCapture *capture,
                                guint32 exchange,
                                const WireHttpMessage *message);
guint64 wire_zeek_body_read_total (const char *content_range);

G_END_DECLS
