/* wire-certificate-row.h: what a certificate says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *wire_certificate_row_new (GBytes *der, guint number);

G_END_DECLS
