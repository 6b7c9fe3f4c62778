/* wire-redis-listener.h: Redis in the table of listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** Redis (RESP 2 and 3): values that are larger than 1 KiB are transfers. */
extern const WireListener wire_redis_listener;

G_END_DECLS
