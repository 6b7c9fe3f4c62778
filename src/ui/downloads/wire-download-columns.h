/* wire-download-columns.h: what the table of downloads says of an object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_download_columns_bind (GtkWidgetClass *widget_class);

G_END_DECLS
