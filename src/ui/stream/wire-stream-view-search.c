/* wire-stream-view-search.c: finding text and bytes in a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-view-private.h"

#include "capture/follow/wire-stream-search.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireStreamTranscript *transcript;
  GBytes *needle;
  WireStreamSearch search;
  guint64 first; /* written by the worker before it returns, read after */
  guint64 end;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  wire_stream_transcript_unref (search->transcript);
  g_bytes_unref (search->needle);
  g_free (search);
}

static gboolean
search_work (WireJob *job, gpointer data, GError **error)
{
  Search *search = data;

  return wire_stream_search (search->transcript, &search->search, job, &search->first, &search->end,
                             error);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Search *search = data;
  WireStreamView *self = WIRE_STREAM_VIEW (owner);

  if (self->find_bar && wire_find_bar_end (self->find_bar, job, search->first != G_MAXUINT64))
    wire_stream_content_select (self->content, search->first, search->end);
}

/* Where to go on: after where the selection begins, or before it. What the cursor is on is
 * found as well, where nothing is selected. */
static guint64
get_start (WireStreamView *self, gboolean backwards)
{
  guint64 start, end;
  gboolean selected = wire_stream_content_get_selection (self->content, &start, &end);

  return selected && !backwards ? start + 1 : start;
}

static void
start_search (WireStreamView *self, GBytes *needle, gboolean is_text, gboolean backwards)
{
  Search *search = g_new0 (Search, 1);
  g_autoptr (WireJob) job = NULL;

  search->transcript = wire_stream_transcript_ref (self->transcript);
  search->needle = g_bytes_ref (needle);
  search->search = (WireStreamSearch){
    .sides = wire_stream_view_get_sides (self),
    .needle = g_bytes_get_data (needle, NULL),
    .length = g_bytes_get_size (needle),
    .is_text = is_text,
    .start = get_start (self, backwards),
    .backwards = backwards,
  };
  job = wire_owned_job_start (_ ("Searching the stream"), search_work, search, search_free,
                              ended_cb, G_OBJECT (self));
  wire_find_bar_begin (self->find_bar, job);
}

static void
find_cb (WireStreamView *self, GBytes *needle, gboolean is_text, gboolean backwards)
{
  if (g_bytes_get_size (needle) > WIRE_STREAM_MAX_NEEDLE)
    wire_find_bar_say (self->find_bar, _ ("Too long to search for: a kilobyte at most"));
  else if (self->transcript)
    start_search (self, needle, is_text, backwards);
}

/** Lets the template call what finds. */
void
wire_stream_view_bind_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
}
