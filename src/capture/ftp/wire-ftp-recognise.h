/* wire-ftp-recognise.h: whether a conversation is a control connection of FTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

WireListenerAnswer wire_ftp_may_start (const WireListenerLook *look);

G_END_DECLS
