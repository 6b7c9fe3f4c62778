/* wire-smb-listener.h: SMB, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** The row of SMB in the table of listeners. Recognised by content, on any port. */
extern const WireListener wire_smb_listener;

G_END_DECLS
