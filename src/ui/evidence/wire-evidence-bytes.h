/* wire-evidence-bytes.h: the bytes of a row's file in a hex view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "ui/evidence/wire-evidence-row.h"
#include "ui/widgets/wire-hex-view.h"

G_BEGIN_DECLS

gboolean wire_evidence_bytes_show (WireHexView *hex,
                                   GtkLabel *caption,
                                   const WireEvidenceRow *row,
                                   WireObjectList *objects);
void wire_evidence_bytes_forget (WireHexView *hex);

G_END_DECLS
