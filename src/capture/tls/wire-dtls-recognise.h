/* wire-dtls-recognise.h: whether datagrams are of DTLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

WireListenerAnswer wire_dtls_may_start (const WireListenerLook *look);

G_END_DECLS
