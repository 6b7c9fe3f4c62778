/* wire-object-packed-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-packed-name.h"

#include "capture/objects/wire-object-facts.h"

#include <string.h>

/* Extensions of single files that are packed, and what is in them where that has a name. */
static const struct
{
  const char *extension;
  const char *packed; /* NULL: what the name ends in without the extension */
} PACKED[] = {
  { "gz", NULL },   { "bz2", NULL },   { "xz", NULL },   { "zst", NULL },   { "br", NULL },
  { "lz4", NULL },  { "lzma", NULL },  { "z", NULL },    { "tgz", "tar" },  { "taz", "tar" },
  { "tbz", "tar" }, { "tbz2", "tar" }, { "txz", "tar" }, { "tzst", "tar" }, { "svgz", "svg" },
  { "emz", "emf" }, { "wmz", "wmf" },  { "vgz", "vgm" }, { "adz", "adf" },
};

/** Returns: whether files that end in @extension, in lower case, are one other file, packed */
gboolean
wire_object_is_packed_extension (const char *extension)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PACKED); i++)
    if (g_str_equal (PACKED[i].extension, extension))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full): what @name ends in before its last extension */
static char *
cut_extension (const char *name, const char *extension)
{
  gsize end = strcspn (name, "?#;");
  gsize length = strlen (extension) + 1;
  g_autofree char *rest = NULL;

  if (end <= length)
    return g_strdup ("");
  rest = g_strdup_printf ("/%.*s", (int) MIN (end - length, (gsize) G_MAXINT16), name);
  return wire_object_get_extension (rest);
}

/**
 * wire_object_get_packed_extension:
 * @name: (nullable): a file name or a request target
 * @extension: what it ends in, in lower case
 *
 * Returns: (transfer full): what the file would end in that is packed in it; empty where it is no
 *   packed file by its name, or where that does not tell
 */
char *
wire_object_get_packed_extension (const char *name, const char *extension)
{
  for (gsize i = 0; name && i < G_N_ELEMENTS (PACKED); i++)
    if (g_str_equal (PACKED[i].extension, extension))
      return PACKED[i].packed ? g_strdup (PACKED[i].packed) : cut_extension (name, extension);
  return g_strdup ("");
}
