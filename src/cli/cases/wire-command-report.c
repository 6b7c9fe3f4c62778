/* wire-command-report.c: a report of a capture, or of a case with its captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-language.h"
#include "base/wire-printable.h"
#include "base/wire-save.h"
#include "cases/wire-case-evidence.h"
#include "cli/cases/wire-report-request.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "report/wire-report-make.h"
#include "report/wire-report-writers.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>

static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

/* By whatever name it is called. A case that cannot be read is reported elsewhere. */
static gboolean
is_evidence (const char *path, const char *out)
{
  g_autoptr (WireCase) opened = wire_case_recognise (path) ? wire_case_open (path, NULL) : NULL;
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, NULL) : NULL;

  for (guint i = 0; evidence && i < evidence->len; i++)
    if (is_same_file (((const WireCaseEvidence *) evidence->pdata[i])->full_path, out))
      return TRUE;
  return is_same_file (path, out);
}

/* Before anything is read: nothing is written over what the report is about. */
static gboolean
check_target (const char *path, const char *out, GError **error)
{
  g_autofree char *name = out ? wire_printable_name (out) : NULL;

  if (!out || !is_evidence (path, out))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _ ("“%s” is what the report is about. Nothing was written over it."), name);
  return FALSE;
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

/* Returns: (transfer full) (nullable): the keys in @words, where a report has such parts */
static GStrv
split_parts (const char *words, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (words, ",", -1);
  guint n;
  const WireReportPart *all = wire_report_get_parts (&n);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", all[i].key);
  for (char **part = parts; *part; part++)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < n; i++)
        known = known || g_str_equal (all[i].key, *part);
      if (!known)
        {
          wire_cli_set_usage_error (error, _ ("A report has no part “%s”. Its parts are %s."),
                                    *part, keys->str);
          return NULL;
        }
    }
  return g_steal_pointer (&parts);
}

static gboolean
make_report (WireReportRequest *request,
             const WireCliSets *sets,
             const char *parts,
             WireReportFormat format,
             const char *out,
             GError **error)
{
  g_auto (GStrv) wanted = parts ? split_parts (parts, error) : NULL;
  const char *path = request->options->operands[0];
  WireReportWish wish = { .path = path,
                          .parts = (const char *const *) wanted,
                          .database = sets->database,
                          .unmatched = sets->problem };
  g_autoptr (WireReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if ((parts && !wanted) || !check_target (path, out, error))
    return FALSE;
  wire_report_request_wish (request, &wish);
  report = wire_report_make (&wish, NULL, error);
  bytes = report ? wire_report_write (report, format, error) : NULL;
  return bytes && write_out (bytes, out, error);
}

/* Before there are threads. */
static gboolean
choose_language (const char *language, GError **error)
{
  g_auto (GStrv) known = wire_language_list ();
  g_autofree char *names = g_strjoinv (", ", known);

  if (!g_strv_contains ((const char *const *) known, language))
    wire_cli_set_usage_error (error, _ ("--language takes one of %s, not “%s”."), names, language);
  else if (wire_language_choose (language))
    return TRUE;
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("The translation to “%s” is not installed."), language);
  return FALSE;
}

gboolean
wire_command_report (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliSets) sets = { 0 };
  g_auto (WireReportRequest) request = { .options = &options };
  g_autofree char *parts = NULL;
  g_autofree char *key = NULL;
  g_autofree char *out = NULL;
  g_autofree char *database = NULL;
  g_autofree char *language = NULL;
  WireReportFormat format = WIRE_REPORT_HTML;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &key,
      N_ ("html (the default), pdf, md, csv, json, or case (JSON-LD of CASE and UCO)"),
      N_ ("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out,
      N_ ("Write it to this file; nothing is overwritten by half of one"), N_ ("FILE") },
    { "parts", 0, 0, G_OPTION_ARG_STRING, &parts,
      N_ ("Only these, with commas between them, such as findings,hosts,notes"), N_ ("PARTS") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language,
      N_ ("Write it in this language, such as de, and not in that of the terminal"),
      N_ ("LANGUAGE") },
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &database, N_ ("Where the hash sets are kept"),
      N_ ("PATH") },
    WIRE_CLI_ROW_FILTER_ENTRIES (request.filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  if (options.json)
    format = WIRE_REPORT_JSON;
  if (key && !wire_report_format_from_key (key, &format))
    {
      wire_cli_set_usage_error (
          error, _ ("--format takes html, pdf, md, csv, json or case, not “%s”."), key);
      return FALSE;
    }
  if (language && !choose_language (language, error))
    return FALSE;
  return wire_report_request_check (&request, error)
         && wire_cli_open_sets (database, NULL, &sets, error)
         && make_report (&request, &sets, parts, format, out, error);
}
