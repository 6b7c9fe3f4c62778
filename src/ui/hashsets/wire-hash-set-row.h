/* wire-hash-set-row.h: a hash set in the list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "files/sets/wire-hash-database.h"

G_BEGIN_DECLS

GtkWidget *wire_hash_set_row_new (const WireHashSet *set);

G_END_DECLS
