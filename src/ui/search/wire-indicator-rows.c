/* wire-indicator-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-indicator-rows.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* What was found; counted by reference, and never changed once it is there. */
typedef struct
{
  WireCapture *capture;
  WireObjectList *objects;
  WireIndicatorList *list;
  WireIndicatorFind *find;
  guint n_seen;
} Found;

/**
 * WireIndicatorRows:
 *
 * Indicators in the order of their list: those that were seen, or all of them. Immutable.
 */
struct _WireIndicatorRows
{
  GObject parent_instance;

  Found *found;  /* g_atomic_rc_box */
  GArray *order; /* of guint: numbers in the list */
};

G_DEFINE_FINAL_TYPE (WireIndicatorRows, wire_indicator_rows, G_TYPE_OBJECT)

typedef struct
{
  WireIndicatorQuestion question;
  char *path;
  char *name;
  Found *found; /* written by the worker before it returns, read after */
  WireIndicatorsFound told;
} Request;

static void
found_clear (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->find, wire_indicator_find_free);
  g_clear_pointer (&found->list, wire_indicator_list_free);
  g_clear_pointer (&found->objects, wire_object_list_unref);
  g_object_unref (found->capture);
}

static void
found_unref (Found *found)
{
  g_atomic_rc_box_release_full (found, found_clear);
}

static void
wire_indicator_rows_finalize (GObject *object)
{
  WireIndicatorRows *self = WIRE_INDICATOR_ROWS (object);

  g_clear_pointer (&self->found, found_unref);
  g_array_unref (self->order);
  G_OBJECT_CLASS (wire_indicator_rows_parent_class)->finalize (object);
}

static void
wire_indicator_rows_class_init (WireIndicatorRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_indicator_rows_finalize;
}

static void
wire_indicator_rows_init (WireIndicatorRows *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* @found: (transfer none) */
static WireIndicatorRows *
rows_new (Found *found, gboolean unseen)
{
  WireIndicatorRows *self = g_object_new (WIRE_TYPE_INDICATOR_ROWS, NULL);
  guint n = wire_indicator_list_get_length (found->list);

  self->found = g_atomic_rc_box_acquire (found);
  for (guint i = 0; i < n; i++)
    if (unseen || found->find->sightings[i].count > 0)
      g_array_append_val (self->order, i);
  return self;
}

/* The search */

static gboolean
read_list (Request *self, WireJob *job, GError **error)
{
  const WireIndicatorQuestion *question = &self->question;

  self->found->list =
      self->path ? wire_indicator_list_read (self->path, wire_job_get_cancellable (job), error)
                 : wire_indicator_list_new_for_bytes (question->text, self->name, error);
  if (!self->found->list || wire_indicator_list_get_length (self->found->list) > 0)
    return self->found->list != NULL;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s” has no indicators that are understood."), self->name);
  return FALSE;
}

static gboolean
list_objects (Request *self, WireJob *job, GError **error)
{
  const WireIndicatorQuestion *question = &self->question;

  self->found->objects =
      question->objects
          ? wire_object_list_ref (question->objects)
          : wire_object_list_new_transfers (question->capture, wire_job_get_cancellable (job));
  return self->found->objects || !wire_job_set_error_if_cancelled (job, error);
}

static gboolean
find_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  Found *found = self->found;

  if (!read_list (self, job, error) || !list_objects (self, job, error))
    return FALSE;
  found->find = wire_indicator_find_new (found->capture, found->objects, found->list);
  found->find->view = self->question.view;
  if (!wire_indicator_find_run (found->find, job, error))
    return FALSE;
  found->find->view = NULL; /* it may go before the rows do */
  for (guint i = 0; i < wire_indicator_list_get_length (found->list); i++)
    found->n_seen += found->find->sightings[i].count > 0;
  return TRUE;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_pointer (&self->question.objects, wire_object_list_unref);
  g_clear_object (&self->question.view);
  g_clear_pointer (&self->question.text, g_bytes_unref);
  g_object_unref (self->question.capture);
  found_unref (self->found);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *self = data;
  g_autoptr (WireIndicatorRows) rows =
      wire_job_get_state (job) == WIRE_JOB_DONE ? rows_new (self->found, FALSE) : NULL;

  self->told (job, rows, owner);
}

/**
 * wire_indicator_rows_start:
 * @question: what to look for; copied, with a reference to what it has
 * @found: called at the end
 * @owner: kept alive until then
 *
 * Begins to look. Main thread.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_indicator_rows_start (const WireIndicatorQuestion *question,
                           WireIndicatorsFound found,
                           GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->question = *question;
  g_object_ref (self->question.capture);
  if (question->objects)
    wire_object_list_ref (question->objects);
  if (question->view)
    g_object_ref (question->view);
  if (question->text)
    g_bytes_ref (question->text);
  self->path = g_strdup (question->path);
  self->name = g_strdup (question->name);
  self->found = g_atomic_rc_box_new0 (Found);
  self->found->capture = g_object_ref (question->capture);
  self->told = found;
  return wire_owned_job_start (_ ("Looking for indicators"), find_work, self, request_free,
                               ended_cb, owner);
}

/** Returns: (transfer full): what @self is of; with @unseen also those that were not seen */
WireIndicatorRows *
wire_indicator_rows_new_all (WireIndicatorRows *self, gboolean unseen)
{
  return rows_new (self->found, unseen);
}

/** Returns: the number of rows */
guint
wire_indicator_rows_get_length (WireIndicatorRows *self)
{
  return self->order->len;
}

/** Returns: how many indicators of the list were seen */
guint
wire_indicator_rows_count_seen (WireIndicatorRows *self)
{
  return self->found->n_seen;
}

/** Returns: (transfer none): that was searched */
WireCapture *
wire_indicator_rows_get_capture (WireIndicatorRows *self)
{
  return self->found->capture;
}

/** Returns: (transfer none): its transfers */
const WireObjectList *
wire_indicator_rows_get_objects (WireIndicatorRows *self)
{
  return self->found->objects;
}

/** Returns: (transfer none): the whole list */
const WireIndicatorList *
wire_indicator_rows_get_list (WireIndicatorRows *self)
{
  return self->found->list;
}

/** Returns: (transfer none): the indicator of @row */
const WireIndicator *
wire_indicator_rows_get (WireIndicatorRows *self, guint row)
{
  return wire_indicator_list_get (self->found->list, g_array_index (self->order, guint, row));
}

/** Returns: (transfer none): where it was seen, if at all */
const WireSighting *
wire_indicator_rows_get_sighting (WireIndicatorRows *self, guint row)
{
  return &self->found->find->sightings[g_array_index (self->order, guint, row)];
}
