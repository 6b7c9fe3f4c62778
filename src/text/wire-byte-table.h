/* wire-byte-table.h: codecs of one byte a character, as browsers read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What each byte is in a codec of one byte a character. */
typedef struct _WireByteTable WireByteTable;

const WireByteTable *wire_byte_table_get (const char *codec);
gunichar wire_byte_table_read (const WireByteTable *table, int byte);
int wire_byte_table_find (const WireByteTable *table, gunichar c);
GBytes *wire_byte_table_encode (const WireByteTable *table, const char *text);
char *wire_byte_table_decode (const WireByteTable *table, GBytes *bytes);

G_END_DECLS
