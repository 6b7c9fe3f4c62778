/* wire-command-verify.c: files held against a checksum list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/wire-cli-files.h"
#include "cli/wire-commands.h"
#include "base/wire-printable.h"
#include "files/examination/wire-verification.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static void
print_status (const char *name,
              const char *path,
              WireVerificationStatus status,
              const GError *error,
              gpointer data)
{
  /* As md5sum says it: never translated. */
  static const char *const WORDS[] = { "OK", "FAILED", "missing", "unreadable" };
  JsonBuilder *builder = data;
  g_autofree char *printable = wire_printable_name (name);
  g_autofree char *line = g_strdup_printf ("%s: %s", printable, WORDS[status]);

  if (status == WIRE_VERIFICATION_UNREADABLE)
    wire_cli_warn (error->message);
  if (!builder)
    {
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_path (builder, "path", path);
  wire_json_add_string (builder, "status", wire_verification_status_to_key (status));
  json_builder_end_object (builder);
  wire_output_json (builder);
}

gboolean
wire_command_verify (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (JsonBuilder) builder = NULL;
  WireVerificationCount count;
  guint64 n_ok;
  guint64 n_files;

  if (!wire_cli_parse (command, arguments, NULL, 1, 1, &options, error))
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  if (!wire_verify (options.operands[0], NULL, print_status, builder, &count, error))
    return FALSE;

  n_ok = count.counts[WIRE_VERIFICATION_OK];
  n_files = n_ok + count.counts[WIRE_VERIFICATION_FAILED] + count.counts[WIRE_VERIFICATION_MISSING]
            + count.counts[WIRE_VERIFICATION_UNREADABLE];
  if (count.bad_lines > 0)
    {
      g_autofree char *warning = g_strdup_printf (
          ngettext ("%" PRIu64 " line is not a checksum of a file and was skipped.",
                    "%" PRIu64 " lines are not checksums of files and were skipped.",
                    count.bad_lines),
          count.bad_lines);
      wire_cli_warn (warning);
    }
  if (n_ok == n_files)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("“%s” agrees with %" PRIu64 " of %" PRIu64 " file.",
                         "“%s” agrees with %" PRIu64 " of %" PRIu64 " files.", n_files),
               options.operands[0], n_ok, n_files);
  return FALSE;
}
