/* wire-zeek-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-folder.h"

#include "base/wire-time.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _WireZeekFolder
{
  char *path;
  gboolean made; /* here, and nothing is in it for good */
  WireZeekFormat format;
  gint64 first;
  gint64 last;
  WireZeekLog *logs[WIRE_ZEEK_N_LOGS];
};

/**
 * wire_zeek_folder_new:
 * @path: of the folder, which is made where it is not there
 * @format: how logs are written
 * @error: of the system
 *
 * Returns: (transfer full) (nullable): a folder whose logs have no rows yet
 */
WireZeekFolder *
wire_zeek_folder_new (const char *path, WireZeekFormat format, GError **error)
{
  gboolean made = !g_file_test (path, G_FILE_TEST_EXISTS);
  WireZeekFolder *self;

  if (g_mkdir_with_parents (path, 0777) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                   _ ("The folder “%s” could not be made: %s."), path, g_strerror (code));
      return NULL;
    }
  self = g_new0 (WireZeekFolder, 1);
  self->path = g_strdup (path);
  self->made = made;
  self->format = format;
  self->first = WIRE_TIME_NONE;
  self->last = WIRE_TIME_NONE;
  return self;
}

void
wire_zeek_folder_free (WireZeekFolder *self)
{
  for (guint i = 0; i < WIRE_ZEEK_N_LOGS; i++)
    g_clear_pointer (&self->logs[i], wire_zeek_log_free);
  if (self->made)
    g_rmdir (self->path); /* which fails where there is anything in it */
  g_free (self->path);
  g_free (self);
}

/** The lines #open and #close have the times of the captures, and not those of the run, so that
 * every run writes the same. */
void
wire_zeek_folder_set_times (WireZeekFolder *self, gint64 first, gint64 last)
{
  if (self->first == WIRE_TIME_NONE)
    self->first = first;
  self->last = MAX (self->last, last);
}

/** Returns: (transfer none) (nullable): the log, which is begun where it was not */
WireZeekLog *
wire_zeek_folder_get_log (WireZeekFolder *self, WireZeekLogKind kind, GError **error)
{
  if (!self->logs[kind])
    self->logs[kind] = wire_zeek_log_new (self->path, wire_zeek_schema_get (kind), self->format,
                                          self->first, error);
  return self->logs[kind];
}

/** Gives all logs their names. Without this, none is left, nor the folder that was made for them.
 */
gboolean
wire_zeek_folder_end (WireZeekFolder *self, GError **error)
{
  for (guint i = 0; i < WIRE_ZEEK_N_LOGS; i++)
    if (self->logs[i] && !wire_zeek_log_end (self->logs[i], self->last, error))
      return FALSE;
  self->made = FALSE;
  return TRUE;
}
