/* wire-command-case.c: a case, its evidence and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "cases/wire-case-evidence.h"
#include "cases/wire-case-notes.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  const char *path;
  char **rest;   /* operands after the action and the case */
  char *on;      /* KIND:PLACE of a note */
  char *capture; /* evidence that the note is about */
  char *mark;
  JsonBuilder *builder; /* NULL: text */
} Request;

typedef struct
{
  const char *name;
  const char *usage;
  guint least; /* operands after the case */
  guint most;
  gboolean (*run) (const Request *request, GError **error);
} Action;

static void
begin_row (const Request *request)
{
  json_builder_begin_object (request->builder);
}

static void
end_row (const Request *request)
{
  json_builder_end_object (request->builder);
  wire_output_json (request->builder);
}

static gboolean
make (const Request *request, GError **error)
{
  g_autoptr (WireCase) made = wire_case_create (request->path, error);

  return made && wire_case_log (made, "made", "", NULL, error);
}

static gboolean
add (const Request *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);

  for (char **path = request->rest; opened && *path; path++)
    {
      g_autoptr (WireCaseEvidence) added = wire_case_add_evidence (opened, *path, error);

      if (!added)
        return FALSE;
    }
  return opened != NULL;
}

static void
print_state (const Request *request,
             const WireCaseEvidence *evidence,
             WireCaseState state,
             const char *sha256)
{
  g_autofree char *name = wire_printable_name (evidence->path);
  g_autofree char *line = NULL;

  if (request->builder)
    {
      begin_row (request);
      wire_json_add_path (request->builder, "path", evidence->path);
      wire_json_add_int (request->builder, "size", (gint64) evidence->size);
      wire_json_add_string (request->builder, "sha256", evidence->sha256);
      wire_json_add_string (request->builder, "state", wire_case_state_to_key (state));
      wire_json_add_string (request->builder, "sha256_now", sha256);
      end_row (request);
      return;
    }
  line = g_strdup_printf ("%-10s  %s  %s%s%s", wire_case_state_to_key (state), evidence->sha256,
                          name, state == WIRE_CASE_CHANGED ? "  now " : "",
                          state == WIRE_CASE_CHANGED ? sha256 : "");
  wire_output_line (line);
}

static gboolean
check (const Request *request, GError **error)
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

/* Returns: (transfer full) (nullable): the digest of the evidence that @name is, by path or digest
 */
static char *
find_evidence (WireCase *opened, const char *name, GError **error)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (opened, error);
  g_autofree char *printable = wire_printable_name (name);
  g_autofree char *full = g_canonicalize_filename (name, NULL);

  for (guint i = 0; evidence && i < evidence->len; i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (evidence, i);

      if (g_str_equal (one->path, name) || g_str_equal (one->full_path, full)
          || g_str_equal (one->sha256, name))
        return g_strdup (one->sha256);
    }
  if (evidence)
    g_set_error (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_UNKNOWN,
                 _ ("“%s” is not in the case; “wirecase-cli case add” adds it."), printable);
  return NULL;
}

/* --on KIND:PLACE; without it, the note is on the case, or on the evidence that is named. */
static gboolean
place_note (const Request *request, WireCaseNote *note, GError **error)
{
  const char *colon = request->on ? strchr (request->on, ':') : NULL;

  note->kind = request->on ? g_strndup (request->on, colon ? (gsize) (colon - request->on)
                                                           : strlen (request->on))
                           : g_strdup (request->capture ? "file" : "case");
  note->place = g_strdup (colon ? colon + 1 : "");
  if (wire_case_is_note_kind (note->kind)
      && (g_str_equal (note->kind, "case") || *note->place || !request->on))
    return TRUE;
  wire_cli_set_usage_error (error,
                            _ ("--on takes a place such as packet:12, stream:3, transfer:DIGEST or "
                               "host:192.0.2.1; “%s” is none."),
                            request->on);
  return FALSE;
}

static gboolean
write_note (const Request *request, GError **error)
{
  g_autoptr (WireCaseNote) note = g_new0 (WireCaseNote, 1);
  g_autoptr (WireCase) opened = NULL;

  if (!place_note (request, note, error))
    return FALSE;
  opened = wire_case_open (request->path, error);
  if (!opened
      || (request->capture && !(note->sha256 = find_evidence (opened, request->capture, error))))
    return FALSE;
  note->mark = g_strdup (request->mark ? request->mark : "");
  note->text = g_utf8_make_valid (request->rest[0], -1);
  return wire_case_add_note (opened, note, error);
}

static gboolean
remove_note (const Request *request, GError **error)
{
  g_autoptr (WireCase) opened = NULL;
  gint64 id;

  if (!g_ascii_string_to_signed (request->rest[0], 10, 1, G_MAXINT64, &id, NULL))
    {
      wire_cli_set_usage_error (error, _ ("A note is a number from 1; “%s” is not."),
                                request->rest[0]);
      return FALSE;
    }
  opened = wire_case_open (request->path, error);
  return opened && wire_case_remove_note (opened, id, TRUE, error);
}

static void
print_note (const Request *request, const WireCaseNote *note)
{
  g_autofree char *text = wire_printable (note->text, strlen (note->text));
  g_autofree char *place = wire_printable (note->place, strlen (note->place));
  g_autofree char *line = NULL;

  if (request->builder)
    {
      begin_row (request);
      wire_json_add_int (request->builder, "note", note->id);
      wire_json_add_int (request->builder, "time", note->time);
      wire_json_add_string (request->builder, "evidence", note->sha256);
      wire_json_add_string (request->builder, "kind", note->kind);
      wire_json_add_string (request->builder, "place", note->place);
      wire_json_add_string (request->builder, "mark", *note->mark ? note->mark : NULL);
      wire_json_add_string (request->builder, "text", note->text);
      end_row (request);
      return;
    }
  line = g_strdup_printf ("%" PRId64 "  %s%s%s  %s%s%s", note->id, note->kind, *place ? " " : "",
                          place, *note->mark ? note->mark : "", *note->mark ? "  " : "", text);
  wire_output_line (line);
}

static gboolean
list_notes (const Request *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);
  g_autoptr (GPtrArray) notes = opened ? wire_case_list_notes (opened, error) : NULL;

  for (guint i = 0; notes && i < notes->len; i++)
    print_note (request, g_ptr_array_index (notes, i));
  return notes != NULL;
}

static void
print_deed (const Request *request, const WireCaseDeed *deed)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (deed->time);
  g_autofree char *when = time ? g_date_time_format_iso8601 (time) : g_strdup ("-");
  g_autofree char *subject = wire_printable_name (deed->subject);
  g_autofree char *line = NULL;

  if (request->builder)
    {
      begin_row (request);
      wire_json_add_string (request->builder, "time", when);
      wire_json_add_string (request->builder, "action", deed->action);
      wire_json_add_path (request->builder, "subject", deed->subject);
      wire_json_add_string (request->builder, "sha256", deed->digest);
      wire_json_add_string (request->builder, "version", deed->version);
      end_row (request);
      return;
    }
  line = g_strdup_printf ("%s  %s  %s%s%s", when, deed->action, subject, deed->digest ? "  " : "",
                          deed->digest ? deed->digest : "");
  wire_output_line (line);
}

static gboolean
list_deeds (const Request *request, GError **error)
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
  { "note", "note CASE TEXT", 1, 1, write_note },
  { "remove-note", "remove-note CASE NUMBER", 1, 1, remove_note },
  { "notes", "notes CASE", 0, 0, list_notes },
  { "log", "log CASE", 0, 0, list_deeds },
};

static const Action *
find_action (GStrv operands, GError **error)
{
  guint n = g_strv_length (operands) - 2;

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (ACTIONS[i].name, operands[0]))
      {
        if (n >= ACTIONS[i].least && n <= ACTIONS[i].most)
          return &ACTIONS[i];
        wire_cli_set_usage_error (
            error, _ ("These are not the arguments of “wirecase-cli case %s”."), ACTIONS[i].usage);
        return NULL;
      }
  wire_cli_set_usage_error (error,
                            _ ("“case %s” is not a command; the commands are new, add, check, "
                               "note, remove-note, notes and log."),
                            operands[0]);
  return NULL;
}

gboolean
wire_command_case (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *on = NULL;
  g_autofree char *capture = NULL;
  g_autofree char *mark = NULL;
  Request request = { 0 };
  const Action *action;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on,
      N_ ("What a note is on, such as packet:12 or host:192.0.2.1"), N_ ("KIND:PLACE") },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME, &capture,
      N_ ("The file of the case that a note is about"), N_ ("FILE") },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &mark,
      N_ ("A word or a colour, which makes a note a bookmark"), N_ ("WORD") },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 2, G_MAXUINT, &options, error)
      || !(action = find_action (options.operands, error)))
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  request = (Request){ options.operands[1], options.operands + 2, on, capture, mark, builder };
  return action->run (&request, error);
}
