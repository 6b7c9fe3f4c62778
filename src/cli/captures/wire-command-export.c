/* wire-command-export.c: a capture's tables for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-export.h"
#include "cli/choice/wire-cli-narrowed.h"
#include "cli/command/wire-commands.h"
#include "cli/captures/wire-export-table.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>

typedef struct
{
  char *to;
  WireCliFilter filter;
  gboolean tsv;
  gboolean zstd;
  gboolean ignore_checksums;
} ExportOptions;

static void
export_options_clear (ExportOptions *export_options)
{
  g_free (export_options->to);
  wire_cli_filter_clear (&export_options->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

typedef struct
{
  WireCapture *capture;
  WireZeekFolder *folder;
  WireTypeDetector *detector;
  gboolean ignore_checksums;
} Work;

static gboolean
work (WireJob *job, gpointer data, GError **error)
{
  Work *self = data;

  return wire_zeek_export_capture (self->capture, self->folder, self->detector,
                                   self->ignore_checksums, job, error);
}

static gboolean
export_capture (const WireCliOptions *options,
                const ExportOptions *export_options,
                WireZeekFolder *folder,
                WireTypeDetector *detector,
                const char *path,
                GError **error)
{
  char *operands[] = { (char *) path, NULL };
  WireCliOptions one = *options;
  g_autoptr (WireCapture) capture = NULL;
  Work self;

  one.operands = operands;
  capture = wire_cli_load_narrowed (&one, &export_options->filter, error);
  if (!capture)
    return FALSE;
  wire_cli_warn_of_missing (capture);
  self = (Work){ capture, folder, detector, export_options->ignore_checksums };
  return wire_progress_run (options->progress, work, &self, error);
}

static gboolean
run_zeek (const WireCliOptions *options, const ExportOptions *export_options, GError **error)
{
  WireZeekFormat format = (options->json ? WIRE_ZEEK_JSON : WIRE_ZEEK_TSV)
                          | (export_options->zstd ? WIRE_ZEEK_ZSTD : WIRE_ZEEK_TSV);
  g_autoptr (WireZeekFolder) folder = NULL;
  g_autoptr (WireTypeDetector) detector = NULL;

  if (!export_options->to)
    {
      wire_cli_set_usage_error (error, _ ("Name the folder for the logs with --to."));
      return FALSE;
    }
  if (options->json && export_options->tsv)
    {
      wire_cli_set_usage_error (error, _ ("Logs are either --json or --tsv."));
      return FALSE;
    }
  folder = wire_zeek_folder_new (export_options->to, format, error);
  detector = wire_type_detector_new (error);
  if (!folder || !detector)
    return FALSE;
  for (guint i = 1; options->operands[i]; i++)
    if (!export_capture (options, export_options, folder, detector, options->operands[i], error))
      return FALSE;
  return wire_zeek_folder_end (folder, error);
}

/* export csv TABLE FILE */
static gboolean
run_table (const WireCliOptions *options, const WireCliFilter *filter, gboolean csv, GError **error)
{
  const WireExportTable *table = wire_export_table_find (options->operands[1], error);

  if (!table)
    return FALSE;
  if (!options->operands[2] || options->operands[3])
    {
      wire_cli_set_usage_error (error, _ ("Name a table and one capture."));
      return FALSE;
    }
  return wire_export_table_print (table, options->operands[2], (const char *const *) options->keys,
                                  filter, csv, error);
}

static gboolean
run (const WireCliOptions *options, const ExportOptions *export_options, GError **error)
{
  const char *format = options->operands[0];

  if (g_str_equal (format, "zeek"))
    return run_zeek (options, export_options, error);
  if (g_str_equal (format, "csv") || g_str_equal (format, "json"))
    return run_table (options, &export_options->filter, g_str_equal (format, "csv"), error);
  wire_cli_set_usage_error (
      error, _ ("“%s” is not a format that can be exported: zeek, csv, json."), format);
  return FALSE;
}

gboolean
wire_command_export (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (ExportOptions) export_options = { 0 };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &export_options.to, N_ ("The folder for the logs"),
      N_ ("FOLDER") },
    WIRE_CLI_FILTER_ENTRIES (export_options.filter),
    { "tsv", 0, 0, G_OPTION_ARG_NONE, &export_options.tsv,
      N_ ("Tables with tabs and header lines, as Zeek writes them (the default)"), NULL },
    { "zstd", 0, 0, G_OPTION_ARG_NONE, &export_options.zstd, N_ ("Compress the logs"), NULL },
    { "ignore-checksums", 'C', 0, G_OPTION_ARG_NONE, &export_options.ignore_checksums,
      N_ ("Count packets whose checksums are wrong like the others"), NULL },
    { NULL },
  };

  return wire_cli_parse_streams (command, arguments, entries, 2, G_MAXUINT, &options, error)
         && run (&options, &export_options, error);
}
