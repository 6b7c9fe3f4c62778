/* wire-find-bar.h: the bar in which text or bytes to find are typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "base/wire-job.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FIND_BAR (wire_find_bar_get_type ())
/** WireFindBar: the bar in which text or bytes to find are typed */
G_DECLARE_FINAL_TYPE (WireFindBar, wire_find_bar, WIRE, FIND_BAR, AdwBin)

void wire_find_bar_open (WireFindBar *bar);
void wire_find_bar_close (WireFindBar *bar);
void wire_find_bar_find (WireFindBar *bar, gboolean backwards);
void wire_find_bar_say (WireFindBar *bar, const char *text);

void wire_find_bar_begin (WireFindBar *bar, WireJob *job);
gboolean wire_find_bar_end (WireFindBar *bar, WireJob *job, gboolean found);
void wire_find_bar_stop (WireFindBar *bar);
gboolean wire_find_bar_is_searching (WireFindBar *bar);

G_END_DECLS
