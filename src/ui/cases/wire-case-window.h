/* wire-case-window.h: a case, its evidence, notes and log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CASE_WINDOW (wire_case_window_get_type ())
/** WireCaseWindow: a case, its evidence, notes and log */
G_DECLARE_FINAL_TYPE (WireCaseWindow, wire_case_window, WIRE, CASE_WINDOW, AdwApplicationWindow)

WireCaseWindow *wire_case_window_new (GtkApplication *application, WireCaseStore *store);
WireCaseStore *wire_case_window_get_store (WireCaseWindow *window);
/** Says @sentence in passing. */
void wire_case_window_say (WireCaseWindow *window, const char *sentence);

G_END_DECLS
