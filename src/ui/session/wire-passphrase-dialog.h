/* wire-passphrase-dialog.h: asks for the passphrase of a private key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WirePassphraseGiven:
 * @data: what the dialog was given
 *
 * Called where the user gave a passphrase, which is kept for the file from then on.
 */
typedef void (*WirePassphraseGiven) (gpointer data);

void wire_passphrase_dialog_show (GtkWindow *parent,
                                  const char *path,
                                  const char *why,
                                  WirePassphraseGiven given,
                                  gpointer data,
                                  GDestroyNotify destroy);

G_END_DECLS
