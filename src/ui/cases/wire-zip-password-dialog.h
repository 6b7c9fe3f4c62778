/* wire-zip-password-dialog.h: asks for the password of a ZIP that is to be made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireZipPasswordGiven:
 * @password: what was typed; empty for none
 * @data: what the dialog was given
 *
 * Called where the user goes on.
 */
typedef void (*WireZipPasswordGiven) (const char *password, gpointer data);

void wire_zip_password_dialog_show (GtkWindow *parent,
                                    WireZipPasswordGiven given,
                                    gpointer data,
                                    GDestroyNotify destroy);

G_END_DECLS
