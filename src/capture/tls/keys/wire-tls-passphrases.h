/* wire-tls-passphrases.h: what private keys are unlocked with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest passphrase that is taken, in bytes. */
#define WIRE_TLS_PASSPHRASE_MAX 1023u

void wire_tls_passphrases_set (const char *path, const char *passphrase);
char *wire_tls_passphrases_copy (const char *path);

/** Wipes @passphrase, which may be %NULL, and gives its memory back. */
void wire_tls_passphrase_free (char *passphrase);

G_END_DECLS
