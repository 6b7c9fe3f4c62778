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
 * @packet: that it can be found by, from 1; 0 for none: of a stream, request or transfer the first
 * @digest: SHA-256 of that packet's bytes, as captured; empty where it is not known
 * @colour: of a bookmark: one of wire_case_get_colours(); empty for none
 * @mark: a word; empty for none. A note with a mark or a colour is a bookmark.
 * @tags: words, with commas between them
 * @text: what was written
 * @time: seconds since 1970
 */
typedef struct
{
  gint64 id;
  char *sha256;
  char *kind;
  char *place;
  guint32 packet;
  char *digest;
  char *colour;
  char *mark;
  char *tags;
  char *text;
  gint64 time;
} WireCaseNote;

/** Frees @note and what it owns. */
void wire_case_note_free (WireCaseNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaseNote, wire_case_note_free)

WireCaseNote *wire_case_note_new (const char *kind, const char *place);
WireCaseNote *wire_case_note_copy (const WireCaseNote *note);
gboolean wire_case_is_note_kind (const char *kind);
const char *const *wire_case_get_colours (void);
gboolean wire_case_add_note (WireCase *self, WireCaseNote *note, GError **error);
gboolean wire_case_edit_note (WireCase *self, const WireCaseNote *note, GError **error);
WireCaseNote *wire_case_get_note (WireCase *self, gint64 id, GError **error);
gboolean wire_case_remove_note (WireCase *self, gint64 id, gboolean removed, GError **error);
GPtrArray *wire_case_list_notes (WireCase *self, GError **error);

G_END_DECLS
