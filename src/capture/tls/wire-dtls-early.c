/* wire-dtls-early.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-dtls-early.h"

/* More do not come before a flight that is on its way. */
#define MAX_EARLY 16u

static void
free_early (gpointer data)
{
  WireDtlsEarly *early = data;

  g_bytes_unref (early->bytes);
  g_free (early);
}

GPtrArray *
wire_dtls_early_new (void)
{
  return g_ptr_array_new_with_free_func (free_early);
}

/** Whether so many records wait that what they wait for will not come. */
gboolean
wire_dtls_early_is_full (const GPtrArray *early)
{
  return early->len >= MAX_EARLY;
}

/**
 * wire_dtls_early_keep:
 * @early: (element-type WireDtlsEarly): what waits
 * @record: its head is in front of its fragment
 * @brought_by: the piece that brought it
 *
 * Returns: whether there was room
 */
gboolean
wire_dtls_early_keep (GPtrArray *early,
                      const WireDtlsRecord *record,
                      const WireStreamPiece *brought_by)
{
  WireDtlsEarly *kept;

  if (wire_dtls_early_is_full (early))
    return FALSE;
  kept = g_new0 (WireDtlsEarly, 1);
  kept->bytes = g_bytes_new (record->fragment - WIRE_DTLS_RECORD_HEAD,
                             WIRE_DTLS_RECORD_HEAD + record->length);
  kept->piece = *brought_by;
  kept->piece.data = NULL;
  g_ptr_array_add (early, kept);
  return TRUE;
}

/** Returns: bytes that @early takes */
gsize
wire_dtls_early_get_cost (const GPtrArray *early)
{
  gsize cost = 0;

  for (guint i = 0; i < early->len; i++)
    cost += sizeof (WireDtlsEarly)
            + g_bytes_get_size (((const WireDtlsEarly *) early->pdata[i])->bytes);
  return cost;
}
