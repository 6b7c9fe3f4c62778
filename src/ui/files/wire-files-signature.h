/* wire-files-signature.h: a signature of the user's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_files_signature_ask (GtkWidget *page);

G_END_DECLS
