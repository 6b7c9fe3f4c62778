/* wire-object-name.h: what objects are called, and safe file names for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/** Longest name in bytes; every file system in use takes 255, and a number must fit as well. */
#define WIRE_OBJECT_MAX_NAME 200

char *wire_object_make_label (const WireObject *object);
char *wire_object_tell_name (const WireObject *object);
char *wire_object_make_name (const char *uri, const char *extension);
char *wire_object_make_file_name (const WireObject *object, const char *extension);

G_END_DECLS
