/* wire-yara-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-yara-scan.h"

#include "capture/objects/wire-object-content.h"

#include <glib/gstdio.h>

/* What is longer than this is looked at one at a time, as each is read into memory. What is packed
 * may become longer. */
#define LARGE (16u * 1024 * 1024)

typedef struct
{
  const WireYaraScan *scan;
  WireJob *job;
  GMutex large;             /* held while something large is looked at */
  WireYaraResult **results; /* by target: NULL where there is nothing to tell */
  guint n_done;             /* atomic */
  guint n;
} Run;

void
wire_yara_result_free (WireYaraResult *self)
{
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* By what rules may ask for: the path, or else the name. */
static const char *
get_name (const WireObject *object)
{
  if (object->origin.path)
    return object->origin.path;
  if (object->origin.name)
    return object->origin.name;
  return object->uri ? object->uri : "";
}

static void
scan_transfer (const WireYaraScan *self, WireYaraResult *result)
{
  const WireObject *object = wire_object_list_get (self->list, result->target);
  g_autoptr (GBytes) bytes = wire_object_read_content (self->list, result->target,
                                                       WIRE_YARA_MAX_BYTES, NULL, &result->error);

  result->partial = bytes && g_bytes_get_size (bytes) == WIRE_YARA_MAX_BYTES;
  if (bytes)
    result->matches =
        wire_yara_rules_scan (self->rules, bytes, get_name (object), self->timeout, &result->error);
}

/**
 * wire_yara_scan_one:
 * @self: what is looked for
 * @target: the number of a transfer, or the index of a path
 *
 * Looks at one transfer or file. Any thread, several at once.
 *
 * Returns: (transfer full): what the rules say
 */
WireYaraResult *
wire_yara_scan_one (const WireYaraScan *self, guint32 target)
{
  WireYaraResult *result = g_new0 (WireYaraResult, 1);

  result->target = target;
  if (self->list)
    scan_transfer (self, result);
  else
    result->matches =
        wire_yara_rules_scan_file (self->rules, g_ptr_array_index (self->paths, target),
                                   self->timeout, &result->partial, &result->error);
  return result;
}

static gboolean
is_large (const Run *self, guint32 target)
{
  const WireObject *object;
  GStatBuf info;

  if (!self->scan->list)
    return g_stat (g_ptr_array_index (self->scan->paths, target), &info) == 0
           && info.st_size > LARGE;
  object = wire_object_list_get (self->scan->list, target);
  return object->size > LARGE / (object->content_encoding ? 64 : 1);
}

/* What was only asked for has no bytes. */
static gboolean
has_bytes (const WireYaraScan *self, guint32 target)
{
  return !self->list
         || !(wire_object_list_get (self->list, target)->flags & WIRE_OBJECT_REQUESTED_ONLY);
}

static void
keep (Run *self, WireYaraResult *result)
{
  if (result->error || result->partial || result->matches->len > 0)
    self->results[result->target] = result;
  else
    wire_yara_result_free (result);
}

/* A GFunc. */
static void
scan_target (gpointer data, gpointer user_data)
{
  Run *self = user_data;
  guint32 target = GPOINTER_TO_UINT (data) - 1;
  gboolean large = is_large (self, target);

  if (self->job && wire_job_set_error_if_cancelled (self->job, NULL))
    return;
  if (large)
    g_mutex_lock (&self->large);
  keep (self, wire_yara_scan_one (self->scan, target));
  if (large)
    g_mutex_unlock (&self->large);
  wire_job_set_progress (self->job, (double) g_atomic_int_add (&self->n_done, 1) / self->n, NULL);
}

static GPtrArray *
collect (Run *self)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_yara_result_free);

  for (guint i = 0; i < self->n; i++)
    if (self->results[i])
      g_ptr_array_add (results, self->results[i]);
  return results;
}

/**
 * wire_yara_scan_run:
 * @self: what is looked at
 * @job: (nullable): for progress, rest and cancellation
 * @error: set where %NULL is returned: @job was cancelled
 *
 * Looks at all of them, on as many threads as there are cores. Blocks: call it in a worker.
 *
 * Returns: (transfer full) (nullable) (element-type WireYaraResult): in order, those of which there
 *   is something to tell
 */
GPtrArray *
wire_yara_scan_run (const WireYaraScan *self, WireJob *job, GError **error)
{
  Run run = { .scan = self, .job = job };
  GThreadPool *pool =
      g_thread_pool_new (scan_target, &run, (int) g_get_num_processors (), FALSE, NULL);
  g_autoptr (GPtrArray) results = NULL;

  g_mutex_init (&run.large);
  run.n = self->list ? wire_object_list_get_length (self->list) : self->paths->len;
  run.results = g_new0 (WireYaraResult *, run.n + 1);
  for (guint32 i = 0; i < run.n; i++)
    if (has_bytes (self, i) && (!self->wanted || self->wanted (self->list, i, self->user_data)))
      g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  results = collect (&run);
  g_free (run.results);
  g_mutex_clear (&run.large);
  return wire_job_set_error_if_cancelled (job, error) ? NULL : g_steal_pointer (&results);
}
