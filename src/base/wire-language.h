/* wire-language.h: the language in which Wirecase speaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wire_language_begin (void);
void wire_language_end_translation (void);
gboolean wire_language_choose (const char *language);
GStrv wire_language_list (void);
char *wire_language_get_name (void);

G_END_DECLS
