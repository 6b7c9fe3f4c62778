/* wire-hex.h: bytes as hexadecimal text and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes in one line of a dump, as in tcpdump -X, xxd and Wireshark. */
#define WIRE_HEX_LINE_BYTES 16

char *wire_hex_encode (const guint8 *bytes, gsize length, const char *separator);
void wire_hex_append_line (GString *out, guint64 offset, const guint8 *bytes, gsize length);
char *wire_hex_dump (guint64 offset, const guint8 *bytes, gsize length);
char *wire_hex_c_array (const char *name, const guint8 *bytes, gsize length);
GBytes *wire_hex_decode (const char *text, gsize *bad_offset);
GBytes *wire_hex_parse_needle (const char *text, gboolean *is_text);

G_END_DECLS
