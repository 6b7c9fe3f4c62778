/* wire-secret-text.h: text with keys that grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A string that is freed with wire_secret_text_free(). */
typedef GString WireSecretText;

void wire_secret_text_append (GString *text, const char *more, gsize length);
void wire_secret_text_free (GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSecretText, wire_secret_text_free)

G_END_DECLS
