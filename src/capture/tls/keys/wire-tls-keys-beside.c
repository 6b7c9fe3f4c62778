/* wire-tls-keys-beside.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-keys-beside.h"

#include <string.h>

/* Returns: (transfer full) (nullable): the path, where there is such a file */
static char *
check (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/* The names that a capture’s key log may have: NAME.keys for NAME.pcapng.gz, too. */
static char *
check_names (const char *folder, const char *name, const char *end)
{
  g_autofree char *stem = g_strdup (name);

  for (;;)
    {
      g_autofree char *keys = g_strconcat (stem, end, NULL);
      char *found = check (folder, keys);
      char *dot = strrchr (stem, '.');

      if (found || !dot || dot == stem)
        return found;
      *dot = '\0';
    }
}

/**
 * wire_tls_keys_find_beside:
 * @capture: the path of a capture
 *
 * Looks for NAME.keys and sslkeylog.txt in the same folder. They are not used unasked: who has keys
 * beside a capture may want to see it as it was sent. Blocks.
 *
 * Returns: (transfer full) (nullable): the path of a key log
 */
char *
wire_tls_keys_find_beside (const char *capture)
{
  g_autofree char *folder = g_path_get_dirname (capture);
  g_autofree char *name = g_path_get_basename (capture);
  char *found = check_names (folder, name, ".keys");

  return found ? found : check (folder, "sslkeylog.txt");
}

/**
 * wire_tls_keys_find_smb_beside:
 * @capture: the path of a capture
 *
 * As wire_tls_keys_find_beside(), of keys of SMB: NAME.smbkeys.
 *
 * Returns: (transfer full) (nullable): the path of a list of keys
 */
char *
wire_tls_keys_find_smb_beside (const char *capture)
{
  g_autofree char *folder = g_path_get_dirname (capture);
  g_autofree char *name = g_path_get_basename (capture);

  return check_names (folder, name, ".smbkeys");
}
