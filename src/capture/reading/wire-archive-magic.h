/* wire-archive-magic.h: what archives and compressed files begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wire_archive_recognise (const guint8 *head, gsize length);
gboolean wire_archive_recognise_inside (const guint8 *head, gsize length);
gboolean wire_archive_is_tar (const guint8 *head, gsize length);

G_END_DECLS
