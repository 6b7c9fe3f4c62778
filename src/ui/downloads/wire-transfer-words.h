/* wire-transfer-words.h: how an object came, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

const char *wire_transfer_get_family (const WireObject *object);
gboolean wire_transfer_is_form_data (const WireObject *object);
char *wire_transfer_describe (const WireObject *object);

G_END_DECLS
