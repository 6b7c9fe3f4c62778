/* wire-command-hexdump.c: a file's bytes in hexadecimal and ASCII
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/command/wire-commands.h"
#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-hex.h"
#include "cli/output/wire-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* Read and printed at a time: whole lines. */
#define PIECE_BYTES (4096 * WIRE_HEX_LINE_BYTES)

static gboolean
dump (int fd, const char *path, guint64 offset, guint64 length, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PIECE_BYTES);
  g_autoptr (GString) line = g_string_new (NULL);

  while (length > 0)
    {
      gssize n = wire_io_pread_full (fd, bytes, (gsize) MIN (length, PIECE_BYTES), offset);

      if (n < 0)
        {
          wire_file_set_errno_error (error, path, errno);
          return FALSE;
        }
      if (n == 0)
        break;
      for (gsize i = 0; i < (gsize) n; i += WIRE_HEX_LINE_BYTES)
        {
          g_string_truncate (line, 0);
          wire_hex_append_line (line, offset + i, bytes + i,
                                MIN ((gsize) n - i, WIRE_HEX_LINE_BYTES));
          wire_output_line (line->str);
        }
      offset += (guint64) n;
      length -= (guint64) n;
    }
  return TRUE;
}

gboolean
wire_command_hexdump (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  gint64 offset = 0;
  gint64 length = G_MAXINT64;
  struct stat info;
  gboolean done;
  int fd;
  const GOptionEntry entries[] = {
    { "offset", 0, 0, G_OPTION_ARG_INT64, &offset, N_ ("Begin at this byte"), N_ ("N") },
    { "length", 0, 0, G_OPTION_ARG_INT64, &length, N_ ("Print this many bytes"), N_ ("N") },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  if (offset < 0 || length < 0)
    {
      wire_cli_set_usage_error (error,
                                _ ("--offset and --length take numbers that are not negative."));
      return FALSE;
    }
  fd = wire_file_open_regular (options.operands[0], &info, error);
  if (fd < 0)
    return FALSE;
  done = dump (fd, options.operands[0], (guint64) offset, (guint64) length, error);
  close (fd);
  return done;
}
