/* wire-host-json.h: a host in JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/hosts/wire-geo.h"
#include "capture/hosts/wire-mac-maker.h"
#include "cli/choice/wire-cli-hosts.h"

G_BEGIN_DECLS

void wire_json_add_host (
    JsonBuilder *builder, WireHosts *hosts, guint index, WireMacMakers *makers, WireGeo *geo);

G_END_DECLS
