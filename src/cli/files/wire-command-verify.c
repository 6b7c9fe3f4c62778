/* wire-command-verify.c: files held against a checksum list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
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
  static const char *const WORDS[] = { "OK", "FAILED", "missing", "unreadable", "unlisted" };
  JsonBuilder *builder = data;
  g_autofree char *printable = wire_printable_name (name);
  g_autofree char *line = g_strdup_printf ("%s: %s", printable, WORDS[status]);

  if (status == WIRE_VERIFICATION_UNREADABLE && error)
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

static void
warn_of_bad_lines (guint64 n)
{
  g_autofree char *warning = g_strdup_printf (
      ngettext ("%" PRIu64 " line is not a checksum of a file and was skipped.",
                "%" PRIu64 " lines are not checksums of files and were skipped.", (gulong) n),
      n);

  if (n > 0)
    wire_cli_warn (warning);
}

/* What the exit status and the last line say. What is not listed is no failure. */
static gboolean
sum_up (const char *list, const WireVerificationCount *count, gboolean strict, GError **error)
{
  guint64 n_ok = count->counts[WIRE_VERIFICATION_OK];
  guint64 n_files = n_ok + count->counts[WIRE_VERIFICATION_FAILED]
                    + count->counts[WIRE_VERIFICATION_MISSING]
                    + count->counts[WIRE_VERIFICATION_UNREADABLE];
  g_autofree char *name = wire_printable_name (list);

  warn_of_bad_lines (count->bad_lines);
  if (n_files == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("None of the files that “%s” lists is there."), name);
      return FALSE;
    }
  if (n_ok == n_files && (!strict || count->bad_lines == 0))
    return TRUE;
  if (n_ok == n_files)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("“%s” has lines that could not be read as checksums."), name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 ngettext ("“%s” agrees with %" PRIu64 " of %" PRIu64 " file.",
                           "“%s” agrees with %" PRIu64 " of %" PRIu64 " files.", (gulong) n_files),
                 name, n_ok, n_files);
  return FALSE;
}

gboolean
wire_command_verify (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (JsonBuilder) builder = NULL;
  WireVerificationOptions wanted = { FALSE, FALSE };
  WireVerificationCount count;
  gboolean strict = FALSE;
  const GOptionEntry entries[] = {
    { "ignore-missing", 0, 0, G_OPTION_ARG_NONE, &wanted.ignore_missing,
      N_ ("Pass over files that are not there"), NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict,
      N_ ("Fail where a line is not a checksum of a file"), NULL },
    { "unlisted", 0, 0, G_OPTION_ARG_NONE, &wanted.unlisted,
      N_ ("Name files in the folder of the list, and below, that it does not list"), NULL },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  return wire_verify (options.operands[0], &wanted, NULL, print_status, builder, &count, error)
         && sum_up (options.operands[0], &count, strict, error);
}
