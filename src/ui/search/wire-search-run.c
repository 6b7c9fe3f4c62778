/* wire-search-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-run.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireSearchQuestion question;
  WireSearchPattern *pattern;
  WireFoundList *found;
  WireSearchRest rest; /* written by the worker before it returns, read after */
  WireSearchEnded ended;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->question.capture);
  g_clear_pointer (&run->question.objects, wire_object_list_unref);
  g_clear_object (&run->question.view);
  wire_search_pattern_free (run->pattern);
  wire_found_list_unref (run->found);
  g_free (run);
}

/* A WireSearchFound. */
static gboolean
take_hit (const WireSearchHit *hit, gpointer user_data)
{
  Run *run = user_data;
  WireView *view = run->question.view;

  if (!view
      || (hit->packet != G_MAXUINT32
          && wire_view_find_packet (view, hit->packet) != WIRE_VIEW_NO_PACKET))
    wire_found_list_add (run->found, hit);
  return TRUE;
}

static gboolean
list_objects (Run *run, WireJob *job, GError **error)
{
  if (!run->question.objects)
    run->question.objects =
        wire_object_list_new_transfers (run->question.capture, wire_job_get_cancellable (job));
  return run->question.objects || !wire_job_set_error_if_cancelled (job, error);
}

static gboolean
run_work (WireJob *job, gpointer data, GError **error)
{
  Run *run = data;
  WireCaptureSearch search = {
    .capture = run->question.capture,
    .pattern = run->pattern,
    .places = run->question.places,
    .found = take_hit,
    .user_data = run,
    .rest = &run->rest,
  };
  gboolean done;

  if (!list_objects (run, job, error))
    return FALSE;
  search.list = run->question.objects;
  done = wire_capture_search (&search, job, error);
  run->rest.given_up = wire_search_pattern_get_given_up (run->pattern);
  return done;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Run *run = data;

  run->ended (job, &run->rest, owner);
}

/**
 * wire_search_run_start:
 * @question: where to look; copied, with a reference to what it has
 * @pattern: (transfer full): what to look for
 * @found: takes the hits as they come
 * @ended: called at the end
 * @owner: kept alive until then
 *
 * Begins to search. Main thread.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_search_run_start (const WireSearchQuestion *question,
                       WireSearchPattern *pattern,
                       WireFoundList *found,
                       WireSearchEnded ended,
                       GObject *owner)
{
  Run *run = g_new0 (Run, 1);

  run->question = *question;
  g_object_ref (run->question.capture);
  if (run->question.objects)
    wire_object_list_ref (run->question.objects);
  if (run->question.view)
    g_object_ref (run->question.view);
  run->pattern = pattern;
  run->found = wire_found_list_ref (found);
  run->ended = ended;
  return wire_owned_job_start (_ ("Searching everything"), run_work, run, run_free, ended_cb,
                               owner);
}
