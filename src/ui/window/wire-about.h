/* wire-about.h: what the program is, and who made it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_about_cb (GSimpleAction *action, GVariant *parameter, gpointer application);

G_END_DECLS
