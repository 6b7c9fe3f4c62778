/* wire-http-curl.h: a request as a command line that makes it again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-message.h"
#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

char *wire_http_make_curl (const WireHttpMessage *request,
                           const WireTuple *tuple,
                           const void *head,
                           gsize length);

G_END_DECLS
