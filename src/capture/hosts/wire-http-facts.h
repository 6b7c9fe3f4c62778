/* wire-http-facts.h: names, systems and sign-ins in requests of HTTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/facts/wire-fact-log.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

gboolean wire_http_facts_add (WireFactLog *log, WireCapture *capture, WireJob *job, GError **error);
void wire_tls_facts_add (WireFactLog *log, WireCapture *capture);

G_END_DECLS
