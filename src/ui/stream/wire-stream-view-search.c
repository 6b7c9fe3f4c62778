/* wire-stream-view-search.c: finding text and bytes in a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-view-private.h"

#include "base/wire-hex.h"
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

  if (job != self->search)
    return;
  g_clear_object (&self->search);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    gtk_label_set_label (self->search_status, wire_job_get_error (job)->message);
  else if (search->first == G_MAXUINT64)
    gtk_label_set_label (self->search_status, _ ("Not found"));
  else
    {
      gtk_label_set_label (self->search_status, "");
      wire_stream_content_select (self->content, search->first, search->end);
    }
}

static void
progress_cb (WireStreamView *self)
{
  g_autofree char *text = NULL;

  if (!self->search || wire_job_get_fraction (self->search) < 0)
    return;
  text = g_strdup_printf (_ ("Searching… %.0f %%"), wire_job_get_fraction (self->search) * 100);
  gtk_label_set_label (self->search_status, text);
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

void
wire_stream_view_stop_search (WireStreamView *self)
{
  if (self->search)
    wire_job_cancel (self->search);
  g_clear_object (&self->search);
}

static void
start_search (WireStreamView *self, GBytes *needle, gboolean is_text, gboolean backwards)
{
  Search *search = g_new0 (Search, 1);

  wire_stream_view_stop_search (self);
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
  self->search = wire_owned_job_start (_ ("Searching the stream"), search_work, search, search_free,
                                       ended_cb, G_OBJECT (self));
  g_signal_connect_object (self->search, "notify::fraction", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
}

/** Looks for what the search entry says, in a worker; opens the search bar where it is closed. */
void
wire_stream_view_find (WireStreamView *self, gboolean backwards)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  g_autoptr (GBytes) needle = NULL;
  gboolean is_text;

  if (!gtk_search_bar_get_search_mode (self->search_bar) || !*text)
    {
      gtk_search_bar_set_search_mode (self->search_bar, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
      return;
    }
  needle = wire_hex_parse_needle (text, &is_text);
  if (!needle)
    gtk_label_set_label (self->search_status, _ ("Not hexadecimal: write bytes like 0x47 49 46"));
  else if (g_bytes_get_size (needle) > WIRE_STREAM_MAX_NEEDLE)
    gtk_label_set_label (self->search_status, _ ("Too long to search for: a kilobyte at most"));
  else if (self->transcript)
    start_search (self, needle, is_text, backwards);
}

void
wire_stream_view_find_next (WireStreamView *self)
{
  wire_stream_view_find (self, FALSE);
}
