/* talk.h: a conversation of two sides, as a fuzzer makes it up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"

/* @server and @client: what they begin with; @data: records of a byte (1: the server speaks, 2: it
 * was not captured, 4: it comes before the one before it), a byte of length, and so many bytes. */
void fuzz_talk (const WireListener *const *rows,
                const char *server,
                const char *client,
                const guint8 *data,
                gsize size);
