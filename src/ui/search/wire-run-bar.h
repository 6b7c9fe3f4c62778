/* wire-run-bar.h: what goes on in a search, with buttons that pause and stop it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_RUN_BAR (wire_run_bar_get_type ())
/** WireRunBar: what goes on in a search, with buttons that pause and stop it */
G_DECLARE_FINAL_TYPE (WireRunBar, wire_run_bar, WIRE, RUN_BAR, AdwBin)

void wire_run_bar_set_job (WireRunBar *bar, WireJob *job);
void wire_run_bar_say (WireRunBar *bar, const char *sentence);

G_END_DECLS
