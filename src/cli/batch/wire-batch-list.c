/* wire-batch-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/batch/wire-batch-list.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "capture/reading/wire-capture-magic.h"
#include "files/examination/wire-file-walk.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Bytes that tell a capture. */
#define HEAD 64u

void
wire_batch_list_clear (WireBatchList *self)
{
  g_clear_pointer (&self->paths, g_ptr_array_unref);
}

/* A capture that is broken from its first byte on is one all the same if its name says so. */
static gboolean
is_named_so (const char *path)
{
  static const char *const PARTS[] = { ".pcap", ".pcapng", ".cap", ".dmp", ".snoop", ".ntar" };
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      const char *found = g_strrstr (lower, PARTS[i]);
      const char *end = found ? found + strlen (PARTS[i]) : NULL;

      if (end
          && (*end == '\0' || g_str_equal (end, ".gz") || g_str_equal (end, ".zst")
              || g_str_equal (end, ".xz") || g_str_equal (end, ".bz2")
              || g_str_equal (end, ".lz4")))
        return TRUE;
    }
  return FALSE;
}

static gboolean
begins_so (const char *path)
{
  guint8 head[HEAD];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gssize n;

  if (fd < 0)
    return FALSE;
  n = wire_io_read_full (fd, head, sizeof head);
  close (fd);
  return n > 0 && wire_capture_magic_find (head, (gsize) n) != NULL;
}

static void
add (WireBatchList *self, const char *path, guint64 size)
{
  g_ptr_array_add (self->paths, g_strdup (path));
  self->bytes += size;
}

/* A WireFileWalkFunc. */
static gboolean
take_file (const WireFoundFile *found, gpointer data)
{
  if (!found->error && (is_named_so (found->path) || begins_so (found->path)))
    add (data, found->path, found->size);
  return TRUE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
take_line (WireBatchList *self, char *line)
{
  GStatBuf info;

  g_strchomp (line);
  if (*line == '\0')
    return;
  add (self, line, g_stat (line, &info) == 0 ? (guint64) info.st_size : 0);
}

static gboolean
read_lines (WireBatchList *self, const char *from, GError **error)
{
  struct stat info;
  int fd =
      g_str_equal (from, "-") ? dup (STDIN_FILENO) : wire_file_open_regular (from, &info, error);
  g_autoptr (GInputStream) stream = fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) local = NULL;
  char *line;

  if (!stream)
    return FALSE;
  lines = g_data_input_stream_new (stream);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &local)))
    {
      take_line (self, line);
      g_free (line);
    }
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * wire_batch_list_read:
 * @self: (out): to be cleared
 * @from: a folder, whose captures are found by content and name; or a file with a path in each
 *   line; “-” is standard input
 * @error: of the system, or where there is not one capture
 *
 * Returns: whether there is at least one capture
 */
gboolean
wire_batch_list_read (WireBatchList *self, const char *from, GError **error)
{
  *self = (WireBatchList){ .paths = g_ptr_array_new_with_free_func (g_free) };
  if (g_file_test (from, G_FILE_TEST_IS_DIR))
    {
      wire_file_walk (from, TRUE, take_file, self);
      g_ptr_array_sort (self->paths, compare_paths);
    }
  else if (!read_lines (self, from, error))
    return FALSE;
  if (self->paths->len > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” names no captures."), from);
  return FALSE;
}
