/* wire-descriptors.h: how many files and connections this program may have open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 wire_descriptors_raise_limit (void);

G_END_DECLS
