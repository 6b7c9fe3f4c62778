/* wire-smb-unpack.h: compressed bytes of SMB 3.1.1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How bytes are compressed (MS-SMB2, section 2.2.3.1.3). */
typedef enum
{
  WIRE_SMB_UNPACKED = 0,
  WIRE_SMB_LZNT1 = 1,
  WIRE_SMB_LZ77 = 2,
  WIRE_SMB_LZ77_HUFFMAN = 3,
  WIRE_SMB_PATTERN = 4,
} WireSmbPacking;

/** No message is larger: its length has 24 bits. */
#define WIRE_SMB_UNPACK_MAX (16u * 1024 * 1024)

gboolean wire_smb_unpack (
    WireSmbPacking packing, const guint8 *in, gsize in_length, guint8 *out, gsize out_length);
GByteArray *wire_smb_unpack_message (const guint8 *bytes, gsize length);

G_END_DECLS
