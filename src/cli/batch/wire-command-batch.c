/* wire-command-batch.c: one command on many captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/batch/wire-batch.h"
#include "cli/choice/wire-cli-objects.h"
#include "cli/command/wire-commands.h"

#include <glib/gi18n.h>

#define MOST_JOBS 1024

typedef struct
{
  char *out;
  int jobs;
  int timeout;
  int memory;
} BatchOptions;

static void
batch_options_clear (BatchOptions *batch_options)
{
  g_free (batch_options->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchOptions, batch_options_clear)

static void
print_json (const WireBatchList *list, const WireBatchCounts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  wire_json_add_int (builder, "captures", list->paths->len);
  wire_json_add_int (builder, "done", counts->done);
  wire_json_add_int (builder, "before", counts->before);
  wire_json_add_int (builder, "busy", counts->busy);
  wire_json_add_int (builder, "failed", counts->failed);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static void
print_text (const WireBatchList *list, const WireBatchCounts *counts)
{
  g_autofree char *line = g_strdup_printf (
      _ ("%u captures: %u done, %u done before, %u at work elsewhere, %u failed"), list->paths->len,
      counts->done, counts->before, counts->busy, counts->failed);

  wire_output_line (line);
}

static gboolean
check (const WireCliOptions *options, const BatchOptions *batch_options, GError **error)
{
  if (!batch_options->out)
    wire_cli_set_usage_error (error, _ ("Name the folder for the output with --out."));
  else if (batch_options->jobs < 0 || batch_options->jobs > MOST_JOBS)
    wire_cli_set_usage_error (error, _ ("--jobs takes a number from 1 to %d."), MOST_JOBS);
  else if (batch_options->timeout < 0 || batch_options->memory < 0)
    wire_cli_set_usage_error (error, _ ("--timeout and --memory take numbers from 1 on."));
  else if (!options->operands[1] || g_str_equal (options->operands[1], "batch"))
    wire_cli_set_usage_error (error, _ ("Name the command to run after “--”."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
run (const WireCliOptions *options, const BatchOptions *batch_options, GError **error)
{
  g_auto (WireBatchList) list = { 0 };
  WireBatchCounts counts;
  WireBatchSetup setup = { batch_options->out,
                           options->operands + 1,
                           batch_options->jobs > 0 ? (guint) batch_options->jobs
                                                   : g_get_num_processors (),
                           (guint) batch_options->timeout,
                           (guint) batch_options->memory,
                           options->progress };

  if (!check (options, batch_options, error)
      || !wire_batch_list_read (&list, options->operands[0], error)
      || !wire_cli_make_folder (batch_options->out, error)
      || !wire_batch_run (&setup, &list, &counts, error))
    return FALSE;
  if (options->json)
    print_json (&list, &counts);
  else
    print_text (&list, &counts);
  if (counts.failed == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("%u of %u captures failed: “%s/failures.tsv” has the reasons."), counts.failed,
               list.paths->len, batch_options->out);
  return FALSE;
}

gboolean
wire_command_batch (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (BatchOptions) batch_options = { 0 };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &batch_options.out,
      N_ ("Where the output goes: a folder for each capture, named by its SHA-256"),
      N_ ("FOLDER") },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &batch_options.jobs,
      N_ ("Captures at once (as many as there are processors)"), N_ ("N") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &batch_options.timeout,
      N_ ("Seconds that one capture may take"), N_ ("SECONDS") },
    { "memory", 0, 0, G_OPTION_ARG_INT, &batch_options.memory,
      N_ ("MiB of memory that the work on one capture may take"), N_ ("MIB") },
    { NULL },
  };

  return wire_cli_parse (command, arguments, entries, 1, G_MAXUINT, &options, error)
         && run (&options, &batch_options, error);
}
