/* wire-capture-smb.h: what is known of SMB in a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

gboolean wire_capture_lacks_smb_keys (WireCapture *capture);

G_END_DECLS
