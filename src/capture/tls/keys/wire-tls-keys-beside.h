/* wire-tls-keys-beside.h: a key log that lies beside a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_tls_keys_find_beside (const char *capture);
char *wire_tls_keys_find_smb_beside (const char *capture);

G_END_DECLS
