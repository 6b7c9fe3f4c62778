/* wire-command-text-file.c: wirecase-cli text guess, text convert
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/text/wire-command-text.h"

#include "text/wire-guess.h"
#include "cli/output/wire-output.h"
#include "cli/output/wire-progress.h"
#include "text/wire-text-convert.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

static void
print_guess (const WireGuess *guess, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!json)
    {
      printf ("%-14s %3u %%  %s\n", guess->codec, guess->confidence, guess->reason);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "codec", guess->codec);
  wire_json_add_int (builder, "confidence", guess->confidence);
  wire_json_add_string (builder, "reason", guess->reason);
  wire_json_add_boolean (builder, "bom", guess->mark > 0);
  wire_json_add_string (builder, "text", guess->text);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

gboolean
wire_command_text_guess (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  gsize length;

  if (!wire_cli_parse (command, arguments, NULL, 1, 1, &options, error))
    return FALSE;

  /* One byte more than is looked at tells whether that is all. */
  g_autoptr (GBytes) input =
      wire_text_read_input (options.operands[0], WIRE_GUESS_BYTES + 1, error);
  if (!input)
    return FALSE;

  const guint8 *bytes = g_bytes_get_data (input, &length);
  g_autoptr (GPtrArray) guesses =
      wire_guess_codecs (bytes, MIN (length, WIRE_GUESS_BYTES), length <= WIRE_GUESS_BYTES);
  for (guint i = 0; i < guesses->len; i++)
    print_guess (guesses->pdata[i], options.json);
  if (guesses->len == 0)
    wire_cli_warn (_ ("There is nothing to guess from: the file is empty."));
  return TRUE;
}

typedef struct
{
  WireConversion conversion;
  const char *in;
  const char *out;
  WireConversionReport report;
} Task;

static gboolean
convert (WireJob *job, gpointer data, GError **error)
{
  Task *task = data;

  return wire_text_convert_file (&task->conversion, task->in, task->out, job, &task->report, error);
}

static gboolean
parse_newline (const char *name, WireNewline *newline, GError **error)
{
  *newline = WIRE_NEWLINE_KEEP;
  if (!name)
    return TRUE;
  if (g_str_equal (name, "lf"))
    *newline = WIRE_NEWLINE_LF;
  else if (g_str_equal (name, "crlf"))
    *newline = WIRE_NEWLINE_CRLF;
  else
    wire_cli_set_usage_error (error, _ ("--newline takes lf or crlf, not “%s”."), name);
  return *newline != WIRE_NEWLINE_KEEP;
}

static void
warn_of_losses (const WireConversionReport *report)
{
  g_autofree char *unreadable = g_strdup_printf (
      _ ("Sequences of bytes that could not be read: %" PRIu64 "."), report->n_unreadable);
  g_autofree char *unwritable = g_strdup_printf (
      _ ("Characters that could not be written: %" PRIu64 "."), report->n_unwritable);

  if (report->n_unreadable > 0)
    wire_cli_warn (unreadable);
  if (report->n_unwritable > 0)
    wire_cli_warn (unwritable);
}

static void
print_report (const WireConversionReport *report, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!json)
    {
      printf (_ ("%" PRIu64 " bytes read, %" PRIu64 " written. Line ends: "
                 "%" PRIu64 " LF, %" PRIu64 " CR LF, %" PRIu64 " CR.\n"),
              report->bytes_read, report->bytes_written, report->lines_lf, report->lines_crlf,
              report->lines_cr);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_int (builder, "bytes_read", (gint64) report->bytes_read);
  wire_json_add_int (builder, "bytes_written", (gint64) report->bytes_written);
  wire_json_add_int (builder, "lf", (gint64) report->lines_lf);
  wire_json_add_int (builder, "crlf", (gint64) report->lines_crlf);
  wire_json_add_int (builder, "cr", (gint64) report->lines_cr);
  wire_json_add_int (builder, "unreadable", (gint64) report->n_unreadable);
  wire_json_add_int (builder, "unwritable", (gint64) report->n_unwritable);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Options that name codecs. */
static gboolean
find_codecs (const char *from, const char *to, WireConversion *conversion, GError **error)
{
  if (!from || !to)
    {
      wire_cli_set_usage_error (
          error,
          _ ("--from and --to are missing: name the codec of the input and that of the output."));
      return FALSE;
    }
  conversion->from = wire_text_option_codec (from, error);
  conversion->to = conversion->from ? wire_text_option_codec (to, error) : NULL;
  return conversion->to != NULL;
}

static gboolean
run_conversion (Task *task, const WireCliOptions *options, GError **error)
{
  task->in = options->operands[0];
  task->out = options->operands[1];
  if (!wire_progress_run (options->progress, convert, task, error))
    return FALSE;
  print_report (&task->report, options->json);
  warn_of_losses (&task->report);
  return TRUE;
}

gboolean
wire_command_text_convert (const WireCommand *command, GStrv arguments, GError **error)
{
  g_autofree char *from = NULL, *to = NULL, *errors = NULL, *newline = NULL;
  Task task = { 0 };
  WireConversion *conversion = &task.conversion;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("Codec of IN"), "C" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("Codec of OUT"), "C" },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &conversion->mark, N_ ("Begin with a byte-order mark"),
      NULL },
    { "newline", 0, 0, G_OPTION_ARG_STRING, &newline, N_ ("How lines end (as they do)"),
      "lf|crlf" },
    { "errors", 0, 0, G_OPTION_ARG_STRING, &errors,
      N_ ("What to do with bytes or characters that a codec cannot read or write"),
      "strict|replace|ignore|escape" },
    { "backup", 0, 0, G_OPTION_ARG_NONE, &conversion->backup, N_ ("Keep a replaced file as OUT~"),
      NULL },
    { NULL },
  };
  g_auto (WireCliOptions) options = { 0 };
  gboolean done = wire_cli_parse (command, arguments, entries, 2, 2, &options, error)
                  && wire_text_option_policy (errors, &conversion->policy, error)
                  && parse_newline (newline, &conversion->newline, error)
                  && find_codecs (from, to, conversion, error)
                  && run_conversion (&task, &options, error);

  g_free ((char *) conversion->from);
  g_free ((char *) conversion->to);
  return done;
}
