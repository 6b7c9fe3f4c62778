/* wire-filter-check.h: asks libpcap whether it understands an expression
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

G_BEGIN_DECLS

WireJob *wire_filter_check_start (const char *expression,
                                  WireCapture *capture,
                                  WireJobEnded ended,
                                  gpointer user_data);

G_END_DECLS
