/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails that are fetched and stored, also packed: neither side can be believed, and bytes are
 * missing and late.
 */

#include "capture/imap/wire-imap-listener.h"
#include "tests/fuzz/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_imap_listener, NULL };

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_talk (ROWS, "* OK\r\n", "a LOGIN b c\r\n", data, size);
  return 0;
}
