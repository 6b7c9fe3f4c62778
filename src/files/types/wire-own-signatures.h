/* wire-own-signatures.h: the signatures that a user added
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *wire_own_signatures_get_path (void);
gboolean wire_own_signatures_check (const char *offset,
                                    const char *bytes,
                                    const char *words,
                                    const char *extensions,
                                    GError **error);
gboolean wire_own_signatures_add (const char *offset,
                                  const char *bytes,
                                  const char *words,
                                  const char *extensions,
                                  GError **error);

G_END_DECLS
