/* wire-capture-body.h: the bytes of a body, read again from the file and from what was derived
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

GBytes *wire_capture_read_body (
    WireCapture *capture, const WireBody *body, guint64 offset, gsize length, GError **error);

/**
 * WireBodyVisitor:
 * @bytes: the next bytes; %NULL for a gap
 * @length: of them
 * @user_data: what wire_capture_visit_body() was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WireBodyVisitor) (const guint8 *bytes, guint32 length, gpointer user_data);

gboolean wire_capture_visit_body (WireCapture *capture,
                                  const WireBody *body,
                                  WireBodyVisitor visit,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
