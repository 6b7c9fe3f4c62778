/* wire-command-report.c: a report of a capture, or of a case with its captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "base/wire-save.h"
#include "cases/wire-case-evidence.h"
#include "cli/choice/wire-cli-capture.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "files/digests/wire-file-hash.h"
#include "report/wire-report-capture.h"
#include "report/wire-report-case.h"
#include "report/wire-report-writers.h"

#include <glib/gi18n.h>
#include <stdio.h>

typedef struct
{
  WireCliOptions *options;
  WireCliSets sets;
  WireReport *report;
} Work;

static gboolean
fill_source (const Work *self, const char *path, WireReportSource *source, GError **error)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, error))
    return FALSE;
  source->sha256 = wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
  source->command = g_strdup (path);
  source->name = g_path_get_basename (path);
  source->database = self->sets.database;
  source->unmatched = self->sets.problem;
  return TRUE;
}

static void
source_clear (WireReportSource *source)
{
  g_clear_object (&source->capture);
  g_free (source->sha256);
  g_free (source->command);
  g_free (source->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireReportSource, source_clear)

static gboolean
add_capture (Work *self, const char *path, GError **error)
{
  g_auto (WireReportSource) source = { 0 };
  char *words[] = { (char *) path, NULL };
  char **operands = self->options->operands;

  if (!fill_source (self, path, &source, error))
    return FALSE;
  self->options->operands = words;
  source.capture = wire_cli_load_streams (self->options, error);
  self->options->operands = operands;
  return source.capture && wire_report_add_capture (self->report, &source, NULL, error);
}

/* What has changed, or is not a capture, is said in the evidence, and the others are reported. */
static void
add_evidence (Work *self, const WireCase *opened, const WireCaseEvidence *evidence)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  wire_case_evidence_check (opened, evidence, &sha256, &path);
  if (path && !add_capture (self, path, &error))
    {
      WireReportSection *section =
          wire_report_add_section (self->report, "unread", evidence->path, NULL, 0);

      wire_report_add_paragraph (section, g_strdup (error->message));
    }
}

static gboolean
add_case (Work *self, const char *path, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;

  if (!evidence || !wire_report_add_case (self->report, opened, error))
    return FALSE;
  for (guint i = 0; i < evidence->len; i++)
    add_evidence (self, opened, g_ptr_array_index (evidence, i));
  return TRUE;
}

static gboolean
write_out (GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (WireSave) save = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (!path)
    return fwrite (data, 1, length, stdout) == length || TRUE; /* wire_output_end() tells */
  save = wire_save_begin_at (path, error);
  return save && wire_save_write (save, data, length, error) && wire_save_end (save, error);
}

static gboolean
make_report (Work *self, WireReportFormat format, const char *out, GError **error)
{
  const char *path = self->options->operands[0];
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *title = g_strdup_printf (_ ("Report on “%s”"), name);
  gboolean is_case = g_str_has_suffix (path, ".wirecase");
  g_autoptr (WireReport) report = self->report = wire_report_new (title);
  g_autoptr (GBytes) bytes = NULL;

  if (!(is_case ? add_case (self, path, error) : add_capture (self, path, error)))
    return FALSE;
  bytes = wire_report_write (report, format, error);
  return bytes && write_out (bytes, out, error);
}

gboolean
wire_command_report (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  Work self = { .options = &options };
  g_autofree char *key = NULL;
  g_autofree char *out = NULL;
  g_autofree char *database = NULL;
  WireReportFormat format = WIRE_REPORT_HTML;
  gboolean done;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &key, N_ ("html (the default), pdf, md, csv or json"),
      N_ ("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out,
      N_ ("Write it to this file; nothing is overwritten by half of one"), N_ ("FILE") },
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &database, N_ ("Where the hash sets are kept"),
      N_ ("PATH") },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  if (options.json)
    format = WIRE_REPORT_JSON;
  if (key && !wire_report_format_from_key (key, &format))
    {
      wire_cli_set_usage_error (error, _ ("--format takes html, pdf, md, csv or json, not “%s”."),
                                key);
      return FALSE;
    }
  done = wire_cli_open_sets (database, NULL, &self.sets, error)
         && make_report (&self, format, out, error);
  wire_cli_sets_clear (&self.sets);
  return done;
}
