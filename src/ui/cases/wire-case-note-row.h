/* wire-case-note-row.h: a note in the list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *wire_case_note_row_new (const WireCaseNote *note,
                                   const WireCaseEvidence *evidence,
                                   gboolean reachable);
char *wire_case_note_get_place (const WireCaseNote *note, const WireCaseEvidence *evidence);
const char *wire_case_colour_to_word (const char *colour);

G_END_DECLS
