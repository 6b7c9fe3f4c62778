/* wire-object-choice.h: objects of a kind, by what was asked for and by what came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireObjectChoice:
 * @WIRE_OBJECT_GIF: GIF pictures
 * @WIRE_OBJECT_JPEG: JPEG pictures
 * @WIRE_OBJECT_IMAGE: pictures of any kind
 * @WIRE_OBJECT_ALL: whatever was downloaded
 */
typedef enum
{
  WIRE_OBJECT_GIF,
  WIRE_OBJECT_JPEG,
  WIRE_OBJECT_IMAGE,
  WIRE_OBJECT_ALL,
  WIRE_N_OBJECT_CHOICES,
} WireObjectChoice;

/** Which test found an object of a kind: bits. */
typedef enum
{
  WIRE_OBJECT_FOUND_NOT = 0,
  WIRE_OBJECT_FOUND_BY_URI = 1 << 0,
  WIRE_OBJECT_FOUND_BY_BYTES = 1 << 1,
} WireObjectFound;

const char *wire_object_choice_to_key (WireObjectChoice choice);
gboolean wire_object_choice_from_key (const char *key, WireObjectChoice *choice);

WireObjectFound wire_object_choice_find (WireObjectChoice choice,
                                         const char *method,
                                         const char *uri,
                                         const char *type);
const char *wire_object_found_to_key (WireObjectFound found);

G_END_DECLS
