/* wire-decrypted-follow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-decrypted-follow.h"

#include "capture/wire-capture-tls.h"

static void
count (WireStreamFigures *figures, const WireTlsSpoken *spoken)
{
  if (spoken->offset == WIRE_EXTENT_GAP)
    {
      figures->missing[spoken->side] += spoken->length;
      figures->gaps[spoken->side]++;
    }
  else
    figures->bytes[spoken->side] += spoken->length;
  if (spoken->time == WIRE_TIME_NONE)
    return;
  figures->first =
      figures->first == WIRE_TIME_NONE ? spoken->time : MIN (figures->first, spoken->time);
  figures->last = MAX (figures->last, spoken->time);
}

/* Bytes of one record, 16 KiB as a rule, or of early data. */
static gboolean
read_bytes (WireCapture *capture, const WireTlsSpoken *spoken, GByteArray *buffer, GError **error)
{
  g_byte_array_set_size (buffer, spoken->length);
  return wire_capture_read_into (capture, spoken->offset, buffer->data, spoken->length, error);
}

/**
 * wire_decrypted_follow:
 * @capture: a capture
 * @spoken: as wire_capture_get_decrypted() gives it
 * @cancellable: (nullable): polled now and then
 * @visit: as for wire_stream_follow(); where bytes are is told, too
 * @user_data: for @visit
 * @figures: (out): bytes, gaps and times
 * @error: set where %FALSE is returned
 *
 * As wire_stream_follow(), for what was decrypted. Blocks.
 */
gboolean
wire_decrypted_follow (WireCapture *capture,
                       GArray *spoken,
                       GCancellable *cancellable,
                       WireStreamVisitor visit,
                       gpointer user_data,
                       WireStreamFigures *figures,
                       GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  guint64 positions[2] = { 0, 0 };

  *figures = (WireStreamFigures){ .first = WIRE_TIME_NONE, .last = WIRE_TIME_NONE };
  for (guint i = 0; i < spoken->len; i++)
    {
      const WireTlsSpoken *part = &g_array_index (spoken, WireTlsSpoken, i);
      gboolean gap = part->offset == WIRE_EXTENT_GAP;
      WireStreamPiece piece = { .length = part->length,
                                .packet = part->packet,
                                .position = positions[part->side],
                                .offset = gap ? 0 : part->offset,
                                .time = part->time };

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (!gap && !read_bytes (capture, part, buffer, error)))
        return FALSE;
      piece.data = gap ? NULL : buffer->data;
      positions[part->side] += part->length;
      count (figures, part);
      if (!visit (part->side, &piece, user_data))
        break;
    }
  return TRUE;
}
