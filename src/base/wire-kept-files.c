/* wire-kept-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A capture is read again and again as long as it is open: a download saved over it would destroy
 * the evidence and what is shown of it. A file has many names (links, mounts, case), so that it is
 * known by device and inode.
 */

#include "base/wire-kept-files.h"

typedef struct
{
  guint64 device;
  guint64 inode;
  guint n; /* how often it is open */
} Kept;

static GMutex kept_lock;
static GArray *kept_files; /* of Kept; a handful; under kept_lock */

/* Lock held. */
static Kept *
find (const struct stat *info)
{
  for (guint i = 0; kept_files && i < kept_files->len; i++)
    {
      Kept *kept = &g_array_index (kept_files, Kept, i);

      if (kept->n > 0 && kept->device == info->st_dev && kept->inode == info->st_ino)
        return kept;
    }
  return NULL;
}

/** Notes that a file is open as evidence, once more. Any thread. */
void
wire_kept_files_add (const struct stat *info)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kept_lock);
  Kept *kept = find (info);
  Kept added = { info->st_dev, info->st_ino, 1 };

  if (!kept_files)
    kept_files = g_array_new (FALSE, FALSE, sizeof (Kept));
  if (kept)
    kept->n++;
  else
    g_array_append_val (kept_files, added);
}

/** Takes back one wire_kept_files_add(). Any thread. */
void
wire_kept_files_remove (const struct stat *info)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kept_lock);
  Kept *kept = find (info);

  if (kept && --kept->n == 0)
    g_array_remove_index_fast (kept_files, (guint) (kept - &g_array_index (kept_files, Kept, 0)));
}

/** Returns: whether that file is open as evidence now. Any thread. */
gboolean
wire_kept_files_have (const struct stat *info)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kept_lock);

  return find (info) != NULL;
}
