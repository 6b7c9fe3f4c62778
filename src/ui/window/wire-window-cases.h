/* wire-window-cases.h: windows of cases, and the ways from them to captures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-window.h"

G_BEGIN_DECLS

gboolean wire_window_open_case (GtkApplication *application, GFile *file);
void wire_window_present_case (GtkApplication *application, WireCaseStore *store);

G_END_DECLS
