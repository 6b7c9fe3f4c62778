/* fuzz-anonymise.c: takes the addresses out of frames that a fuzzer makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/anonymising/wire-anonymiser.h"
#include "capture/writing/wire-pcapng-block.h"
#include "capture/writing/wire-pcapng-options.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const guint32 LINK_TYPES[] = { 1,  101, 105, 113, 127, 276, 0,  9,
                                      10, 6,   119, 192, 228, 229, 12, 104 };

/* Options are copied in both byte orders. */
static void
copy_options (const guint8 *data, gsize size)
{
  static const guint32 BLOCKS[] = { WIRE_PCAPNG_SECTION, WIRE_PCAPNG_INTERFACE, WIRE_PCAPNG_NAMES,
                                    WIRE_PCAPNG_STATISTICS, WIRE_PCAPNG_PACKET };

  for (gsize i = 0; i < G_N_ELEMENTS (BLOCKS); i++)
    for (int big = 0; big < 2; big++)
      {
        g_autoptr (GByteArray) out = g_byte_array_new ();

        wire_pcapng_copy_options (out, BLOCKS[i], &(WirePcapngOptions){ data, size, big });
        g_assert (out->len % 4 == 0 && out->len <= size + 3);
      }
}

/* The first byte says what kind of link it is, and whether payloads are kept. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint8 KEY[WIRE_CRYPTO_PAN_KEY] = { 1 };
  static WireAnonymiser *anonymisers[2];
  guint32 captured;

  if (size < 1 || size > 65536)
    return 0;
  for (int cut = 0; cut < 2 && !anonymisers[cut]; cut++)
    anonymisers[cut] = wire_anonymiser_new (wire_crypto_pan_new (KEY, NULL), cut);
  captured = (guint32) size - 1;
  wire_anonymiser_run (anonymisers[data[0] & 1], LINK_TYPES[data[0] >> 1 & 15], data + 1, &captured,
                       captured);
  g_assert (captured <= size - 1);
  copy_options (data + 1, size - 1);
  return 0;
}
