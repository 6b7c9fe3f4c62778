/* wire-hash-set-window.h: the hash sets, to be filled and changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/hashsets/wire-hash-set-store.h"

G_BEGIN_DECLS

#define WIRE_TYPE_HASH_SET_WINDOW (wire_hash_set_window_get_type ())
/** WireHashSetWindow: the hash sets, to be filled and changed */
G_DECLARE_FINAL_TYPE (WireHashSetWindow, wire_hash_set_window, WIRE, HASH_SET_WINDOW, AdwWindow)

void wire_hash_set_window_present (GtkWindow *parent, WireHashSetStore *store, const char *import);

G_END_DECLS
