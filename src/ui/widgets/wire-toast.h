/* wire-toast.h: a sentence in passing, which is seen and heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Seconds that a way on, or back, is offered. libadwaita's five are for a sentence; who has to
 * read, decide, and come there by keys or a magnifier needs more. It does not stay until it is
 * closed, as it covers rows, and those that wait behind it would never be said. While the pointer
 * or the focus is in a toast, libadwaita keeps it anyway. */
#define WIRE_TOAST_SECONDS 15

void wire_toast_show (GtkWidget *widget, const char *sentence);
AdwToast *wire_toast_offer (GtkWidget *widget, const char *sentence, const char *button);
void wire_toast_lead (GtkWidget *widget,
                      const char *sentence,
                      const char *button,
                      const char *action,
                      GVariant *target);
void wire_toast_lead_to_files (GtkWidget *widget, const char *sentence, const char *const *paths);

G_END_DECLS
