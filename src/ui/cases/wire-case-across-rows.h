/* wire-case-across-rows.h: how a row about a capture of a case is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: (transfer full): what shows a WireCaseRow in a list */
GtkListItemFactory *wire_case_across_factory_new (void);

G_END_DECLS
