/* wire-object-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-choice.h"

#include <string.h>

/* A GET whose lower-cased URI contains one of @parts is the lab's test. */
static const struct
{
  const char *key;
  const char *parts[10];
  const char *mime; /* what the type by bytes begins with */
} CHOICES[] = {
  [WIRE_OBJECT_GIF] = { "gif", { ".gif" }, "image/gif" },
  [WIRE_OBJECT_JPEG] = { "jpeg", { ".jpg", ".jpeg" }, "image/jpeg" },
  [WIRE_OBJECT_IMAGE] = { "image",
                          { ".gif", ".jpg", ".jpeg", ".png", ".webp", ".bmp", ".svg", ".ico" },
                          "image/" },
  [WIRE_OBJECT_ALL] = { "all", { "" }, "" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (CHOICES) == WIRE_N_OBJECT_CHOICES);

/** Returns: as `--type` and JSON write it */
const char *
wire_object_choice_to_key (WireObjectChoice choice)
{
  g_return_val_if_fail (choice < WIRE_N_OBJECT_CHOICES, NULL);

  return CHOICES[choice].key;
}

/** Returns: whether @key names a choice, and which in @choice */
gboolean
wire_object_choice_from_key (const char *key, WireObjectChoice *choice)
{
  if (g_str_equal (key, "jpg")) /* as the lab writes it */
    key = CHOICES[WIRE_OBJECT_JPEG].key;
  for (guint i = 0; i < WIRE_N_OBJECT_CHOICES; i++)
    if (g_str_equal (CHOICES[i].key, key))
      {
        *choice = (WireObjectChoice) i;
        return TRUE;
      }
  return FALSE;
}

/* Without a copy of @text in lower case: the window asks this of 100,000 objects at a time. */
static gboolean
contains (const char *text, const char *part)
{
  gsize length = strlen (part);

  for (const char *at = text; *at; at++)
    if (g_ascii_strncasecmp (at, part, length) == 0)
      return TRUE;
  return length == 0;
}

static gboolean
asks_for (WireObjectChoice choice, const char *method, const char *uri)
{
  if (!uri || !method || !g_str_equal (method, "GET"))
    return FALSE;
  for (gsize i = 0; CHOICES[choice].parts[i]; i++)
    if (contains (uri, CHOICES[choice].parts[i]))
      return TRUE;
  return FALSE;
}

/**
 * wire_object_choice_find:
 * @choice: what is looked for
 * @method: (nullable): of the request
 * @uri: (nullable): of the request
 * @type: (nullable): MIME type by the bytes; %NULL where none came, or nobody looked yet
 *
 * Returns: which tests find the object
 */
WireObjectFound
wire_object_choice_find (WireObjectChoice choice,
                         const char *method,
                         const char *uri,
                         const char *type)
{
  WireObjectFound found = WIRE_OBJECT_FOUND_NOT;

  g_return_val_if_fail (choice < WIRE_N_OBJECT_CHOICES, found);

  if (asks_for (choice, method, uri))
    found |= WIRE_OBJECT_FOUND_BY_URI;
  if (type && g_str_has_prefix (type, CHOICES[choice].mime))
    found |= WIRE_OBJECT_FOUND_BY_BYTES;
  return found;
}

/** Returns: (nullable): `uri`, `bytes` or `both`; %NULL where nothing found it */
const char *
wire_object_found_to_key (WireObjectFound found)
{
  static const char *const KEYS[] = { NULL, "uri", "bytes", "both" };

  return KEYS[found & 3];
}
