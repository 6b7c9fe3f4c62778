/* wire-message-dialog.h: what the user must see or decide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_message_dialog_show (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
