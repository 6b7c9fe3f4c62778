/* wire-time.h: points in time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are nanoseconds since 1970-01-01 00:00 UTC in a gint64: from 1677 to 2262. */

/** No time was recorded (a pcapng simple packet block). */
#define WIRE_TIME_NONE G_MININT64

G_END_DECLS
