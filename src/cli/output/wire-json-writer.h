/* wire-json-writer.h: JSON on one line, valid whatever is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *wire_json_write (JsonNode *root);

G_END_DECLS
