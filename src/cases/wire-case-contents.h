/* wire-case-contents.h: what the captures of a case hold, so that they are listed without them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "cases/wire-case-evidence.h"

G_BEGIN_DECLS

gboolean wire_case_learn (WireCase *self,
                          const WireCaseEvidence *evidence,
                          WireJob *job,
                          GError **error);

gboolean wire_case_is_capture (WireCase *self,
                               const WireCaseEvidence *evidence,
                               const char *path,
                               gboolean *is,
                               GError **error);

G_END_DECLS
