/* wire-case-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-notes.h"

#include "cases/wire-case-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

void
wire_case_note_free (WireCaseNote *self)
{
  g_free (self->sha256);
  g_free (self->kind);
  g_free (self->place);
  g_free (self->digest);
  g_free (self->colour);
  g_free (self->mark);
  g_free (self->tags);
  g_free (self->text);
  g_free (self);
}

/** Returns: (transfer full): a note without a number, on the whole of what it is about or @place;
 * its texts are empty, not %NULL */
WireCaseNote *
wire_case_note_new (const char *kind, const char *place)
{
  WireCaseNote *note = g_new0 (WireCaseNote, 1);

  note->kind = g_strdup (kind);
  note->place = g_strdup (place);
  note->digest = g_strdup ("");
  note->colour = g_strdup ("");
  note->mark = g_strdup ("");
  note->tags = g_strdup ("");
  note->text = g_strdup ("");
  return note;
}

/** Returns: (transfer full): the same note, with its number */
WireCaseNote *
wire_case_note_copy (const WireCaseNote *self)
{
  WireCaseNote *copy = g_new (WireCaseNote, 1);

  *copy = *self;
  copy->sha256 = g_strdup (self->sha256);
  copy->kind = g_strdup (self->kind);
  copy->place = g_strdup (self->place);
  copy->digest = g_strdup (self->digest);
  copy->colour = g_strdup (self->colour);
  copy->mark = g_strdup (self->mark);
  copy->tags = g_strdup (self->tags);
  copy->text = g_strdup (self->text);
  return copy;
}

/** Returns: whether there are notes on a @kind */
gboolean
wire_case_is_note_kind (const char *kind)
{
  static const char *const KINDS[] = { "case",     "packet", "flow", "stream", "request",
                                       "transfer", "host",   "file", NULL };

  return g_strv_contains (KINDS, kind);
}

/** Returns: (transfer none): the keys of the colours that a bookmark can have */
const char *const *
wire_case_get_colours (void)
{
  static const char *const COLOURS[] = {
    "red", "orange", "yellow", "green", "blue", "purple", NULL
  };

  return COLOURS;
}

static void
bind_text (sqlite3_stmt *statement, int parameter, const char *text)
{
  sqlite3_bind_text (statement, parameter, text ? text : "", -1, SQLITE_TRANSIENT);
}

static gboolean
insert (WireCase *self, WireCaseNote *note, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self,
                         "INSERT INTO notes (evidence, kind, place, packet, digest, colour, mark,"
                         " tags, text, time, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                         error);

  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, note->sha256, -1, SQLITE_TRANSIENT);
  bind_text (statement, 2, note->kind);
  bind_text (statement, 3, note->place);
  sqlite3_bind_int64 (statement, 4, note->packet);
  bind_text (statement, 5, note->digest);
  bind_text (statement, 6, note->colour);
  bind_text (statement, 7, note->mark);
  bind_text (statement, 8, note->tags);
  bind_text (statement, 9, note->text);
  sqlite3_bind_int64 (statement, 10, note->time);
  if (!wire_case_step (self, statement, error))
    return FALSE;
  note->id = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

/**
 * wire_case_add_note:
 * @self: a case
 * @note: (inout): gets its number and, where it has none, the time
 * @error: set where %FALSE is returned
 *
 * Returns: whether it was kept
 */
gboolean
wire_case_add_note (WireCase *self, WireCaseNote *note, GError **error)
{
  if (note->time == 0)
    note->time = g_get_real_time () / G_USEC_PER_SEC;
  return wire_case_begin (self, error) && wire_case_end (self, insert (self, note, error), error);
}

/* Runs @statement, which changes note @id. */
static gboolean
change (WireCase *self, sqlite3_stmt *statement, gint64 id, GError **error)
{
  if (!wire_case_step (self, statement, error))
    return FALSE;
  if (sqlite3_changes (self->db) > 0)
    return TRUE;
  g_set_error (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_UNKNOWN,
               _ ("The case has no note %" PRId64 "."), id);
  return FALSE;
}

/** Gives the note of @note's number its colour, mark, tags and text. Returns: whether that was
 * kept */
gboolean
wire_case_edit_note (WireCase *self, const WireCaseNote *note, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_case_prepare (
      self, "UPDATE notes SET colour = ?, mark = ?, tags = ?, text = ? WHERE id = ?", error);

  if (!statement)
    return FALSE;
  bind_text (statement, 1, note->colour);
  bind_text (statement, 2, note->mark);
  bind_text (statement, 3, note->tags);
  bind_text (statement, 4, note->text);
  sqlite3_bind_int64 (statement, 5, note->id);
  return change (self, statement, note->id, error);
}

/** Takes note @id out, or brings it back. Returns: whether that was kept */
gboolean
wire_case_remove_note (WireCase *self, gint64 id, gboolean removed, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self, "UPDATE notes SET removed = ? WHERE id = ?", error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int (statement, 1, removed);
  sqlite3_bind_int64 (statement, 2, id);
  return change (self, statement, id, error);
}

#define COLUMNS "id, evidence, kind, place, packet, digest, colour, mark, tags, text, time"

static gpointer
read_note (const WireCase *self, sqlite3_stmt *statement)
{
  WireCaseNote *note = g_new0 (WireCaseNote, 1);
  gint64 packet = sqlite3_column_int64 (statement, 4);

  (void) self;
  note->id = sqlite3_column_int64 (statement, 0);
  if (sqlite3_column_type (statement, 1) != SQLITE_NULL)
    note->sha256 = wire_case_column (statement, 1);
  note->kind = wire_case_column (statement, 2);
  note->place = wire_case_column (statement, 3);
  note->packet = packet > 0 && packet < G_MAXUINT32 ? (guint32) packet : 0;
  note->digest = wire_case_column (statement, 5);
  note->colour = wire_case_column (statement, 6);
  note->mark = wire_case_column (statement, 7);
  note->tags = wire_case_column (statement, 8);
  note->text = wire_case_column (statement, 9);
  note->time = sqlite3_column_int64 (statement, 10);
  return note;
}

/** Returns: (transfer full) (nullable) (element-type WireCaseNote): those that were not removed, in
 *   the order in which they were written */
GPtrArray *
wire_case_list_notes (WireCase *self, GError **error)
{
  return wire_case_read_rows (self, "SELECT " COLUMNS " FROM notes WHERE NOT removed ORDER BY id",
                              read_note, (GDestroyNotify) wire_case_note_free, error);
}

/** Returns: (transfer full) (nullable): note @id, though it was removed */
WireCaseNote *
wire_case_get_note (WireCase *self, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self, "SELECT " COLUMNS " FROM notes WHERE id = ?", error);
  int result;

  if (!statement)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return read_note (self, statement);
  if (result == SQLITE_DONE)
    g_set_error (error, WIRE_CASE_ERROR, WIRE_CASE_ERROR_UNKNOWN,
                 _ ("The case has no note %" PRId64 "."), id);
  else
    wire_case_fail (self, error);
  return NULL;
}
