/* wire-copy-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/saving/wire-copy-run.h"

#include "base/wire-printable.h"
#include "capture/saving/wire-capture-anonymise.h"
#include "capture/saving/wire-capture-merge.h"

#include <glib/gi18n.h>
#include <string.h>

/** Returns: (transfer full): a run of which the caller sets the rest; @view: what is shown */
WireCopyRun *
wire_copy_run_new (WireCopyKind kind, WireView *view)
{
  WireCopyRun *self = g_new0 (WireCopyRun, 1);

  self->kind = kind;
  self->view = g_object_ref (view);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
wire_copy_run_free (WireCopyRun *self)
{
  explicit_bzero (self->key, sizeof self->key);
  g_object_unref (self->view);
  g_free (self->path);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}

static WireView *
view_all (WireCapture *capture, WireJob *job, GError **error)
{
  g_autoptr (WireFilter) none = wire_filter_new ();

  return wire_view_new_parts (capture, none, WIRE_VIEW_FLOWS, job, error);
}

static gboolean
split (WireCopyRun *self, WireView *view, WireJob *job, GError **error)
{
  const WireCaptureSplit wish = { .path = self->path,
                                  .view = view,
                                  .by = self->by,
                                  .amount = self->amount,
                                  .secrets = self->secrets };

  self->parts = wire_capture_split (&wish, job, error);
  return self->parts != NULL;
}

/* What is cut or broken in another capture is not merged, and that is said. */
static void
keep_warnings (WireCopyRun *self, WireCapture *capture, const char *path)
{
  g_auto (GStrv) warnings = wire_capture_get_warnings (capture);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = wire_printable_name (base);

  for (guint i = 0; warnings[i]; i++)
    g_ptr_array_add (self->warnings, g_strdup_printf (_ ("%s: %s"), name, warnings[i]));
}

static gboolean
load_other (WireCopyRun *self, const char *path, GPtrArray *views, WireJob *job, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  WireView *view;

  if (!wire_capture_load (capture, job, error))
    return FALSE;
  keep_warnings (self, capture, path);
  view = view_all (capture, job, error);
  if (view)
    g_ptr_array_add (views, view);
  return view != NULL;
}

static gboolean
merge (WireCopyRun *self, WireView *view, WireJob *job, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (views, g_object_ref (view));
  for (guint i = 0; i < self->others->len; i++)
    if (!load_other (self, self->others->pdata[i], views, job, error))
      return FALSE;
  return wire_capture_merge ((WireView *const *) views->pdata, views->len, self->path,
                             self->secrets, job, error);
}

static gboolean
anonymise (WireCopyRun *self, WireView *view, WireJob *job, GError **error)
{
  WireCryptoPan *pan = wire_crypto_pan_new (self->key, error);
  g_autoptr (WireAnonymiser) anonymiser = pan ? wire_anonymiser_new (pan, self->cut) : NULL;

  if (!anonymiser || !wire_capture_anonymise (view, self->path, anonymiser, job, error))
    return FALSE;
  self->counts = wire_anonymiser_get_counts (anonymiser);
  return TRUE;
}

/* A WireJobFunc. */
static gboolean
work (WireJob *job, gpointer data, GError **error)
{
  WireCopyRun *self = data;
  g_autoptr (WireView) view = self->all ? view_all (wire_view_get_capture (self->view), job, error)
                                        : g_object_ref (self->view);

  if (!view)
    return FALSE;
  switch (self->kind)
    {
    case WIRE_COPY_SPLIT:
      return split (self, view, job, error);
    case WIRE_COPY_MERGE:
      return merge (self, view, job, error);
    case WIRE_COPY_ANONYMISE:
      return anonymise (self, view, job, error);
    }
  return FALSE;
}

static void
free_run (gpointer data)
{
  wire_copy_run_free (data);
}

/** Returns: (transfer full): the job. @self: (transfer full): given to @ended, and freed after it
 */
WireJob *
wire_copy_run_start (WireCopyRun *self, WireOwnedJobEnded ended, GObject *owner)
{
  const char *const TITLES[] = { [WIRE_COPY_SPLIT] = _ ("Splitting the capture"),
                                 [WIRE_COPY_MERGE] = _ ("Merging captures"),
                                 [WIRE_COPY_ANONYMISE] = _ ("Anonymising the capture") };

  return wire_owned_job_start (TITLES[self->kind], work, self, free_run, ended, owner);
}
