/* wire-mime.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-mime.h"

#include <gio/gio.h>
#include <string.h>

struct _WireMime
{
  GHashTable *types;      /* extension → GPtrArray of types */
  GHashTable *extensions; /* type → GPtrArray of extensions */
  GHashTable *usual;      /* type → GPtrArray of extensions that servers give it */
  GHashTable *aliases;    /* alias → type */
  GHashTable *parents;    /* type → GPtrArray of types */
};

/* Longest chain of parents; shared-mime-info's has four. */
#define MAX_GENERATIONS 8

/* Media types are the same in capitals (RFC 6838, section 4.2), and so are extensions to people. */
static guint
hash_name (gconstpointer name)
{
  guint hash = 5381;

  for (const char *c = name; *c; c++)
    hash = hash * 33 + (guint8) g_ascii_tolower (*c);
  return hash;
}

static gboolean
equal_names (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

static void
append (GHashTable *lists, const char *key, const char *value)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (!list)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (lists, g_strdup (key), list);
    }
  if (!g_ptr_array_find_with_equal_func (list, value, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (value));
}

/* `50:image/png:*.png`, then flags where there are any. */
static void
read_glob (WireMime *mime, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ":", 4);
  g_autofree char *extension = NULL;

  if (g_strv_length (parts) < 3 || !g_str_has_prefix (parts[2], "*.")
      || strpbrk (parts[2] + 2, "*?["))
    return;
  extension = g_ascii_strdown (parts[2] + 2, -1);
  append (mime->types, extension, parts[1]);
  append (mime->extensions, parts[1], extension);
}

static void
read_alias (WireMime *mime, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);

  if (g_strv_length (parts) == 2)
    g_hash_table_replace (mime->aliases, g_strdup (parts[0]), g_strdup (parts[1]));
}

static void
read_parent (WireMime *mime, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);

  if (g_strv_length (parts) == 2)
    append (mime->parents, parts[0], parts[1]);
}

static void
read_table (WireMime *mime,
            const char *folder,
            const char *name,
            void (*read) (WireMime *mime, const char *line))
{
  g_autofree char *path = g_build_filename (folder, "mime", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return; /* a system without shared-mime-info: the program's own table is left */
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i]; i++)
    if (lines[i][0] && lines[i][0] != '#')
      read (mime, lines[i]);
}

static void
read_folder (WireMime *mime, const char *folder)
{
  read_table (mime, folder, "globs2", read_glob);
  read_table (mime, folder, "aliases", read_alias);
  read_table (mime, folder, "subclasses", read_parent);
}

static void
read_folders (WireMime *mime, const char *const *folders)
{
  for (gsize i = 0; folders[i]; i++)
    read_folder (mime, folders[i]);
}

/**
 * wire_mime_new:
 * @folders: (nullable): data folders to look into; %NULL for the system's and the user's
 *
 * Returns: (transfer full): the tables; empty where there are none
 */
WireMime *
wire_mime_new (const char *const *folders)
{
  WireMime *mime = g_new0 (WireMime, 1);
  GDestroyNotify free_list = (GDestroyNotify) g_ptr_array_unref;

  mime->types = g_hash_table_new_full (hash_name, equal_names, g_free, free_list);
  mime->extensions = g_hash_table_new_full (hash_name, equal_names, g_free, free_list);
  mime->usual = g_hash_table_new_full (hash_name, equal_names, g_free, free_list);
  mime->aliases = g_hash_table_new_full (hash_name, equal_names, g_free, g_free);
  mime->parents = g_hash_table_new_full (hash_name, equal_names, g_free, free_list);
  if (folders)
    read_folders (mime, folders);
  else
    {
      read_folders (mime, g_get_system_data_dirs ());
      read_folder (mime, g_get_user_data_dir ());
    }
  return mime;
}

void
wire_mime_free (WireMime *self)
{
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->extensions);
  g_hash_table_unref (self->usual);
  g_hash_table_unref (self->aliases);
  g_hash_table_unref (self->parents);
  g_free (self);
}

/** Returns: (transfer none): the type that @type is an alias of, or @type */
const char *
wire_mime_resolve (const WireMime *self, const char *type)
{
  const char *real = g_hash_table_lookup (self->aliases, type);

  return real ? real : type;
}

/* `audio/x-flac` is `audio/flac` before it was registered. */
static gboolean
is_same (const char *one, const char *two)
{
  const char *a = strchr (one, '/');
  const char *b = strchr (two, '/');

  if (!a || !b || a - one != b - two || g_ascii_strncasecmp (one, two, (gsize) (a - one)) != 0)
    return FALSE;
  a += g_ascii_strncasecmp (a, "/x-", 3) == 0 ? 3 : 1;
  b += g_ascii_strncasecmp (b, "/x-", 3) == 0 ? 3 : 1;
  return g_ascii_strcasecmp (a, b) == 0;
}

/* RFC 6838, section 4.2.8: what a type is built on may end its name. */
static gboolean
has_ancestor_in_name (const char *type, const char *ancestor)
{
  static const struct
  {
    const char *suffix;
    const char *ancestor;
  } SUFFIXES[] = {
    { "+xml", "application/xml" },
    { "+zip", "application/zip" },
    { "+json", "application/json" },
    { "+gzip", "application/gzip" },
  };

  if (g_str_equal (ancestor, "text/plain")
      && (g_ascii_strncasecmp (type, "text/", 5) == 0 || g_str_has_suffix (type, "+xml")
          || g_str_has_suffix (type, "+json")))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    if (g_str_equal (ancestor, SUFFIXES[i].ancestor) && g_str_has_suffix (type, SUFFIXES[i].suffix))
      return TRUE;
  return FALSE;
}

static gboolean
is_a (const WireMime *mime, const char *type, const char *ancestor, guint generations)
{
  const GPtrArray *parents;

  type = wire_mime_resolve (mime, type);
  if (is_same (type, ancestor) || has_ancestor_in_name (type, ancestor))
    return TRUE;
  parents = g_hash_table_lookup (mime->parents, type);
  for (guint i = 0; parents && generations > 0 && i < parents->len; i++)
    if (is_a (mime, g_ptr_array_index (parents, i), ancestor, generations - 1))
      return TRUE;
  return FALSE;
}

/** Returns: whether @type is @ancestor, an alias of it, or descends from it; case does not count */
gboolean
wire_mime_is_a (const WireMime *self, const char *type, const char *ancestor)
{
  return is_a (self, type, wire_mime_resolve (self, ancestor), MAX_GENERATIONS);
}

/** Returns: (transfer none) (nullable): types of files with @extension */
const GPtrArray *
wire_mime_get_types (const WireMime *self, const char *extension)
{
  return g_hash_table_lookup (self->types, extension);
}

/** Returns: (transfer none) (nullable): extensions of @type, without a dot */
const GPtrArray *
wire_mime_get_extensions (const WireMime *self, const char *type)
{
  return g_hash_table_lookup (self->extensions, wire_mime_resolve (self, type));
}

/**
 * wire_mime_add_usual:
 * @text: lines as in media-types.tsv
 *
 * Adds which extensions servers give to a type. They count for wire_mime_get_usual() alone.
 */
void
wire_mime_add_usual (WireMime *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i]; i++)
    {
      char *tab = lines[i][0] == '#' ? NULL : strchr (lines[i], '\t');
      g_auto (GStrv) extensions = tab ? g_strsplit (tab + 1, ",", -1) : NULL;

      if (tab)
        *tab = '\0';
      for (gsize k = 0; extensions && extensions[k]; k++)
        append (self->usual, lines[i], extensions[k]);
    }
}

/** Returns: (transfer none) (nullable): extensions that servers give to @type, without a dot */
const GPtrArray *
wire_mime_get_usual (const WireMime *self, const char *type)
{
  const GPtrArray *usual = g_hash_table_lookup (self->usual, type);

  return usual ? usual : g_hash_table_lookup (self->usual, wire_mime_resolve (self, type));
}
