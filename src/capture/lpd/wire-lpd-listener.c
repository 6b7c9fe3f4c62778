/* wire-lpd-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/lpd/wire-lpd-listener.h"

#include "capture/lpd/wire-lpd-job.h"

#include <string.h>

#define BUDGET (16u * 1024 * 1024)
#define MAX_QUEUE 128u

/* Returns: where the line after @at ends; @length where it does not */
static gsize
find_end (const guint8 *bytes, gsize length, gsize at)
{
  const guint8 *end = at < length ? memchr (bytes + at, '\n', length - at) : NULL;

  return end ? (gsize) (end - bytes) : length;
}

/* The name of a queue, and then a file: both together are enough. */
static WireListenerAnswer
look_at (const guint8 *bytes, gsize length, gboolean last)
{
  gsize end = find_end (bytes, MIN (length, MAX_QUEUE), 0);
  g_autofree char *line = NULL;
  gboolean control;
  guint64 size;
  const char *name;
  gsize file;

  if (length == 0 || bytes[0] != '\2')
    return WIRE_LISTENER_NO;
  for (gsize i = 1; i < end; i++)
    if (!g_ascii_isgraph (bytes[i]))
      return WIRE_LISTENER_NO;
  if ((end == 1 && length > 1) || end == MAX_QUEUE)
    return WIRE_LISTENER_NO;
  file = find_end (bytes, MIN (length, end + MAX_QUEUE), end + 1);
  if (end == length || (file == length && length < end + MAX_QUEUE))
    return last ? WIRE_LISTENER_NO : WIRE_LISTENER_MORE;
  line = g_strndup ((const char *) bytes + end + 1, file - end - 1);
  return wire_lpd_file_parse (line, &control, &size, &name) ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

/* The client speaks first. */
static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  if (!look->from_start)
    return WIRE_LISTENER_NO;
  return look_at (look->bytes[look->first], look->length[look->first], look->last);
}

static gpointer
begin (WireChannel *channel)
{
  return wire_lpd_job_new (channel);
}

static WireListenerTaken
take (gpointer job, guint side, const WireStreamPiece *piece)
{
  wire_lpd_job_add (job, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end (gpointer job, guint side, gboolean orderly)
{
  wire_lpd_job_end (job, side, orderly);
}

static void
leave (gpointer job)
{
  wire_lpd_job_free (job);
}

const WireListener wire_lpd_listener = {
  .name = "LPD",
  .flags = WIRE_LISTENER_STREAMS,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "\x02",
  .begin = begin,
  .piece = take,
  .end = end,
  .free = leave,
};
