/* wire-case-clock-dialog.h: asks by how much the clock of a capture was wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_case_clock_dialog_show (GtkWindow *parent,
                                  WireCaseStore *store,
                                  const WireCaseEvidence *evidence);

G_END_DECLS
