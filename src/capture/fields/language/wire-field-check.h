/* wire-field-check.h: names and types of a parsed filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-node.h"
#include "capture/fields/language/wire-field-parser.h"

G_BEGIN_DECLS

gboolean wire_field_check (WireFieldNode *node,
                           const char *filter,
                           GPtrArray *fields,
                           WireFieldFault *fault);

G_END_DECLS
