/* wire-ftp-deliver.h: what came on data connections, as transfers and listings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-data.h"
#include "capture/ftp/wire-ftp-join.h"
#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

void wire_ftp_deliver (WireListening *listening,
                       WireFtpOffer *offer,
                       WireFtpData *data,
                       WireFtpJoin *join);
void wire_ftp_deliver_ambiguous (WireListening *listening, WireFtpData *data);

G_END_DECLS
