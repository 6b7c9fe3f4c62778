/* wire-text-opening.h: how a file begins, for the Text page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireTextOpened:
 * @widget: for whom the file was read
 * @name: of the file, made printable
 * @bytes: its first #WIRE_TEXT_SOURCE_MAX, and one more where it has more
 */
typedef void (*WireTextOpened) (GtkWidget *widget, const char *name, GBytes *bytes);

void wire_text_opening_start (GFile *file, GtkWidget *widget, WireTextOpened opened);

G_END_DECLS
