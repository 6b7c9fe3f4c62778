/* wire-command-case.c: a case, its evidence and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "cases/wire-case-contents.h"
#include "cli/cases/wire-case-request.h"
#include "cli/choice/wire-cli-capture.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Seconds: a century is more than a clock is wrong by. */
#define MAX_CLOCK 3.2e9

typedef struct
{
  const char *name;
  const char *usage;
  guint least; /* operands after the case */
  guint most;
  gboolean (*run) (const WireCaseRequest *request, GError **error);
} Action;

static gboolean
make (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCase) made = wire_case_create (request->path, error);

  return made && wire_case_log (made, "made", "", NULL, error);
}

static gboolean
add (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);

  for (char **path = request->rest; opened && *path; path++)
    {
      g_autoptr (WireCaseEvidence) added = wire_case_add_evidence (opened, *path, error);

      if (!added || !wire_case_learn (opened, added, NULL, error))
        return FALSE;
    }
  return opened != NULL;
}

static void
print_state (const WireCaseRequest *request,
             const WireCaseEvidence *evidence,
             WireCaseState state,
             const char *sha256)
{
  g_autofree char *name = wire_printable_name (evidence->path);
  g_autofree char *line = NULL;

  if (request->builder)
    {
      json_builder_begin_object (request->builder);
      wire_json_add_path (request->builder, "path", evidence->path);
      wire_json_add_int (request->builder, "size", (gint64) evidence->size);
      wire_json_add_string (request->builder, "sha256", evidence->sha256);
      wire_json_add_string (request->builder, "state", wire_case_state_to_key (state));
      wire_json_add_string (request->builder, "sha256_now", sha256);
      if (evidence->clock)
        wire_json_add_int (request->builder, "clock_ns", evidence->clock);
      wire_case_request_end_row (request);
      return;
    }
  line = g_strdup_printf ("%-10s  %s  %s%s%s", wire_case_state_to_key (state), evidence->sha256,
                          name, state == WIRE_CASE_CHANGED ? "  now " : "",
                          state == WIRE_CASE_CHANGED ? sha256 : "");
  wire_output_line (line);
}

static gboolean
check (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;
  guint n_other = 0;

  for (guint i = 0; evidence && i < evidence->len; i++)
    {
      g_autofree char *sha256 = NULL;
      g_autofree char *path = NULL;
      WireCaseState state =
          wire_case_evidence_check (opened, g_ptr_array_index (evidence, i), &sha256, &path);

      n_other += state != WIRE_CASE_SAME;
      print_state (request, g_ptr_array_index (evidence, i), state, sha256);
    }
  if (!evidence || n_other == 0)
    return evidence != NULL;
  g_set_error (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_UNKNOWN,
               ngettext ("%u file is not where, or what, it was when it was added.",
                         "%u files are not where, or what, they were when they were added.",
                         n_other),
               n_other);
  return FALSE;
}

static gboolean
set_clock (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);
  g_autoptr (WireCaseEvidence) evidence =
      opened ? wire_case_request_find_evidence (opened, request->rest[0], error) : NULL;
  char *end = NULL;
  double seconds = request->offset ? g_ascii_strtod (request->offset, &end) : 0;

  if (!evidence)
    return FALSE;
  if (!end || end == request->offset || *end || !(fabs (seconds) < MAX_CLOCK))
    {
      wire_cli_set_usage_error (
          error, _ ("A clock is corrected by seconds, such as 3600 or -0.25, not by “%s”."),
          request->offset);
      return FALSE;
    }
  return wire_case_set_clock (opened, evidence, llrint (seconds * 1e9), error);
}

static void
print_deed (const WireCaseRequest *request, const WireCaseDeed *deed)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (deed->time);
  g_autofree char *when = time ? g_date_time_format_iso8601 (time) : g_strdup ("-");
  g_autofree char *subject = wire_printable_name (deed->subject);
  g_autofree char *line = NULL;

  if (request->builder)
    {
      json_builder_begin_object (request->builder);
      wire_json_add_string (request->builder, "time", when);
      wire_json_add_string (request->builder, "action", deed->action);
      wire_json_add_path (request->builder, "subject", deed->subject);
      wire_json_add_string (request->builder, "sha256", deed->digest);
      wire_json_add_string (request->builder, "version", deed->version);
      wire_case_request_end_row (request);
      return;
    }
  line = g_strdup_printf ("%s  %s  %s%s%s", when, deed->action, subject, deed->digest ? "  " : "",
                          deed->digest ? deed->digest : "");
  wire_output_line (line);
}

static gboolean
list_deeds (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);
  g_autoptr (GPtrArray) deeds = opened ? wire_case_list_deeds (opened, error) : NULL;

  for (guint i = 0; deeds && i < deeds->len; i++)
    print_deed (request, g_ptr_array_index (deeds, i));
  return deeds != NULL;
}

static const Action ACTIONS[] = {
  { "new", "new CASE", 0, 0, make },
  { "add", "add CASE FILE…", 1, G_MAXUINT, add },
  { "check", "check CASE", 0, 0, check },
  { "list", "list CASE", 0, 0, wire_case_request_list },
  { "each", "each CASE -- COMMAND [OPTION…]", 1, G_MAXUINT, wire_case_request_each },
  { "taps", "taps CASE", 0, 0, wire_case_request_taps },
  { "use", "use CASE rules|indicators FILE", 2, 2, wire_case_request_use },
  { "means", "means CASE", 0, 0, wire_case_request_list_means },
  { "save-filter", "save-filter CASE NAME FILTER", 2, 2, wire_case_request_save_filter },
  { "filters", "filters CASE", 0, 0, wire_case_request_list_filters },
  { "clock", "clock CASE FILE --offset SECONDS", 1, 1, set_clock },
  { "note", "note CASE TEXT", 1, 1, wire_case_request_write_note },
  { "edit-note", "edit-note CASE NUMBER TEXT", 2, 2, wire_case_request_edit_note },
  { "remove-note", "remove-note CASE NUMBER", 1, 1, wire_case_request_remove_note },
  { "restore-note", "restore-note CASE NUMBER", 1, 1, wire_case_request_restore_note },
  { "notes", "notes CASE", 0, 0, wire_case_request_list_notes },
  { "export", "export CASE FOLDER|FILE.zip", 1, 1, wire_case_request_export },
  { "timeline", "timeline CASE", 0, 0, wire_case_request_timeline },
  { "log", "log CASE", 0, 0, list_deeds },
};

static const Action *
find_action (GStrv operands, GError **error)
{
  guint n = g_strv_length (operands) - 2;
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (ACTIONS[i].name, operands[0]))
      {
        if (n >= ACTIONS[i].least && n <= ACTIONS[i].most)
          return &ACTIONS[i];
        wire_cli_set_usage_error (
            error, _ ("These are not the arguments of “wirecase-cli case %s”."), ACTIONS[i].usage);
        return NULL;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", ACTIONS[i].name);
  wire_cli_set_usage_error (error, _ ("“case %s” is not a command. These are: %s."), operands[0],
                            names->str);
  return NULL;
}

gboolean
wire_command_case (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (JsonBuilder) builder = NULL;
  g_auto (WireCaseRequest) request = { 0 };
  const Action *action;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &request.on,
      N_ ("What a note is on, such as packet:12 or host:192.0.2.1"), N_ ("KIND:PLACE") },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME, &request.capture,
      N_ ("The file of the case that a note is about"), N_ ("FILE") },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &request.mark,
      N_ ("A word, which makes a note a bookmark"), N_ ("WORD") },
    { "colour", 0, 0, G_OPTION_ARG_STRING, &request.colour,
      N_ ("Of a bookmark: red, orange, yellow, green, blue or purple"), N_ ("COLOUR") },
    { "tags", 0, 0, G_OPTION_ARG_STRING, &request.tags,
      N_ ("Words to find notes by, with commas between them"), N_ ("WORDS") },
    { "offset", 0, 0, G_OPTION_ARG_STRING, &request.offset,
      N_ ("Seconds to add to the times of a capture, whose clock was wrong"), N_ ("SECONDS") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &request.all,
      N_ ("Export all transfers, not only those with notes"), NULL },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &request.password_file,
      N_ ("Encrypt the ZIP with the first line of this file (AES-256)"), N_ ("FILE") },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 2, G_MAXUINT, &options, error)
      || !(action = find_action (options.operands, error)))
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  request.path = options.operands[1];
  request.rest = options.operands + 2;
  request.builder = builder;
  request.options = &options;
  return action->run (&request, error);
}
