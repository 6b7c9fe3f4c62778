/* wire-case-request.c: notes of a case on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-case-request.h"

#include "base/wire-printable.h"
#include "cases/wire-case-notes.h"
#include "cli/command/wire-cli.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

void
wire_case_request_clear (WireCaseRequest *request)
{
  g_free (request->on);
  g_free (request->capture);
  g_free (request->mark);
  g_free (request->colour);
  g_free (request->tags);
  g_free (request->offset);
  g_free (request->password_file);
}

void
wire_case_request_end_row (const WireCaseRequest *request)
{
  json_builder_end_object (request->builder);
  wire_output_json (request->builder);
}

/* Returns: (transfer full) (nullable): the evidence that @name is, by path or digest */
WireCaseEvidence *
wire_case_find_evidence (WireCase *opened, const char *name, GError **error)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (opened, error);
  g_autofree char *printable = wire_printable_name (name);
  g_autofree char *full = g_canonicalize_filename (name, NULL);

  for (guint i = 0; evidence && i < evidence->len; i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (evidence, i);

      if (g_str_equal (one->path, name) || g_str_equal (one->full_path, full)
          || g_str_equal (one->sha256, name))
        return g_ptr_array_steal_index (evidence, i);
    }
  if (evidence)
    g_set_error (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_UNKNOWN,
                 _ ("“%s” is not in the case; “wirecase-cli case add” adds it."), printable);
  return NULL;
}

/* --on KIND:PLACE; without it, the note is on the case, or on the evidence that is named. */
static gboolean
place_note (const WireCaseRequest *request, WireCaseNote *note, GError **error)
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
fill_note (const WireCaseRequest *request, WireCaseNote *note, GError **error)
{
  if (request->colour && !g_strv_contains (wire_case_get_colours (), request->colour))
    {
      wire_cli_set_usage_error (
          error, _ ("--colour takes red, orange, yellow, green, blue or purple, not “%s”."),
          request->colour);
      return FALSE;
    }
  if (!place_note (request, note, error))
    return FALSE;
  note->colour = g_strdup (request->colour);
  note->mark = g_strdup (request->mark);
  note->tags = g_strdup (request->tags);
  note->text = g_utf8_make_valid (request->rest[0], -1);
  return TRUE;
}

gboolean
wire_case_request_write_note (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCaseNote) note = g_new0 (WireCaseNote, 1);
  g_autoptr (WireCase) opened = NULL;

  if (!fill_note (request, note, error) || !(opened = wire_case_open (request->path, error)))
    return FALSE;
  if (request->capture)
    {
      g_autoptr (WireCaseEvidence) about =
          wire_case_find_evidence (opened, request->capture, error);

      if (!about)
        return FALSE;
      note->sha256 = g_strdup (about->sha256);
    }
  return wire_case_add_note (opened, note, error);
}

/* Returns: (transfer full) (nullable): the case, where the first operand is a number of a note */
static WireCase *
open_for_note (const WireCaseRequest *request, gint64 *id, GError **error)
{
  if (g_ascii_string_to_signed (request->rest[0], 10, 1, G_MAXINT64, id, NULL))
    return wire_case_open (request->path, error);
  wire_cli_set_usage_error (error, _ ("A note is a number from 1; “%s” is not."), request->rest[0]);
  return NULL;
}

gboolean
wire_case_request_edit_note (const WireCaseRequest *request, GError **error)
{
  gint64 id;
  g_autoptr (WireCase) opened = open_for_note (request, &id, error);
  g_autoptr (WireCaseNote) note = opened ? wire_case_get_note (opened, id, error) : NULL;

  if (!note)
    return FALSE;
  g_free (note->text);
  note->text = g_utf8_make_valid (request->rest[1], -1);
  return wire_case_edit_note (opened, note, error);
}

gboolean
wire_case_request_remove_note (const WireCaseRequest *request, GError **error)
{
  gint64 id;
  g_autoptr (WireCase) opened = open_for_note (request, &id, error);

  return opened && wire_case_remove_note (opened, id, TRUE, error);
}

gboolean
wire_case_request_restore_note (const WireCaseRequest *request, GError **error)
{
  gint64 id;
  g_autoptr (WireCase) opened = open_for_note (request, &id, error);

  return opened && wire_case_remove_note (opened, id, FALSE, error);
}

static void
add_if_any (const WireCaseRequest *request, const char *key, const char *text)
{
  if (*text)
    wire_json_add_string (request->builder, key, text);
}

static void
print_note (const WireCaseRequest *request, const WireCaseNote *note)
{
  g_autofree char *text = wire_printable (note->text, strlen (note->text));
  g_autofree char *place = wire_printable (note->place, strlen (note->place));
  g_autofree char *mark = wire_printable (note->mark, strlen (note->mark));
  g_autofree char *line = NULL;

  if (request->builder)
    {
      json_builder_begin_object (request->builder);
      wire_json_add_int (request->builder, "note", note->id);
      wire_json_add_int (request->builder, "time", note->time);
      wire_json_add_string (request->builder, "evidence", note->sha256);
      wire_json_add_string (request->builder, "kind", note->kind);
      wire_json_add_string (request->builder, "place", note->place);
      if (note->packet)
        wire_json_add_int (request->builder, "packet", note->packet);
      add_if_any (request, "packet_sha256", note->digest);
      add_if_any (request, "colour", note->colour);
      wire_json_add_string (request->builder, "mark", *note->mark ? note->mark : NULL);
      add_if_any (request, "tags", note->tags);
      wire_json_add_string (request->builder, "text", note->text);
      wire_case_request_end_row (request);
      return;
    }
  line = g_strdup_printf ("%" PRId64 "  %s%s%s  %s%s%s", note->id, note->kind, *place ? " " : "",
                          place, mark, *mark ? "  " : "", text);
  wire_output_line (line);
}

gboolean
wire_case_request_list_notes (const WireCaseRequest *request, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (request->path, error);
  g_autoptr (GPtrArray) notes = opened ? wire_case_list_notes (opened, error) : NULL;

  for (guint i = 0; notes && i < notes->len; i++)
    print_note (request, g_ptr_array_index (notes, i));
  return notes != NULL;
}
