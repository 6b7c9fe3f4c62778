/* wire-field-known.h: values of fields that have a meaning everyone knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-info.h"

G_BEGIN_DECLS

/**
 * WireFieldKnown:
 * @text: as a filter writes it, without quotation marks
 * @meaning: what it stands for; translated where it is not a name of a standard
 *
 * One value of a field.
 */
typedef struct
{
  const char *text;
  const char *meaning;
} WireFieldKnown;

const WireFieldKnown *wire_field_known_get (const WireFieldInfo *info, gsize *n);

G_END_DECLS
