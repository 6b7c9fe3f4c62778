/* wire-passphrase-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-passphrase-dialog.h"

#include "capture/tls/keys/wire-tls-passphrases.h"
#include "ui/widgets/wire-secret-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  char *path;
  WirePassphraseGiven given;
  gpointer data;
  GDestroyNotify destroy;
} Lock;

static void
lock_free (gpointer data)
{
  Lock *lock = data;

  lock->destroy (lock->data);
  g_free (lock->path);
  g_free (lock);
}

/* A WireSecretGiven. */
static void
given_cb (const char *passphrase, gpointer data)
{
  const Lock *lock = data;

  wire_tls_passphrases_set (lock->path, passphrase);
  lock->given (lock->data);
}

/**
 * wire_passphrase_dialog_show:
 * @parent: what the dialog is over
 * @path: of the private key
 * @why: that it is locked, or that the last passphrase was wrong; shown as it is, never as markup
 * @given: called where the user answers; not where the question is left
 * @data: for @given
 * @destroy: releases @data
 *
 * What is typed goes to wire_tls_passphrases_set(), and nowhere else.
 */
void
wire_passphrase_dialog_show (GtkWindow *parent,
                             const char *path,
                             const char *why,
                             WirePassphraseGiven given,
                             gpointer data,
                             GDestroyNotify destroy)
{
  const WireSecretQuestion question = {
    .heading = _ ("Passphrase of the Key"),
    .body = why,
    .name = _ ("Passphrase"),
    .accept = _ ("_Unlock"),
  };
  Lock *lock = g_new (Lock, 1);

  *lock = (Lock){ g_strdup (path), given, data, destroy };
  wire_secret_dialog_show (parent, &question, given_cb, lock, lock_free);
}
