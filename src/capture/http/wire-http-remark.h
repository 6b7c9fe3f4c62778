/* wire-http-remark.h: what is odd about messages, for programs and people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-message.h"

G_BEGIN_DECLS

/** Bits of #WireHttpRemarks. */
#define WIRE_HTTP_N_REMARKS 11u

const char *wire_http_remark_to_key (guint bit);
const char *wire_http_remark_describe (guint bit);

G_END_DECLS
