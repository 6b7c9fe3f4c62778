/* wire-http-read-head.h: what is wanted of a head, and how it frames its body
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"

G_BEGIN_DECLS

void wire_http_read_head (WireHttpLog *log,
                          const void *head,
                          gsize length,
                          WireHttpMessage *message,
                          WireHttpFraming *framing,
                          WireHttpFraming *otherwise);
void wire_http_read_fields (WireHttpLog *log,
                            const void *head,
                            gsize length,
                            WireHttpMessage *message);

G_END_DECLS
