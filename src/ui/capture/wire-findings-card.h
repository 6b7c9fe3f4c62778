/* wire-findings-card.h: what deserves a look in a capture, each row a link
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FINDINGS_CARD (wire_findings_card_get_type ())
/** WireFindingsCard: what deserves a look in a capture, each row a link */
G_DECLARE_FINAL_TYPE (WireFindingsCard, wire_findings_card, WIRE, FINDINGS_CARD, AdwBin)

void wire_findings_card_set_session (WireFindingsCard *card, WireCaptureSession *session);

G_END_DECLS
