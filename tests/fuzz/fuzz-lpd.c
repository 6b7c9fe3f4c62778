/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Jobs for printers: neither side can be believed, and bytes are missing and late.
 */

#include "capture/lpd/wire-lpd-listener.h"
#include "tests/fuzz/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_lpd_listener, NULL };

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_talk (ROWS, "", "\2lp\n\0033 dfA1h\n", data, size);
  return 0;
}
