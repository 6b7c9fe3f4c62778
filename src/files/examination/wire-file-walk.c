/* wire-file-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-file-walk.h"

#include "base/wire-printable.h"

#include <errno.h>
#include <fts.h>
#include <glib/gi18n.h>
#include <sys/stat.h>

static int
compare_names (const FTSENT **a, const FTSENT **b)
{
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

/* Reading a FIFO could wait for ever, and a device has no end. */
static void
set_special_error (GError **error, const char *name, mode_t mode)
{
  if (S_ISFIFO (mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 _ ("“%s” is a FIFO and was skipped."), name);
  else if (S_ISSOCK (mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 _ ("“%s” is a socket and was skipped."), name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 _ ("“%s” is a device and was skipped."), name);
}

static void
set_entry_error (GError **error, const FTSENT *entry)
{
  g_autofree char *name = wire_printable_name (entry->fts_path);

  switch (entry->fts_info)
    {
    case FTS_DEFAULT:
      set_special_error (error, name, entry->fts_statp->st_mode);
      break;
    case FTS_SL:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is a link and was not followed."), name);
      break;
    case FTS_SLNONE:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("“%s” is a link that leads nowhere."), name);
      break;
    case FTS_DC:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_RECURSE,
                   _ ("“%s” contains itself and was entered only once."), name);
      break;
    case FTS_D:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _ ("“%s” is a folder, not a file."),
                   name);
      break;
    default: /* FTS_DNR, FTS_ERR, FTS_NS */
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (entry->fts_errno),
                   _ ("“%s” could not be read: %s."), name, g_strerror (entry->fts_errno));
    }
}

static gboolean
report (const FTSENT *entry, WireFileWalkFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (entry->fts_info == FTS_F)
    return func (&(WireFoundFile){ entry->fts_path, (guint64) entry->fts_statp->st_size, NULL },
                 data);

  set_entry_error (&error, entry);
  return func (&(WireFoundFile){ entry->fts_path, 0, error }, data);
}

/**
 * wire_file_walk:
 * @path: a file or folder; where it is itself a link, that is followed
 * @recurse: whether to enter folders; otherwise a folder is reported as one, with its reason
 * @func: called for every file, and for all that was passed over, in the order of names
 * @data: given to @func
 *
 * Links inside the tree are reported, not followed: what they point at is either in the tree anyway
 * or none of the evidence. Blocks; made for a worker. Any thread.
 *
 * Returns: %FALSE where @func stopped it
 */
gboolean
wire_file_walk (const char *path, gboolean recurse, WireFileWalkFunc func, gpointer data)
{
  char *paths[] = { (char *) path, NULL };
  FTS *tree = fts_open (paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare_names);
  gboolean go_on = TRUE;
  FTSENT *entry;

  if (!tree)
    return func (&(WireFoundFile){ path, 0, NULL }, data); /* opening it will tell why */

  while (go_on && (entry = fts_read (tree)))
    {
      if (entry->fts_info == FTS_DP || (entry->fts_info == FTS_D && recurse))
        continue;
      go_on = report (entry, func, data);
      if (entry->fts_info == FTS_D)
        fts_set (tree, entry, FTS_SKIP);
    }
  fts_close (tree);
  return go_on;
}
