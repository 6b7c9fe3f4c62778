/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bodies that are made of messages, of any bytes: the same messages however they are cut, none
 * beyond the body, and none before the one that was told last. The first byte says of which kind
 * they are; of the rest, bytes 0xff are missing.
 */

#include "capture/http/wire-event-cutter.h"
#include "capture/http/wire-grpc-cutter.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  GString *out;
  guint64 end; /* of the last message */
} Found;

static void
found_cb (const WireMultipartPart *part, gpointer user_data)
{
  Found *found = user_data;

  g_assert (part->offset >= found->end);
  found->end = part->offset + part->size;
  g_string_append_printf (found->out, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %d\n",
                          part->offset, part->size, part->ended);
}

/* Returns: how many of the bytes from @at on come at once; @missing: they are a gap */
static gsize
next_piece (const guint8 *body, gsize size, gsize at, gsize step, gboolean *missing)
{
  const guint8 *gap = memchr (body + at, 0xff, MIN (step, size - at));

  *missing = gap == body + at;
  if (*missing)
    return 1;
  return gap ? (gsize) (gap - body) - at : MIN (step, size - at);
}

static char *
cut (gboolean grpc, const guint8 *body, gsize size, gsize step)
{
  Found found = { g_string_new (NULL), 0 };
  WireGrpcCutter messages = { .found = found_cb, .user_data = &found };
  WireEventCutter events = { .found = found_cb, .user_data = &found };
  gboolean missing;
  gsize n;

  for (gsize at = 0; at < size; at += n)
    {
      n = next_piece (body, size, at, step, &missing);
      if (grpc && missing)
        wire_grpc_cutter_add_gap (&messages, n);
      else if (grpc)
        wire_grpc_cutter_add (&messages, body + at, n);
      else if (missing)
        wire_event_cutter_add_gap (&events, n);
      else
        wire_event_cutter_add (&events, body + at, n);
    }
  if (grpc)
    wire_grpc_cutter_end (&messages);
  else
    wire_event_cutter_end (&events);
  g_assert (found.end <= size);
  return g_string_free (found.out, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size == 0)
    return 0;
  g_autofree char *whole = cut (data[0] & 1, data + 1, size - 1, size);
  g_autofree char *bytes = cut (data[0] & 1, data + 1, size - 1, 1);

  g_assert_cmpstr (whole, ==, bytes);
  return 0;
}
