/* wire-list-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-list-name.h"

#include <string.h>

/* As other programs call what wire_digest_get_info() calls otherwise. */
static const struct
{
  const char *key;
  WireDigestAlgorithm algorithm;
} ALIASES[] = {
  { "b2", WIRE_DIGEST_BLAKE2B_512 },      { "blake2b", WIRE_DIGEST_BLAKE2B_512 },
  { "blake2s", WIRE_DIGEST_BLAKE2S_256 }, { "rmd160", WIRE_DIGEST_RIPEMD160 },
  { "sha-1", WIRE_DIGEST_SHA1 },          { "sha-256", WIRE_DIGEST_SHA256 },
  { "sha-512", WIRE_DIGEST_SHA512 },
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
find_algorithm (const char *name, const char *before, const char *behind, WireListName *list)
{
  for (guint i = 0; i < WIRE_DIGEST_CRC32; i++)
    if (ends_in (name, before, wire_digest_get_info (i)->key, behind))
      {
        list->algorithm = i;
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (ALIASES); i++)
    if (ends_in (name, before, ALIASES[i].key, behind))
      {
        list->algorithm = ALIASES[i].algorithm;
        return TRUE;
      }
  return FALSE;
}

/* Algorithms whose digests look as those of MD5 or SHA-2 do. */
static const char *
find_foreign (const char *lower)
{
  static const struct
  {
    const char *key;
    const char *name;
  } FOREIGN[] = {
    { "b3", "BLAKE3" },          { "blake3", "BLAKE3" }, { "xxh128", "XXH128" },
    { "xxh3", "XXH3" },          { "md4", "MD4" },       { "ed2k", "eD2k" },
    { "k12", "KangarooTwelve" }, { "gost", "GOST" },     { "streebog", "Streebog" },
    { "has160", "HAS-160" },     { "snefru", "Snefru" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (FOREIGN); i++)
    if (ends_in (lower, ".", FOREIGN[i].key, "") || ends_in (lower, ".", FOREIGN[i].key, "sum")
        || ends_in (lower, "", FOREIGN[i].key, "sum")
        || ends_in (lower, "", FOREIGN[i].key, "sums"))
      return FOREIGN[i].name;
  return NULL;
}

/* `SHA256` as OpenBSD calls its lists, in capitals: `md5` is a program. `CHECKSUM.SHA256-…` of
 * FreeBSD, `manifest-sha256.txt` of BagIt (RFC 8493). */
static gboolean
is_called_as_algorithm (const char *name, char *lower, WireListName *list)
{
  gboolean lists = g_str_has_prefix (lower, "checksum.");
  g_autofree char *key = g_strdup (lower + (lists ? strlen ("checksum.") : 0));
  char *end = strchr (key, '-');

  if (g_str_equal (lower, "manifest-") || g_str_equal (lower, "tagmanifest-"))
    return FALSE;
  if (g_str_has_prefix (lower, "manifest-") || g_str_has_prefix (lower, "tagmanifest-"))
    return wire_digest_parse_name (strchr (lower, '-') + 1, &list->algorithm);
  if (lists && end)
    *end = '\0';
  for (const char *c = name; !lists && *c; c++)
    if (g_ascii_islower (*c) || *c == '.')
      return FALSE;
  return *key && wire_digest_parse_name (key, &list->algorithm)
         && list->algorithm != WIRE_DIGEST_CRC32;
}

/* The name without what a text, a table or a signed text ends in. */
static void
drop_extension (char *lower)
{
  static const char *const ENDS[] = { ".txt", ".csv", ".tsv", ".asc", ".log" };

  for (gsize i = 0; i < G_N_ELEMENTS (ENDS); i++)
    if (g_str_has_suffix (lower, ENDS[i]))
      {
        lower[strlen (lower) - strlen (ENDS[i])] = '\0';
        return;
      }
}

static gboolean
is_general (const char *lower)
{
  static const char *const ENDS[] = { "checksum", "checksums", "hashes", "digests",
                                      "hashdeep", "md5deep",   ".hash",  ".digest" };

  for (gsize i = 0; i < G_N_ELEMENTS (ENDS); i++)
    if (g_str_has_suffix (lower, ENDS[i]))
      return TRUE;
  return FALSE;
}

/**
 * wire_list_name_read:
 * @name: of a file, without its folder
 * @list: (out): what it says; cleared by the caller
 *
 * `NAME.sha256`, `NAME.md5sum`; `SHA256SUMS`, `sha256sums.txt`, `MD5SUM`, `foo-1.0-CHECKSUM`,
 * `checksums.txt`, `hashes.csv`, `NAME.sfv`, `SHA256`, `manifest-md5.txt`, `B3SUMS` …
 *
 * Returns: whether that is the name of a list
 */
gboolean
wire_list_name_read (const char *name, WireListName *list)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *dot;

  *list = (WireListName){ .named = TRUE };
  if (g_str_has_suffix (lower, ".sfv"))
    {
      list->named = FALSE;
      list->is_sfv = TRUE;
      return TRUE;
    }
  drop_extension (lower);
  list->foreign = find_foreign (lower);
  if (is_called_as_algorithm (name, lower, list))
    return TRUE;
  if (find_algorithm (lower, ".", "", list) || find_algorithm (lower, ".", "sum", list)
      || find_algorithm (lower, ".", "sums", list))
    {
      dot = strrchr (lower, '.');
      list->alone = dot > lower ? g_strndup (name, (gsize) (dot - lower)) : NULL;
      return dot > lower;
    }
  if (find_algorithm (lower, "", "sum", list) || find_algorithm (lower, "", "sums", list))
    return TRUE;
  list->named = FALSE;
  dot = strrchr (lower, '.');
  if (list->foreign && dot > lower)
    list->alone = g_strndup (name, (gsize) (dot - lower));
  if (list->foreign)
    return TRUE;
  if (g_str_has_suffix (lower, ".hash") || g_str_has_suffix (lower, ".checksum")
      || g_str_has_suffix (lower, ".digest"))
    list->alone = g_strndup (name, (gsize) (strrchr (lower, '.') - lower));
  return is_general (lower);
}

void
wire_list_name_clear (WireListName *self)
{
  g_clear_pointer (&self->alone, g_free);
}
