/* wire-zip-password-dialog.h: asks for the password of a ZIP that is to be made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/widgets/wire-secret-dialog.h"

G_BEGIN_DECLS

void wire_zip_password_dialog_show (GtkWindow *parent,
                                    WireSecretGiven given,
                                    gpointer data,
                                    GDestroyNotify destroy);

G_END_DECLS
