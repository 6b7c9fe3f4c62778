/* wire-unpack-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 33 KB of zstd may hold 67 million empty packets: they cost memory for each and a file for all.
 */

#include "capture/reading/wire-unpack-limit.h"

#include "capture/reading/wire-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define MIB G_GUINT64_CONSTANT (1048576)

/* Set by the main thread, read by those that load. */
static int most_mib = (int) WIRE_UNPACK_MAX_MIB;
static int most_ratio = (int) WIRE_UNPACK_MAX_RATIO;

/** Sets the bounds for all captures that are opened from now on; values out of range are put into
 * it. Any thread. */
void
wire_unpack_limit_set (guint mib, guint ratio)
{
  g_atomic_int_set (&most_mib, (int) CLAMP (mib, 1, WIRE_UNPACK_MOST_MIB));
  g_atomic_int_set (&most_ratio, (int) CLAMP (ratio, 1, WIRE_UNPACK_MOST_RATIO));
}

/**
 * wire_unpack_limit_check:
 * @packed: bytes that were read of the file
 * @unpacked: bytes that they became
 * @name: of the file, printable
 * @error: (out): %WIRE_READER_ERROR_CUT
 *
 * Returns: whether reading may go on
 */
gboolean
wire_unpack_limit_check (guint64 packed, guint64 unpacked, const char *name, GError **error)
{
  guint64 mib = (guint64) g_atomic_int_get (&most_mib);
  guint64 ratio = (guint64) g_atomic_int_get (&most_ratio);

  if (unpacked > mib * MIB)
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
                 _ ("“%s” was read as far as it unpacks to %" PRIu64 " MiB, which is the limit."),
                 name, mib);
  else if (unpacked > WIRE_UNPACK_FREE && unpacked / ratio > packed)
    g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
                 _ ("“%s” was read as far as %" PRIu64 " MiB: it unpacks to more than %" PRIu64
                    " times its size, which is the limit."),
                 name, unpacked / MIB, ratio);
  else
    return TRUE;
  return FALSE;
}
