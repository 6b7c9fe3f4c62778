/* wire-siblings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-siblings.h"

#include "files/lists/wire-checksum-line.h"
#include "files/lists/wire-lines.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a list says of one file. */
typedef struct
{
  char *list;
  WireDigestAlgorithm algorithm;
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
} Claim;

struct _WireSiblings
{
  GMutex lock;
  GHashTable *folders; /* path → names → array of Claim; NULL for a folder without lists */
};

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_free (claim->list);
  g_free (claim);
}

void
wire_sibling_check_free (WireSiblingCheck *check)
{
  g_free (check->list);
  g_free (check);
}

static void
names_free (gpointer names)
{
  if (names)
    g_hash_table_unref (names);
}

WireSiblings *
wire_siblings_new (void)
{
  WireSiblings *self = g_new0 (WireSiblings, 1);

  g_mutex_init (&self->lock);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, names_free);
  return self;
}

void
wire_siblings_free (WireSiblings *self)
{
  g_hash_table_unref (self->folders);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* As other programs call what wire_digest_get_info() calls otherwise. */
static const struct
{
  const char *key;
  WireDigestAlgorithm algorithm;
} ALIASES[] = {
  { "b2", WIRE_DIGEST_BLAKE2B_512 },
  { "blake2b", WIRE_DIGEST_BLAKE2B_512 },
  { "blake2s", WIRE_DIGEST_BLAKE2S_256 },
  { "rmd160", WIRE_DIGEST_RIPEMD160 },
};

/* Whether @name, in lower case, ends in @before, @key and @behind. */
static gboolean
ends_in (const char *name, const char *before, const char *key, const char *behind)
{
  g_autofree char *suffix = g_strconcat (before, key, behind, NULL);

  return g_str_has_suffix (name, suffix);
}

/* Of which algorithm a list is, by the end of its name, in lower case. CRC32's lists are written
 * otherwise. */
static gboolean
find_algorithm (const char *name,
                const char *before,
                const char *behind,
                WireDigestAlgorithm *algorithm)
{
  for (guint i = 0; i < WIRE_DIGEST_CRC32; i++)
    if (ends_in (name, before, wire_digest_get_info (i)->key, behind))
      {
        *algorithm = i;
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (ALIASES); i++)
    if (ends_in (name, before, ALIASES[i].key, behind))
      {
        *algorithm = ALIASES[i].algorithm;
        return TRUE;
      }
  return FALSE;
}

/**
 * ListName:
 * @alone: (nullable): whom a bare digest in it is of
 * @algorithm: of its digests, where @named; by a digest's length alone several are possible
 *
 * What the name of a list says of it.
 */
typedef struct
{
  char *alone;
  gboolean named;
  WireDigestAlgorithm algorithm;
} ListName;

/* `NAME.sha256`, `NAME.md5sum`; `SHA256SUMS`, `sha256sums.txt`, `MD5SUM`, `foo-1.0-CHECKSUM` …
 * Returns: whether that is the name of a list */
static gboolean
read_list_name (const char *name, ListName *list)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  *list = (ListName){ NULL, TRUE, WIRE_DIGEST_MD5 };
  if (find_algorithm (lower, ".", "", &list->algorithm)
      || find_algorithm (lower, ".", "sum", &list->algorithm))
    {
      gsize length = (gsize) (strrchr (name, '.') - name);

      list->alone = length > 0 ? g_strndup (name, length) : NULL;
      return length > 0;
    }
  if (g_str_has_suffix (lower, ".txt"))
    lower[strlen (lower) - 4] = '\0';
  if (find_algorithm (lower, "", "sum", &list->algorithm)
      || find_algorithm (lower, "", "sums", &list->algorithm))
    return TRUE;
  list->named = FALSE;
  return g_str_has_suffix (lower, "checksum") || g_str_has_suffix (lower, "checksums");
}

static void
add_claim (GHashTable *names,
           const char *name,
           const char *list,
           WireDigestAlgorithm algorithm,
           const guint8 *digest)
{
  GPtrArray *claims = g_hash_table_lookup (names, name);
  Claim *claim = g_new0 (Claim, 1);

  claim->list = g_strdup (list);
  claim->algorithm = algorithm;
  memcpy (claim->digest, digest, wire_digest_get_info (algorithm)->size);
  if (!claims)
    {
      claims = g_ptr_array_new_with_free_func (claim_free);
      g_hash_table_insert (names, g_strdup (name), claims);
    }
  g_ptr_array_add (claims, claim);
}

/* A list speaks of files beside it: one elsewhere is none of its siblings. */
static const char *
get_own_name (const char *name)
{
  while (g_str_has_prefix (name, "./"))
    name += 2;
  return *name && !strchr (name, '/') ? name : NULL;
}

/* Lines that begin with a tag say themselves of which algorithm they are. */
static gboolean
begins_with_digest (const WireLine *line, gsize size)
{
  gsize at = line->length > 0 && line->text[0] == '\\' ? 1 : 0;
  gsize n = 0;

  while (at + n < line->length && g_ascii_isxdigit (line->text[at + n]))
    n++;
  return n == 2 * size;
}

static void
read_list (GHashTable *names, const char *path, const ListName *list)
{
  g_autoptr (WireLines) lines = wire_lines_open (path, NULL, NULL);
  gsize size = wire_digest_get_info (list->algorithm)->size;
  WireLine line;

  while (lines && wire_lines_next (lines, &line, NULL) == 1)
    {
      g_auto (WireChecksumLine) checksum = { 0 };
      const char *name;

      if (line.too_long || !wire_checksum_line_parse (line.text, line.length, &checksum))
        continue;
      if (list->named && begins_with_digest (&line, size))
        checksum.algorithm = list->algorithm;
      name = checksum.name ? get_own_name (checksum.name) : list->alone;
      if (name)
        add_claim (names, name, path, checksum.algorithm, checksum.digest);
    }
}

static gboolean
is_readable_list (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode)
         && info.st_size <= WIRE_SIBLINGS_MAX_SIZE;
}

static GHashTable *
read_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GHashTable *names = NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = NULL;
      g_autofree char *alone = NULL;
      ListName list;

      if (!read_list_name (name, &list))
        continue;
      alone = list.alone;
      path = g_build_filename (folder, name, NULL);
      if (!is_readable_list (path))
        continue;
      if (!names)
        names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
      read_list (names, path, &list);
    }
  return names;
}

/**
 * wire_siblings_find:
 * @path: a file
 *
 * Reads the folder's lists where that was not done yet: blocks.
 *
 * Returns: (transfer container) (nullable): what lists say of it; %NULL where none does. Valid as
 *   long as @siblings
 */
GPtrArray *
wire_siblings_find (WireSiblings *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gpointer names = NULL;
  GPtrArray *found;

  if (!g_hash_table_lookup_extended (self->folders, folder, NULL, &names))
    {
      names = read_folder (folder);
      g_hash_table_insert (self->folders, g_steal_pointer (&folder), names);
    }
  found = names ? g_hash_table_lookup (names, name) : NULL;
  return found ? g_ptr_array_ref (found) : NULL;
}

/** Returns: digests that are needed to check what wire_siblings_find() @found; 0 for %NULL */
WireDigestMask
wire_siblings_get_mask (const GPtrArray *found)
{
  WireDigestMask mask = 0;

  for (guint i = 0; found && i < found->len; i++)
    mask |= WIRE_DIGEST_BIT (((const Claim *) g_ptr_array_index (found, i))->algorithm);
  return mask;
}

/**
 * wire_siblings_check:
 * @found: (nullable): by wire_siblings_find()
 * @digests: of the file's content, at least those of wire_siblings_get_mask()
 *
 * Returns: (transfer full) (nullable): the first list that disagrees, or where all agree the one
 *   with the longest digest; %NULL where none speaks of the file
 */
WireSiblingCheck *
wire_siblings_check (const GPtrArray *found, const WireDigests *digests)
{
  const Claim *best = NULL;
  gboolean agrees = TRUE;
  WireSiblingCheck *check;

  for (guint i = 0; found && agrees && i < found->len; i++)
    {
      const Claim *claim = g_ptr_array_index (found, i);
      gsize size = wire_digest_get_info (claim->algorithm)->size;

      agrees = memcmp (claim->digest, digests->values[claim->algorithm], size) == 0;
      if (!agrees || !best || size > wire_digest_get_info (best->algorithm)->size)
        best = claim;
    }
  if (!best)
    return NULL;
  check = g_new0 (WireSiblingCheck, 1);
  *check = (WireSiblingCheck){ g_strdup (best->list), best->algorithm, agrees };
  return check;
}
