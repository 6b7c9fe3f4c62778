/* wire-mac-maker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-mac-maker.h"

#include <string.h>

#define LIST "ieee-data/oui.txt"

/* The list of today has five megabytes. */
#define MAX_LIST (64u * 1024 * 1024)

/* How a line goes on that has a number and a name: “28-6F-B9   (hex)		Nokia”. */
#define MARK "(hex)"

struct _WireMacMakers
{
  GHashTable *names; /* number → name; NULL before the list is read */
};

/** Returns: (transfer full): a list that is not read yet */
WireMacMakers *
wire_mac_makers_new (void)
{
  return g_new0 (WireMacMakers, 1);
}

void
wire_mac_makers_free (WireMacMakers *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self);
}

static gboolean
read_number (const char *line, guint *number)
{
  *number = 0;
  for (guint i = 0; i < 8; i++)
    {
      int digit = g_ascii_xdigit_value (line[i]);

      if (i % 3 == 2)
        {
          if (line[i] != '-')
            return FALSE;
        }
      else if (digit < 0)
        return FALSE;
      else
        *number = *number << 4 | (guint) digit;
    }
  return TRUE;
}

static void
read_line (WireMacMakers *self, char *line)
{
  guint number;
  char *mark;

  if (strlen (line) < 8 || !read_number (line, &number))
    return;
  mark = strstr (line + 8, MARK);
  if (!mark)
    return;
  g_hash_table_insert (self->names, GUINT_TO_POINTER (number),
                       g_utf8_make_valid (g_strstrip (mark + strlen (MARK)), -1));
}

static void
read_list (WireMacMakers *self, const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  char *line;
  char *rest;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > MAX_LIST)
    return;
  for (line = strtok_r (text, "\n", &rest); line; line = strtok_r (NULL, "\n", &rest))
    read_line (self, line);
}

/* Where the list is missing, no maker is known. */
static void
read_first_list (WireMacMakers *self)
{
  const char *const *folders = g_get_system_data_dirs ();

  self->names = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  for (guint i = 0; folders[i] && g_hash_table_size (self->names) == 0; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], LIST, NULL);

      read_list (self, path);
    }
}

/** Returns: (transfer none) (nullable): the maker of @mac; %NULL where it is not in the list, or
 *   nobody made it */
const char *
wire_mac_makers_find (WireMacMakers *self, const WireMac *mac)
{
  guint number = (guint) mac->bytes[0] << 16 | (guint) mac->bytes[1] << 8 | mac->bytes[2];

  if (wire_mac_is_local (mac) || wire_mac_is_zero (mac))
    return NULL;
  if (!self->names)
    read_first_list (self);
  return g_hash_table_lookup (self->names, GUINT_TO_POINTER (number));
}
