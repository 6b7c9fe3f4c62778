/* wire-host-search.h: looks for the hosts of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-host-findings.h"

G_BEGIN_DECLS

#define WIRE_TYPE_HOST_SEARCH (wire_host_search_get_type ())
/** WireHostSearch: looks for the hosts of a capture */
G_DECLARE_FINAL_TYPE (WireHostSearch, wire_host_search, WIRE, HOST_SEARCH, GObject)

WireHostSearch *wire_host_search_new (WireCapture *capture);

void wire_host_search_start (WireHostSearch *search, gboolean apart);
void wire_host_search_stop (WireHostSearch *search);
WireJob *wire_host_search_get_job (WireHostSearch *search);
WireHostFindings *wire_host_search_get_findings (WireHostSearch *search);
const GError *wire_host_search_get_problem (WireHostSearch *search);

G_END_DECLS
