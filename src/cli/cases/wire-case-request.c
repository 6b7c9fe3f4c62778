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
wire_case_request_clear (WireCaseRequest *self)
{
  g_free (self->on);
  g_free (self->capture);
  g_free (self->mark);
  g_free (self->colour);
  g_free (self->tags);
  g_free (self->offset);
  g_free (self->password_file);
}

void
wire_case_request_end_row (const WireCaseRequest *self)
{
  json_builder_end_object (self->builder);
  wire_output_json (self->builder);
}

/* Returns: (transfer full) (nullable): the evidence that @name is, by path or digest */
WireCaseEvidence *
wire_case_request_find_evidence (WireCase *opened, const char *name, GError **error)
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
place_note (const WireCaseRequest *self, WireCaseNote *note, GError **error)
{
  const char *colon = self->on ? strchr (self->on, ':') : NULL;

  note->kind = self->on
                   ? g_strndup (self->on, colon ? (gsize) (colon - self->on) : strlen (self->on))
                   : g_strdup (self->capture ? "file" : "case");
  note->place = g_strdup (colon ? colon + 1 : "");
  if (wire_case_is_note_kind (note->kind)
      && (g_str_equal (note->kind, "case") || *note->place || !self->on))
    return TRUE;
  wire_cli_set_usage_error (error,
                            _ ("--on takes a place such as packet:12, stream:3, transfer:DIGEST or "
                               "host:192.0.2.1; “%s” is none."),
                            self->on);
  return FALSE;
}

static gboolean
fill_note (const WireCaseRequest *self, WireCaseNote *note, GError **error)
{
  if (self->colour && !g_strv_contains (wire_case_get_colours (), self->colour))
    {
      wire_cli_set_usage_error (
          error, _ ("--colour takes red, orange, yellow, green, blue or purple, not “%s”."),
          self->colour);
      return FALSE;
    }
  if (!place_note (self, note, error))
    return FALSE;
  note->colour = g_strdup (self->colour);
  note->mark = g_strdup (self->mark);
  note->tags = g_strdup (self->tags);
  note->text = g_utf8_make_valid (self->rest[0], -1);
  return TRUE;
}

gboolean
wire_case_request_write_note (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCaseNote) note = g_new0 (WireCaseNote, 1);
  g_autoptr (WireCase) opened = NULL;

  if (!fill_note (self, note, error) || !(opened = wire_case_open (self->path, error)))
    return FALSE;
  if (self->capture)
    {
      g_autoptr (WireCaseEvidence) about =
          wire_case_request_find_evidence (opened, self->capture, error);

      if (!about)
        return FALSE;
      note->sha256 = g_strdup (about->sha256);
    }
  return wire_case_add_note (opened, note, error);
}

/* Returns: (transfer full) (nullable): the case, where the first operand is a number of a note */
static WireCase *
open_for_note (const WireCaseRequest *self, gint64 *id, GError **error)
{
  if (g_ascii_string_to_signed (self->rest[0], 10, 1, G_MAXINT64, id, NULL))
    return wire_case_open (self->path, error);
  wire_cli_set_usage_error (error, _ ("A note is a number from 1; “%s” is not."), self->rest[0]);
  return NULL;
}

gboolean
wire_case_request_edit_note (const WireCaseRequest *self, GError **error)
{
  gint64 id;
  g_autoptr (WireCase) opened = open_for_note (self, &id, error);
  g_autoptr (WireCaseNote) note = opened ? wire_case_get_note (opened, id, error) : NULL;

  if (!note)
    return FALSE;
  g_free (note->text);
  note->text = g_utf8_make_valid (self->rest[1], -1);
  return wire_case_edit_note (opened, note, error);
}

gboolean
wire_case_request_remove_note (const WireCaseRequest *self, GError **error)
{
  gint64 id;
  g_autoptr (WireCase) opened = open_for_note (self, &id, error);

  return opened && wire_case_remove_note (opened, id, TRUE, error);
}

gboolean
wire_case_request_restore_note (const WireCaseRequest *self, GError **error)
{
  gint64 id;
  g_autoptr (WireCase) opened = open_for_note (self, &id, error);

  return opened && wire_case_remove_note (opened, id, FALSE, error);
}

static void
add_if_any (const WireCaseRequest *self, const char *key, const char *text)
{
  if (*text)
    wire_json_add_string (self->builder, key, text);
}

static void
print_note (const WireCaseRequest *self, const WireCaseNote *note)
{
  g_autofree char *text = wire_printable (note->text, strlen (note->text));
  g_autofree char *place = wire_printable (note->place, strlen (note->place));
  g_autofree char *mark = wire_printable (note->mark, strlen (note->mark));
  g_autofree char *line = NULL;

  if (self->builder)
    {
      json_builder_begin_object (self->builder);
      wire_json_add_int (self->builder, "note", note->id);
      wire_json_add_int (self->builder, "time", note->time);
      wire_json_add_string (self->builder, "evidence", note->sha256);
      wire_json_add_string (self->builder, "kind", note->kind);
      wire_json_add_string (self->builder, "place", note->place);
      if (note->packet)
        wire_json_add_int (self->builder, "packet", note->packet);
      add_if_any (self, "packet_sha256", note->digest);
      add_if_any (self, "colour", note->colour);
      wire_json_add_string (self->builder, "mark", *note->mark ? note->mark : NULL);
      add_if_any (self, "tags", note->tags);
      wire_json_add_string (self->builder, "text", note->text);
      wire_case_request_end_row (self);
      return;
    }
  line = g_strdup_printf ("%" PRId64 "  %s%s%s  %s%s%s", note->id, note->kind, *place ? " " : "",
                          place, mark, *mark ? "  " : "", text);
  wire_output_line (line);
}

gboolean
wire_case_request_list_notes (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) notes = opened ? wire_case_list_notes (opened, error) : NULL;

  for (guint i = 0; notes && i < notes->len; i++)
    print_note (self, g_ptr_array_index (notes, i));
  return notes != NULL;
}
