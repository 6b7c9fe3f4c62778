/* wire-body-read.h: several bodies, read in the order in which they are in the file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"
#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/**
 * WireBodyRead:
 * @body: what is read
 * @bytes: takes all of it, #WireBody.size bytes; zeros in place of gaps
 */
typedef struct
{
  const WireBody *body;
  guint8 *bytes;
} WireBodyRead;

gboolean wire_body_read_many (WireCapture *capture,
                              const WireBodyRead *reads,
                              guint n,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
