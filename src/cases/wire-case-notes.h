/* wire-case-notes.h: what people wrote down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case.h"

G_BEGIN_DECLS

/**
 * WireCaseNote:
 * @id: in the case
 * @sha256: (nullable): of the evidence that it is about, as that is found whatever its path
 * @kind: `case`, or one of `packet`, `flow`, `stream`, `request`, `transfer`, `host`, `file`
 * @place: which: a number from 1, `SRC:PORT -> DST:PORT`, an address, or a digest; empty for `case`
 * @mark: a colour or a word; empty for none. A note with a mark is a bookmark.
 * @text: what was written
 * @time: seconds since 1970
 */
typedef struct
{
  gint64 id;
  char *sha256;
  char *kind;
  char *place;
  char *mark;
  char *text;
  gint64 time;
} WireCaseNote;

/** Frees @note and what it owns. */
void wire_case_note_free (WireCaseNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaseNote, wire_case_note_free)

gboolean wire_case_is_note_kind (const char *kind);
gboolean wire_case_add_note (WireCase *self, WireCaseNote *note, GError **error);
gboolean wire_case_edit_note (WireCase *self, gint64 id, const char *text, GError **error);
gboolean wire_case_remove_note (WireCase *self, gint64 id, gboolean removed, GError **error);
GPtrArray *wire_case_list_notes (WireCase *self, GError **error);

G_END_DECLS
