/* wire-evidence-bytes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-bytes.h"

#include "base/wire-file-open.h"

#include <unistd.h>

/* The file in the hex view, open as long as it is shown. */
typedef struct
{
  int fd;
} OpenFile;

static void
open_file_free (gpointer data)
{
  OpenFile *file = data;

  close (file->fd);
  g_free (file);
}

static GBytes *
read_file (guint64 offset, gsize length, gpointer data)
{
  const OpenFile *file = data;
  g_autofree guint8 *buffer = g_malloc (length);
  ssize_t got = pread (file->fd, buffer, length, (off_t) offset);

  return got > 0 ? g_bytes_new_take (g_steal_pointer (&buffer), (gsize) got) : NULL;
}

/**
 * wire_evidence_bytes_show:
 * @hex: shows the file of @row, with its signature marked, or nothing
 *
 * A download's bytes are in the capture, where its button leads.
 *
 * Returns: whether there are bytes to show
 */
gboolean
wire_evidence_bytes_show (WireHexView *hex, const WireEvidenceRow *row)
{
  const WireType *type = row->evidence->type;
  struct stat info;
  OpenFile *file;
  int fd = row->origin || row->evidence->error
               ? -1
               : wire_file_open_regular (row->evidence->path, &info, NULL);

  if (fd < 0)
    {
      wire_hex_view_set_bytes (hex, NULL);
      return FALSE;
    }
  file = g_new (OpenFile, 1);
  file->fd = fd;
  wire_hex_view_set_source (hex, (guint64) info.st_size, read_file, file, open_file_free);
  if (type && type->signature)
    wire_hex_view_highlight (hex, type->signature_offset, strlen (type->signature) / 2);
  return TRUE;
}
