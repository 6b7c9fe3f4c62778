/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails that are sent: neither side can be believed, and bytes are missing and late.
 */

#include "capture/smtp/wire-smtp-listener.h"
#include "tests/fuzz/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_smtp_listener, NULL };

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_talk (ROWS, "220 mx ESMTP\r\n", "EHLO x\r\n", data, size);
  return 0;
}
