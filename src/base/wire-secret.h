/* wire-secret.h: memory for keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes of a secret's memory. */
#define WIRE_SECRET_SIZE 192u

gpointer wire_secret_new (void);
void wire_secret_free (gpointer secret);
void wire_secret_wipe (gpointer bytes, gsize length);

G_END_DECLS
