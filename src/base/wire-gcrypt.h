/* wire-gcrypt.h: getting libgcrypt ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gcrypt.h>
#include <glib.h>

G_BEGIN_DECLS

void wire_gcrypt_begin (void);

G_END_DECLS
