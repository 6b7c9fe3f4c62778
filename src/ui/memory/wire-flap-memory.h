/* wire-flap-memory.h: whether details are next to what they are of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void wire_flap_memory_attach (AdwFlap *flap, const char *key);

G_END_DECLS
