/* wire-command-findings.c: what deserves a look in a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/attention/wire-capture-findings.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>

typedef struct
{
  WireFindingsQuery query;
  WireCaptureFindings *found;
} Search;

/* A WireJobFunc. */
static gboolean
search (WireJob *job, gpointer data, GError **error)
{
  Search *self = data;

  self->found = wire_capture_findings_new (&self->query, job, error);
  return self->found != NULL;
}

static void
print_json (JsonBuilder *builder, const WireCaptureFinding *finding)
{
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "severity", wire_object_severity_to_key (finding->severity));
  wire_json_add_string (builder, "finding", finding->key);
  if (finding->packet != WIRE_FINDING_NOWHERE)
    wire_json_add_int (builder, "packet", (gint64) finding->packet + 1);
  wire_json_add_time (builder, "time", finding->time);
  if (finding->object != WIRE_FINDING_NOWHERE)
    wire_json_add_int (builder, "transfer", (gint64) finding->object + 1);
  wire_json_add_string (builder, "name", finding->name);
  wire_json_add_int (builder, "count", (gint64) finding->count);
  if (finding->type || finding->sha256)
    wire_json_add_int (builder, "size", (gint64) finding->size);
  wire_json_add_string (builder, "type", finding->type);
  wire_json_add_string (builder, "sha256", finding->sha256);
  wire_json_add_string (builder, "sentence", finding->sentence);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static void
print_line (const WireCaptureFinding *finding)
{
  g_autofree char *packet = finding->packet == WIRE_FINDING_NOWHERE
                                ? g_strdup ("-")
                                : g_strdup_printf ("%u", finding->packet + 1);
  g_autofree char *line = g_strdup_printf (
      "%-7s  %-19s  %7s  %s%s%s", wire_object_severity_to_key (finding->severity), finding->key,
      packet, finding->name && finding->kind == WIRE_CAPTURE_FINDING_TRANSFER ? finding->name : "",
      finding->name && finding->kind == WIRE_CAPTURE_FINDING_TRANSFER ? "  " : "",
      finding->sentence);

  wire_output_line (line);
}

/* That nothing stands out is said of a capture that was read, examined and matched whole. */
static void
sum_up (const WireCaptureFindings *found, gboolean filtered)
{
  g_auto (GStrv) looked_for = wire_capture_findings_tell_looked_for (found);

  if (wire_capture_findings_get_length (found) == 0)
    wire_cli_warn (filtered ? _ ("Nothing stands out in what the filter lets through.")
                            : _ ("Nothing stands out."));
  for (guint i = 0; looked_for[i]; i++)
    wire_cli_warn (looked_for[i]);
}

/* Returns: whether nothing is as bad as @fail_on or worse */
static gboolean
check_severity (const WireCaptureFindings *found, int fail_on, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < wire_capture_findings_get_length (found); i++)
    n += wire_capture_findings_get (found, i)->severity <= fail_on;
  if (n == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u finding is at least as bad as --fail-on says.",
                         "%u findings are at least as bad as --fail-on says.", n),
               n);
  return FALSE;
}

/* @severity: -1 where @key is %NULL */
static gboolean
parse_severity (const char *key, int *severity, GError **error)
{
  *severity = -1;
  for (int i = WIRE_OBJECT_ALARM; key && i <= WIRE_OBJECT_NOTE; i++)
    if (g_str_equal (key, wire_object_severity_to_key (i)))
      *severity = i;
  if (key && *severity < 0)
    wire_cli_set_usage_error (error, _ ("--fail-on takes alarm, warning or note, not “%s”."), key);
  return !key || *severity >= 0;
}

static void
print (const WireCaptureFindings *found, gboolean json, gboolean filtered)
{
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;

  for (guint i = 0; i < wire_capture_findings_get_length (found); i++)
    if (builder)
      print_json (builder, wire_capture_findings_get (found, i));
    else
      print_line (wire_capture_findings_get (found, i));
  sum_up (found, filtered);
}

gboolean
wire_command_findings (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliSets) sets = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCliRows) rows = NULL;
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireCaptureFindings) found = NULL;
  Search self = { .query.each = G_MAXUINT };
  WireFindingsChoice choice = { 0 };
  int fail_on;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("Where the hash sets are kept"),
      N_ ("PATH") },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING, &key,
      N_ ("End with status 1 where a finding is that bad, or worse: alarm, warning or note"),
      N_ ("SEVERITY") },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
      || !parse_severity (key, &fail_on, error) || !wire_cli_open_sets (path, NULL, &sets, error)
      || !(capture = wire_cli_load_rows (&options, &filter, &rows, error)))
    return FALSE;
  choice = wire_cli_rows_choose_findings (rows);
  self.query.choice = rows ? &choice : NULL;
  self.query.capture = capture;
  self.query.database = sets.database;
  self.query.unmatched = sets.problem;
  if (!wire_progress_run (options.progress, search, &self, error))
    {
      g_clear_pointer (&self.found, wire_capture_findings_unref);
      return FALSE;
    }
  found = self.found;
  print (found, options.json, rows != NULL);
  return wire_cli_sets_were_asked (&sets, error) && check_severity (found, fail_on, error);
}
