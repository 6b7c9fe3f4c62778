/* wire-cli-objects.h: what was downloaded, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-facts.h"
#include "cli/wire-output.h"

G_BEGIN_DECLS

void wire_json_add_object (JsonBuilder *builder,
                           const WireObject *object,
                           const WireObjectFacts *facts);

G_END_DECLS
