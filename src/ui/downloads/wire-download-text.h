/* wire-download-text.h: what a download says, taken to the Text page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_download_text_open (WireObjectList *list, guint32 object, GtkWidget *widget);

G_END_DECLS
