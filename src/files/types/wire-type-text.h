/* wire-type-text.h: whether bytes are text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *wire_text_recognise (const guint8 *head,
                                 gsize length,
                                 gboolean is_whole,
                                 gboolean *is_certain);

G_END_DECLS
