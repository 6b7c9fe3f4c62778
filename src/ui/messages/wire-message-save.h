/* wire-message-save.h: a mail as a file of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *wire_message_save_propose (const WireObject *mail);
void wire_message_save (WireObjectList *list, guint32 object, GFile *file, GtkWidget *owner);

G_END_DECLS
