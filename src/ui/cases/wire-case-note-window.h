/* wire-case-note-window.h: writing a note
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CASE_NOTE_WINDOW (wire_case_note_window_get_type ())
/** WireCaseNoteWindow: writing a note */
G_DECLARE_FINAL_TYPE (WireCaseNoteWindow, wire_case_note_window, WIRE, CASE_NOTE_WINDOW, AdwWindow)

void wire_case_note_window_present (GtkWindow *parent, WireCaseStore *store, WireCaseNote *note);

G_END_DECLS
