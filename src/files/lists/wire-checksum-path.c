/* wire-checksum-path.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The name to the letter comes first: a file may well be called `a\b`. Only where there is none,
 * the name is read as the program that wrote the list may have meant it.
 */

#include "files/lists/wire-checksum-path.h"

#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *folder;
  char *path;  /* what was found */
  char *shown; /* the name by which */
} Search;

/* Takes @name. Returns: whether there is such a file */
static gboolean
try (Search *self, char *name)
{
  g_autofree char *taken = name;
  g_autofree char *path = NULL;

  if (!*taken)
    return FALSE;
  path =
      g_path_is_absolute (taken) ? g_strdup (taken) : g_build_filename (self->folder, taken, NULL);
  if (access (path, F_OK) != 0)
    return FALSE;
  self->path = g_steal_pointer (&path);
  self->shown = g_steal_pointer (&taken);
  return TRUE;
}

static gboolean
has_drive (const char *name)
{
  return g_ascii_isalpha (name[0]) && name[1] == ':' && (name[2] == '\\' || name[2] == '/');
}

/** Returns: whether @name is `C:\…` or `\\server\…`: a place on another machine */
gboolean
wire_checksum_is_windows_path (const char *name)
{
  return has_drive (name) || (name[0] == '\\' && name[1] == '\\');
}

/** Returns: (transfer full): what follows the last slash or backslash */
char *
wire_checksum_get_last_part (const char *name)
{
  const char *last = name;

  for (const char *p = name; *p; p++)
    if ((*p == '/' || *p == '\\') && p[1])
      last = p + 1;
  return g_strdup (last);
}

/* `photos\one.jpg` is in the list's folder; of a path on another machine, as much of its end as is
 * here.
 */
static gboolean
try_windows (Search *self, const char *name)
{
  g_autofree char *slashes = NULL;
  gboolean absolute = has_drive (name) || name[0] == '\\';
  const char *rest;

  if (!has_drive (name) && !strchr (name, '\\'))
    return FALSE;
  slashes = g_strdelimit (g_strdup (has_drive (name) ? name + 2 : name), "\\", '/');
  rest = slashes + strspn (slashes, "/");
  while (rest[0] == '.' && rest[1] == '/')
    rest += 2;
  while (*rest)
    {
      if (try (self, g_strdup (rest)))
        return TRUE;
      rest = absolute ? strchr (rest, '/') : NULL;
      if (!rest)
        break;
      rest++;
    }
  return FALSE;
}

/* A folder that was moved, or copied from another machine, still has its name: below it, the rest
 * of the path is as it was. */
static gboolean
try_moved (Search *self, const char *name)
{
  g_autofree char *folder = g_canonicalize_filename (self->folder, NULL);
  g_autofree char *base = g_path_get_basename (folder);
  gsize length = strlen (base);

  if (name[0] != '/' || base[0] == '/')
    return FALSE;
  for (const char *part = strchr (name, '/'); part; part = strchr (part + 1, '/'))
    if (strncmp (part + 1, base, length) == 0 && part[1 + length] == '/'
        && try (self, g_strdup (part + 2 + length + strspn (part + 2 + length, "/"))))
      return TRUE;
  return FALSE;
}

/* A size before the name, as lists of Debian and of 7-Zip have it: `9  a.txt`. */
static gboolean
try_without_size (Search *self, const char *name)
{
  gsize blank = strspn (name, " \t");
  gsize digits = strspn (name + blank, "0123456789");
  gsize gap = strspn (name + blank + digits, " \t");

  return digits > 0 && gap > 0 && try (self, g_strdup (name + blank + digits + gap));
}

/* Blanks that line columns up, and the mark of a mode: `*` of coreutils, `U`, `^` and `?` of
 * shasum, `?MD5*` of FSUM. */
static gboolean
try_trimmed (Search *self, const char *name)
{
  gsize blank = strspn (name, " \t");
  gsize length = strlen (name);

  if (blank > 0 && try (self, g_strdup (name + blank)))
    return TRUE;
  if (length > 0 && strchr ("*U^?", name[0]) && try (self, g_strdup (name + 1)))
    return TRUE;
  if (name[0] == '?' && strchr (name, '*') && try (self, g_strdup (strchr (name, '*') + 1)))
    return TRUE;
  return length > 0 && strchr (" \t", name[length - 1])
         && try (self, g_strchomp (g_strdup (name + blank)));
}

/* A Mac writes é as two characters, others as one. */
static gboolean
try_normalized (Search *self, const char *name)
{
  static const GNormalizeMode MODES[] = { G_NORMALIZE_NFC, G_NORMALIZE_NFD };

  for (gsize i = 0; i < G_N_ELEMENTS (MODES); i++)
    {
      char *normalized = g_utf8_normalize (name, -1, MODES[i]); /* NULL where it is not UTF-8 */

      if (normalized && try (self, normalized))
        return TRUE;
    }
  return FALSE;
}

/* Windows wrote names in the codec of its language, DOS in another; only a file that is there shows
 * which. */
static gboolean
try_old_codecs (Search *self, const char *name)
{
  static const char *const CODECS[] = { "WINDOWS-1252", "CP850",        "CP437",  "WINDOWS-1250",
                                        "WINDOWS-1251", "WINDOWS-1253", "CP852",  "CP866",
                                        "CP932",        "GB18030",      "CP949",  "BIG5",
                                        "ISO-8859-1",   "WINDOWS-1254", "KOI8-R", "WINDOWS-1257" };

  if (g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (CODECS); i++)
    {
      g_autofree char *text = g_convert (name, -1, "UTF-8", CODECS[i], NULL, NULL, NULL);

      if (text && (try (self, g_strdup (text)) || try_windows (self, text)))
        return TRUE;
    }
  return FALSE;
}

/* `%20` of addresses, `%0A` of BagIt. */
static gboolean
try_unescaped (Search *self, const char *name)
{
  char *plain = strchr (name, '%') ? g_uri_unescape_string (name, NULL) : NULL;

  return plain && try (self, plain);
}

/* What follows the name in its line: a comment, or a CRC32 before the digests (RHash). */
static gboolean
try_shortened (Search *self, const char *name)
{
  const char *comment = strstr (name, " #");
  const char *last = strrchr (name, ' ');

  if (comment && try (self, g_strchomp (g_strndup (name, (gsize) (comment - name)))))
    return TRUE;
  return last && strlen (last) == 9 && strspn (last + 1, "0123456789abcdefABCDEF") == 8
         && try (self, g_strchomp (g_strndup (name, (gsize) (last - name))));
}

/**
 * wire_checksum_find_file:
 * @folder: that names are relative to
 * @name: as the list has it
 * @shown: (out): the name that fits what was found; @name where nothing was
 *
 * Returns: (transfer full): the path of the file, or of where it would be
 */
char *
wire_checksum_find_file (const char *folder, const char *name, char **shown)
{
  Search search = { .folder = folder };

  if (try (&search, g_strdup (name)) || try_windows (&search, name) || try_moved (&search, name)
      || try_trimmed (&search, name) || try_without_size (&search, name)
      || try_normalized (&search, name) || try_shortened (&search, name)
      || try_unescaped (&search, name) || try_old_codecs (&search, name))
    {
      *shown = search.shown;
      return search.path;
    }
  *shown = g_strdup (name);
  return g_path_is_absolute (name) ? g_strdup (name) : g_build_filename (folder, name, NULL);
}
