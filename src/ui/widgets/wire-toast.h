/* wire-toast.h: a sentence in passing, which is seen and heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Seconds that a way on, or back, is offered. It takes time to reach with a screen reader or a
 * magnifier, and is worth more where there was time to read: libadwaita's five are too few. */
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
