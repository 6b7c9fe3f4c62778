/* wire-secret-dialog.h: asks for a password
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireSecretQuestion:
 * @heading: of the dialog
 * @body: why it asks; shown as it is, never as markup
 * @name: of the entry, for screen readers
 * @placeholder: (nullable): what the empty entry shows
 * @accept: label of the button that goes on, with a mnemonic
 * @visible: what is typed can be read
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *name;
  const char *placeholder;
  const char *accept;
  gboolean visible;
} WireSecretQuestion;

/**
 * WireSecretGiven:
 * @secret: what was typed; valid during the call
 * @data: what the dialog was given
 *
 * Called where the user goes on; not where the question is left.
 */
typedef void (*WireSecretGiven) (const char *secret, gpointer data);

void wire_secret_dialog_show (GtkWindow *parent,
                              const WireSecretQuestion *question,
                              WireSecretGiven given,
                              gpointer data,
                              GDestroyNotify destroy);

G_END_DECLS
