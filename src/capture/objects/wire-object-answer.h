/* wire-object-answer.h: what a server answered where it sent no file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-judgement.h"

G_BEGIN_DECLS

gboolean wire_object_judge_answer (const WireObject *object,
                                   WireObjectJudgement *verdict,
                                   char **reason);
gboolean wire_object_is_download (const WireHttpExchange *exchange);

G_END_DECLS
