/* wire-field-keys.h: the abbreviations of fields that were described
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"

G_BEGIN_DECLS

const char *wire_field_keys_find (const WireFields *fields, guint index);

G_END_DECLS
