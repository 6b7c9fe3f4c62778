/* wire-type-judgement.h: the verdict on a file's name, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

void wire_type_judge (WireTypeDetector *detector, WireType *type);

G_END_DECLS
