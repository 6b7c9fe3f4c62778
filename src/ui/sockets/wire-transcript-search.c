/* wire-transcript-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-transcript-search.h"

/**
 * WireTranscriptSearch:
 *
 * Looks through a transcript a piece at a time, between frames: one in memory may hold 32 MiB, and
 * to fold all of that takes some tenths of a second. Events that come or go meanwhile do no harm.
 * Emits #WireTranscriptSearch::found once for each start, unless another start or a stop comes
 * first. Main thread only.
 */
struct _WireTranscriptSearch
{
  GObject parent_instance;

  WireTranscript *transcript;
  char *text;
  guint64 at; /* number of the next event to look at, of all that there were */
  guint left; /* events that were not looked at */
  gboolean backwards;
  guint source; /* that looks at the next piece, or 0 */
};

G_DEFINE_FINAL_TYPE (WireTranscriptSearch, wire_transcript_search, G_TYPE_OBJECT)

static guint found_signal;

static void
wire_transcript_search_dispose (GObject *object)
{
  wire_transcript_search_stop (WIRE_TRANSCRIPT_SEARCH (object));
  G_OBJECT_CLASS (wire_transcript_search_parent_class)->dispose (object);
}

static void
wire_transcript_search_class_init (WireTranscriptSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_transcript_search_dispose;

  /** WireTranscriptSearch::found: with the number of the event among those in memory, or
   * %G_MAXUINT where none contains the text */
  found_signal = g_signal_new ("found", WIRE_TYPE_TRANSCRIPT_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wire_transcript_search_init (WireTranscriptSearch *self)
{
  (void) self;
}

WireTranscriptSearch *
wire_transcript_search_new (void)
{
  return g_object_new (WIRE_TYPE_TRANSCRIPT_SEARCH, NULL);
}

/* Where the next event to look at is by now: the oldest may have gone. */
static guint
get_position (WireTranscriptSearch *self)
{
  guint64 forgotten = wire_transcript_get_forgotten (self->transcript);
  guint n = wire_transcript_get_length (self->transcript);

  return self->at < forgotten ? 0 : (guint) ((self->at - forgotten) % n);
}

/* Returns: whether the search goes on */
static gboolean
look (WireTranscriptSearch *self)
{
  guint n = wire_transcript_get_length (self->transcript);
  guint found = G_MAXUINT;
  guint position, before;

  self->left = MIN (self->left, n);
  if (self->left > 0)
    {
      position = get_position (self);
      before = self->left;
      found = wire_transcript_find_some (self->transcript, self->text, position, self->backwards,
                                         &self->left);
      before -= self->left;
      position = (self->backwards ? position + n - before % n : position + before) % n;
      self->at = wire_transcript_get_forgotten (self->transcript) + position;
    }
  if (found == G_MAXUINT && self->left > 0)
    return TRUE;
  self->source = 0;
  g_signal_emit (self, found_signal, 0, found);
  return FALSE;
}

static gboolean
look_cb (gpointer data)
{
  return look (WIRE_TRANSCRIPT_SEARCH (data));
}

/**
 * wire_transcript_search_start:
 * @text: to look for, in either case; not empty
 * @from: event among those in memory to begin with
 *
 * Begins another search, and ends the one before. What a first piece contains is found before this
 * returns.
 */
void
wire_transcript_search_start (WireTranscriptSearch *self,
                              WireTranscript *transcript,
                              const char *text,
                              guint from,
                              gboolean backwards)
{
  g_return_if_fail (WIRE_IS_TRANSCRIPT_SEARCH (self));

  wire_transcript_search_stop (self);
  self->transcript = g_object_ref (transcript);
  self->text = g_strdup (text);
  self->at = wire_transcript_get_forgotten (transcript) + from;
  self->left = wire_transcript_get_length (transcript);
  self->backwards = backwards;
  if (look (self))
    self->source = g_idle_add_full (G_PRIORITY_LOW, look_cb, self, NULL);
}

/** Ends a search that runs; it finds nothing more. */
void
wire_transcript_search_stop (WireTranscriptSearch *self)
{
  g_return_if_fail (WIRE_IS_TRANSCRIPT_SEARCH (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->transcript);
  g_clear_pointer (&self->text, g_free);
}

/** Returns: whether a search has not ended yet */
gboolean
wire_transcript_search_is_running (WireTranscriptSearch *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSCRIPT_SEARCH (self), FALSE);
  return self->source != 0;
}
