/* wire-own-addresses.h: by which names and addresses this machine can be reached
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv wire_own_addresses_list (void);

G_END_DECLS
