/* wire-zeek-ids.h: identifiers that are the same in every run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

/** Bytes of a capture's SHA-256. */
#define WIRE_ZEEK_DIGEST_SIZE 32u

/** Longest identifier and its NUL: a letter and 96 bits in base 62. */
#define WIRE_ZEEK_ID_SIZE 20

void wire_zeek_make_id (char letter,
                        const guint8 digest[WIRE_ZEEK_DIGEST_SIZE],
                        guint64 first,
                        guint64 second,
                        char id[WIRE_ZEEK_ID_SIZE]);
char *wire_zeek_make_community_id (const WireTuple *tuple, gboolean one_way);

G_END_DECLS
