/* wire-packet-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-packet-search.h"

#include "capture/decode/wire-protocol.h"

/* Packets between two looks at the job. */
#define REPORT_EVERY 4096u

static gboolean
matches_at (const guint8 *bytes, const WirePacketSearch *search)
{
  if (!search->is_text)
    return memcmp (bytes, search->needle, search->length) == 0;
  for (gsize i = 0; i < search->length; i++)
    if (g_ascii_tolower ((char) bytes[i]) != g_ascii_tolower ((char) search->needle[i]))
      return FALSE;
  return TRUE;
}

static gboolean
contains (const guint8 *bytes, gsize length, const WirePacketSearch *search)
{
  for (gsize i = 0; i + search->length <= length; i++)
    if (matches_at (bytes + i, search))
      return TRUE;
  return FALSE;
}

static gboolean
summary_contains (const WireFrame *frame, const WirePacketSearch *search, GString *line)
{
  g_string_truncate (line, 0);
  wire_frame_summarise (frame, line);
  return contains ((const guint8 *) line->str, line->len, search);
}

/**
 * wire_packet_search:
 * @view: whose packets are looked at
 * @search: what for, and from where
 * @job: (nullable): for progress and cancellation
 * @error: where a packet cannot be read again, or @job is cancelled
 *
 * Goes once round: from the start to one end of the view, then from the other end back to the
 * start. Blocks; for a worker.
 *
 * Returns: the position in @view of the first packet that matches, or %WIRE_PACKET_NONE
 */
guint32
wire_packet_search (WireView *view, const WirePacketSearch *search, WireJob *job, GError **error)
{
  WireCapture *capture = wire_view_get_capture (view);
  guint32 n = wire_view_get_n_packets (view);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 position =
          search->backwards ? (search->start + n - i % n) % n : (search->start + i) % n;
      g_autoptr (GBytes) bytes = NULL;
      WireFrame frame;

      if (i % REPORT_EVERY == 0)
        {
          if (wire_job_set_error_if_cancelled (job, error))
            return WIRE_PACKET_NONE;
          wire_job_set_progress (job, (double) i / n, NULL);
        }
      bytes =
          wire_capture_read_frame (capture, wire_view_get_packet (view, position), &frame, error);
      if (!bytes)
        return WIRE_PACKET_NONE;
      if (contains (frame.data, frame.captured, search)
          || (search->is_text && summary_contains (&frame, search, line)))
        return position;
    }
  return WIRE_PACKET_NONE;
}
