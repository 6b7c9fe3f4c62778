/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails that are fetched: neither side can be believed, and bytes are missing and late.
 */

#include "capture/pop3/wire-pop3-listener.h"
#include "tests/fuzz/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_pop3_listener, NULL };

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_talk (ROWS, "+OK\r\n", "CAPA\r\n", data, size);
  return 0;
}
