/* wire-findings.h: what was found out about transfers and connections, for filters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/wire-field-claims.h"
#include "capture/fields/wire-field-filter.h"

G_BEGIN_DECLS

gboolean wire_findings_are_wanted (const WireFieldFilter *filter);
WireFieldClaims *wire_findings_make (const WireFieldFilter *filter,
                                     WireCapture *capture,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
