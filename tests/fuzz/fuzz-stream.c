/* fuzz-stream.c: puts segments that a fuzzer makes up back in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-stream-direction.h"

#define RECORD_BYTES 6
#define PAYLOAD_BYTES 4096

/* Larger than a few records can fill, smaller than many can: both are tried. */
#define BUDGET_BYTES 16384

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  guint64 position;
  guint32 gaps;
} Delivered;

/* Every byte of the payload is its own sequence number's low byte, so that a piece that stands at
 * a wrong position shows. */
static void
deliver_cb (const WireStreamPiece *piece, gpointer user_data)
{
  Delivered *delivered = user_data;

  g_assert (piece->length > 0);
  g_assert (piece->position == delivered->position);
  if (piece->data == NULL)
    delivered->gaps++;
  for (guint32 i = 1; piece->data != NULL && i < piece->length; i++)
    g_assert (piece->data[i] == (guint8) (piece->data[i - 1] + 1));
  delivered->position += piece->length;
}

/* A record is the flags, where the segment begins (two bytes, from the first segment's), and how
 * many bytes it has (two bytes, of which the last byte's share was not captured). */
static void
fill_segment (WireSegment *segment, const guint8 *record, guint32 first, const guint8 *payload)
{
  gint16 distance = (gint16) (record[1] << 8 | record[2]);
  guint32 scale = (record[0] & 0x80) != 0 ? 4096 : 1;

  segment->tcp_flags = record[0] & 0x17;
  segment->sequence = first + (guint32) distance * scale;
  segment->length = (guint32) (record[3] << 8 | record[4]) % (PAYLOAD_BYTES - 256);
  segment->captured = segment->length - segment->length * record[5] / 256;
  guint32 start = segment->sequence + ((segment->tcp_flags & WIRE_TCP_SYN) != 0 ? 1 : 0);
  segment->data = payload + (guint8) start;
  segment->protocol = 6;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  WireStreamDirection direction = { 0 };
  WireStreamBudget budget = { .limit = BUDGET_BYTES, .each = BUDGET_BYTES };
  Delivered delivered = { 0 };
  guint8 payload[PAYLOAD_BYTES];

  for (guint i = 0; i < PAYLOAD_BYTES; i++)
    payload[i] = (guint8) i;
  for (gsize at = 0; at + RECORD_BYTES <= size; at += RECORD_BYTES)
    {
      WireSegment segment = { .packet = (guint32) (at / RECORD_BYTES) };

      fill_segment (&segment, data + at, G_MAXUINT32 - 100, payload);
      wire_stream_direction_add (&direction, &budget, &segment, deliver_cb, &delivered);
      g_assert (budget.used <= budget.limit);
      g_assert (direction.position == delivered.position);
    }
  wire_stream_direction_flush (&direction, &budget, deliver_cb, &delivered);
  g_assert (wire_stream_direction_get_trouble (&direction).gaps == delivered.gaps);
  g_assert (budget.used == 0);
  wire_stream_direction_clear (&direction, &budget);
  return 0;
}
