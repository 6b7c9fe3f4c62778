/* wire-nfs-listener.h: hears NFS 3 (RFC 1813)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

extern const WireListener wire_nfs_listener;

G_END_DECLS
