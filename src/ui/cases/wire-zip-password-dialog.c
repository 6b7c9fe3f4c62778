/* wire-zip-password-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-zip-password-dialog.h"

#include <glib/gi18n.h>

/**
 * wire_zip_password_dialog_show:
 * @parent: what the dialog is over
 * @given: called where the user goes on; empty for no password
 * @data: for @given
 * @destroy: releases @data
 *
 * What is typed can be read: whoever gets the ZIP is to be told it.
 */
void
wire_zip_password_dialog_show (GtkWindow *parent,
                               WireSecretGiven given,
                               gpointer data,
                               GDestroyNotify destroy)
{
  const WireSecretQuestion question = {
    .heading = _ ("Password of the ZIP"),
    .body = _ (
        "With a password the files are encrypted (AES-256), so that mail and virus scanners leave "
        "them alone. Often it is “infected”. Names of files can be read without it."),
    .name = _ ("Password of the ZIP"),
    .placeholder = _ ("Without a password"),
    .accept = _ ("_Export"),
    .visible = TRUE,
  };

  wire_secret_dialog_show (parent, &question, given, data, destroy);
}
