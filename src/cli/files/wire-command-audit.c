/* wire-command-audit.c: a folder held against an earlier list, or against another folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "files/examination/wire-audit.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static void
print_line (const WireAuditFinding *finding)
{
  g_autofree char *name = wire_printable_name (finding->name);
  g_autofree char *was = finding->was ? wire_printable_name (finding->was) : NULL;
  /* As programs read it: never translated. */
  g_autofree char *line =
      g_strdup_printf ("%s: %s%s%s", name, wire_audit_status_to_key (finding->status),
                       was ? " from " : "", was ? was : "");

  wire_output_line (line);
}

/* A WireAuditFunc. */
static void
print_finding (const WireAuditFinding *finding, gpointer data)
{
  JsonBuilder *builder = data;

  if (finding->error)
    wire_cli_warn (finding->error->message);
  if (!builder)
    {
      print_line (finding);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_path (builder, "name", finding->name);
  if (finding->path)
    wire_json_add_path (builder, "path", finding->path);
  wire_json_add_string (builder, "status", wire_audit_status_to_key (finding->status));
  if (finding->was)
    wire_json_add_path (builder, "was", finding->was);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static gboolean
sum_up (const WireAuditCount *count, GError **error)
{
  const guint64 *n = count->counts;
  g_autofree char *text = NULL;

  if (count->bad_lines > 0)
    {
      g_autofree char *warning = g_strdup_printf (
          ngettext ("%" PRIu64 " line is not a checksum of a file and was skipped.",
                    "%" PRIu64 " lines are not checksums of files and were skipped.",
                    (gulong) count->bad_lines),
          count->bad_lines);
      wire_cli_warn (warning);
    }
  if (n[WIRE_AUDIT_MOVED] + n[WIRE_AUDIT_CHANGED] + n[WIRE_AUDIT_NEW] + n[WIRE_AUDIT_MISSING]
          + n[WIRE_AUDIT_UNREADABLE] + count->bad_lines
      == 0)
    return TRUE;
  text = wire_audit_count_to_text (count);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, text);
  return FALSE;
}

gboolean
wire_command_audit (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *algorithms = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) local = NULL;
  WireAuditCount count;
  WireDigestMask mask;
  const GOptionEntry entries[] = {
    { "algorithm", 'a', 0, G_OPTION_ARG_STRING, &algorithms,
      N_ ("Digests to compare two folders by, separated by commas (default: SHA-256)"),
      N_ ("ALG") },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 2, 2, &options, error))
    return FALSE;
  if (!wire_digest_parse_names (algorithms ? algorithms : "sha256", &mask, &local))
    {
      wire_cli_set_usage_error (error, "%s", local->message);
      return FALSE;
    }
  builder = options.json ? json_builder_new () : NULL;
  return wire_audit (options.operands[0], options.operands[1], mask, NULL, print_finding, builder,
                     &count, error)
         && sum_up (&count, error);
}
