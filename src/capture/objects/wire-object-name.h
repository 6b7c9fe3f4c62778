/* wire-object-name.h: safe file names for what was downloaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Longest name in bytes; every file system in use takes 255, and a number must fit as well. */
#define WIRE_OBJECT_MAX_NAME 200

char *wire_object_make_name (const char *uri, const char *extension);

G_END_DECLS
