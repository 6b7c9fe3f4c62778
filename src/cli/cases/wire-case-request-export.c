/* wire-case-request-export.c: what a case is about, in a folder or a ZIP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-case-request.h"

#include "cli/choice/wire-cli-capture.h"
#include "cli/files/wire-cli-files.h"
#include "report/wire-case-export.h"

#include <glib/gi18n.h>
#include <string.h>

WireCapture *
wire_case_request_load (const char *path, gpointer user_data, GError **error)
{
  WireCliOptions *options = user_data;
  char *words[] = { (char *) path, NULL };
  char **operands = options->operands;
  WireCapture *capture;

  options->operands = words;
  capture = wire_cli_load_streams (options, error);
  options->operands = operands;
  return capture;
}

/* The first line of the file, so that the password is in no list of processes. */
static gboolean
read_password (const char *path, char **password, GError **error)
{
  if (!path)
    return TRUE;
  if (!g_file_get_contents (path, password, NULL, error))
    return FALSE;
  (*password)[strcspn (*password, "\r\n")] = '\0';
  if (**password)
    return TRUE;
  wire_cli_set_usage_error (error, _ ("The first line of “%s” is empty: it is the password."),
                            path);
  return FALSE;
}

static void
say (const WireCaseExported *exported)
{
  g_autofree char *transfers = g_strdup_printf (
      ngettext ("%u transfer", "%u transfers", exported->transfers), exported->transfers);
  g_autofree char *packets =
      g_strdup_printf (ngettext ("%u packet", "%u packets", exported->packets), exported->packets);
  g_autofree char *line = NULL;

  for (guint i = 0; i < exported->failed->len; i++)
    wire_cli_warn (g_ptr_array_index (exported->failed, i));
  /* Translators: what was written: “3 transfers”, “20 packets” */
  line = g_strdup_printf (_ ("%s and %s"), transfers, packets);
  wire_output_line (line);
}

gboolean
wire_case_request_export (const WireCaseRequest *self, GError **error)
{
  g_auto (WireCliSets) sets = { 0 };
  g_auto (WireCaseExported) exported = { 0 };
  g_autofree char *password = NULL;
  WireCaseExport wish = { .to = self->rest[0], .all = self->all };

  if (!read_password (self->password_file, &password, error)
      || !wire_cli_open_sets (NULL, NULL, &sets, error))
    return FALSE;
  wish.password = password;
  wish.wish = (WireReportWish){ .path = self->path,
                                .load = wire_case_request_load,
                                .user_data = self->options,
                                .database = sets.database,
                                .unmatched = sets.problem };
  if (!wire_case_export (&wish, &exported, NULL, error))
    return FALSE;
  say (&exported);
  return TRUE;
}
