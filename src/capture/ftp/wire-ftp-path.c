/* wire-ftp-path.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-path.h"

#include <string.h>

/* What a client changes into again and again does not grow beyond this. */
#define MAX_PATH 4096u

static gboolean
is_absolute (const char *path)
{
  return *path == '/' || *path == '\\' || (g_ascii_isalpha (path[0]) && path[1] == ':');
}

/* Takes `.` and `..` out of @parts, as far as there is a folder for `..` to leave. */
static void
tidy (GPtrArray *parts, gboolean absolute)
{
  for (guint i = 0; i < parts->len;)
    {
      const char *part = g_ptr_array_index (parts, i);
      gboolean up = strcmp (part, "..") == 0;

      if (!*part || strcmp (part, ".") == 0 || (up && i == 0 && absolute))
        g_ptr_array_remove_index (parts, i);
      else if (up && i > 0 && strcmp (g_ptr_array_index (parts, i - 1), "..") != 0)
        g_ptr_array_remove_range (parts, --i, 2);
      else
        i++;
    }
}

/**
 * wire_ftp_path_join:
 * @folder: (nullable): the current one, as far as that is known
 * @path: relative to it, or absolute
 *
 * Returns: (transfer full): the path from the root, or from the folder of the login where that is
 *   all that is known. Windows' absolute paths stay as they are.
 */
char *
wire_ftp_path_join (const char *folder, const char *path)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *whole = NULL;
  g_auto (GStrv) split = NULL;
  g_autofree char *tidied = NULL;
  gboolean absolute;

  if (*path != '/' && is_absolute (path))
    return g_strdup (path);
  whole = is_absolute (path) || !folder || !*folder ? g_strdup (path)
                                                    : g_strconcat (folder, "/", path, NULL);
  if (strlen (whole) > MAX_PATH)
    return g_strdup (path);
  absolute = *whole == '/';
  split = g_strsplit (whole, "/", -1);
  for (guint i = 0; split[i]; i++)
    g_ptr_array_add (parts, g_strdup (split[i]));
  tidy (parts, absolute);
  g_ptr_array_add (parts, NULL);
  tidied = g_strjoinv ("/", (char **) parts->pdata);
  return g_strconcat (absolute ? "/" : "", tidied, NULL);
}

/** Returns: (transfer none): the last part of @path */
const char *
wire_ftp_path_get_name (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *backslash = strrchr (path, '\\');
  const char *last = MAX (slash, backslash);

  return last && last[1] ? last + 1 : path;
}

/** Returns: (transfer full) (nullable): the path in quotes in a reply 257, where a quote inside is
 *   doubled (RFC 959, appendix II) */
char *
wire_ftp_path_read_quoted (const char *reply)
{
  const char *at = strchr (reply, '"');
  g_autoptr (GString) path = g_string_new (NULL);

  if (!at)
    return NULL;
  for (at++; *at; at++)
    {
      if (*at == '"' && *++at != '"')
        return g_string_free (g_steal_pointer (&path), FALSE);
      g_string_append_c (path, *at);
    }
  return NULL;
}
