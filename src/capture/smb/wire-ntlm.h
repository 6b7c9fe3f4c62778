/* wire-ntlm.h: who signs in by NTLM
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_ntlm_find_user (const guint8 *token, gsize length);

G_END_DECLS
