/* wire-certificate-save.h: writes a certificate into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_certificate_save (GBytes *der, GFile *file, GtkWidget *owner);

G_END_DECLS
