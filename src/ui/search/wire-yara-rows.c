/* wire-yara-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-yara-rows.h"

#include "base/wire-printable.h"
#include "capture/objects/wire-object-name.h"
#include "files/examination/wire-file-walk.h"
#include "ui/widgets/wire-figures.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* A rule, and what it matched. */
typedef struct
{
  guint result;
  guint match;
} Row;

/**
 * WireYaraRows:
 *
 * One row for each rule that matched a transfer or a file. Immutable once it is there.
 */
struct _WireYaraRows
{
  GObject parent_instance;

  WireYaraRules *rules;
  WireObjectList *list; /* NULL for files */
  GPtrArray *paths;     /* NULL for transfers */
  GPtrArray *problems;  /* of char *: what could not be read at all */
  GPtrArray *results;
  GArray *rows;
};

G_DEFINE_FINAL_TYPE (WireYaraRows, wire_yara_rows, G_TYPE_OBJECT)

typedef struct
{
  WireYaraQuestion question;
  WireYaraRows *rows;        /* written by the worker before it returns, read after */
  GCancellable *cancellable; /* of the job */
  WireYaraFound found;
} Request;

static void
wire_yara_rows_finalize (GObject *object)
{
  WireYaraRows *self = WIRE_YARA_ROWS (object);

  g_clear_pointer (&self->rules, wire_yara_rules_free);
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_ptr_array_unref (self->problems);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (wire_yara_rows_parent_class)->finalize (object);
}

static void
wire_yara_rows_class_init (WireYaraRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_yara_rows_finalize;
}

static void
wire_yara_rows_init (WireYaraRows *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

/* The scan */

/* A WireFileWalkFunc. */
static gboolean
take_file (const WireFoundFile *found, gpointer user_data)
{
  Request *request = user_data;
  WireYaraRows *self = request->rows;

  if (found->error)
    g_ptr_array_add (self->problems, g_strdup (found->error->message));
  else
    g_ptr_array_add (self->paths, g_strdup (found->path));
  return !g_cancellable_is_cancelled (request->cancellable);
}

static gboolean
list_targets (Request *self, WireJob *job, GError **error)
{
  const WireYaraQuestion *question = &self->question;

  self->cancellable = wire_job_get_cancellable (job);

  if (question->paths)
    {
      self->rows->paths = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < question->paths->len; i++)
        wire_file_walk (g_ptr_array_index (question->paths, i), TRUE, take_file, self);
    }
  else
    self->rows->list = question->objects
                           ? wire_object_list_ref (question->objects)
                           : wire_object_list_new_transfers (question->capture, self->cancellable);
  return !wire_job_set_error_if_cancelled (job, error);
}

static void
list_rows (WireYaraRows *self)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      const WireYaraResult *result = g_ptr_array_index (self->results, i);

      for (guint j = 0; result->matches && j < result->matches->len; j++)
        g_array_append_vals (self->rows, &(Row){ i, j }, 1);
    }
}

static gboolean
scan_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  WireYaraRows *rows = self->rows;
  WireYaraScan scan = { .timeout = WIRE_YARA_TIMEOUT };

  rows->rules = wire_yara_rules_new ((const char *const *) self->question.rules->pdata, error);
  if (!rows->rules || !list_targets (self, job, error))
    return FALSE;
  scan.rules = rows->rules;
  scan.list = rows->list;
  scan.paths = rows->paths;
  rows->results = wire_yara_scan_run (&scan, job, error);
  if (!rows->results)
    return FALSE;
  list_rows (rows);
  return TRUE;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_ptr_array_unref (self->question.rules);
  g_clear_object (&self->question.capture);
  g_clear_pointer (&self->question.objects, wire_object_list_unref);
  g_clear_pointer (&self->question.paths, g_ptr_array_unref);
  g_clear_object (&self->rows);
  g_free (self);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *self = data;

  self->found (job, wire_job_get_state (job) == WIRE_JOB_DONE ? self->rows : NULL, owner);
}

/* Returns: (transfer full): a copy with a %NULL at its end, which is not counted */
static GPtrArray *
copy_paths (const GPtrArray *paths)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (paths, i)));
  g_ptr_array_add (copy, NULL);
  g_ptr_array_set_size (copy, (int) paths->len);
  return copy;
}

/**
 * wire_yara_rows_start:
 * @question: what to look for; copied, with a reference to what it has
 * @found: called at the end
 * @owner: kept alive until then
 *
 * Compiles the rules, and runs them on everything. Main thread.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_yara_rows_start (const WireYaraQuestion *question, WireYaraFound found, GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->question.rules = copy_paths (question->rules);
  self->question.capture = question->capture ? g_object_ref (question->capture) : NULL;
  self->question.objects = question->objects ? wire_object_list_ref (question->objects) : NULL;
  self->question.paths = question->paths ? copy_paths (question->paths) : NULL;
  self->rows = g_object_new (WIRE_TYPE_YARA_ROWS, NULL);
  self->found = found;
  return wire_owned_job_start (_ ("Running rules of YARA"), scan_work, self, request_free, ended_cb,
                               owner);
}

/* The rows */

static const WireYaraResult *
get_result (WireYaraRows *self, guint row)
{
  return g_ptr_array_index (self->results, g_array_index (self->rows, Row, row).result);
}

/** Returns: the number of rows */
guint
wire_yara_rows_get_length (WireYaraRows *self)
{
  return self->rows->len;
}

/** Returns: (transfer none): the rule of @row, and where its strings are */
const WireYaraMatch *
wire_yara_rows_get_match (WireYaraRows *self, guint row)
{
  return g_ptr_array_index (get_result (self, row)->matches,
                            g_array_index (self->rows, Row, row).match);
}

/** Returns: the number of the transfer, or the index of the file, that the rule matched */
guint32
wire_yara_rows_get_target (WireYaraRows *self, guint row)
{
  return get_result (self, row)->target;
}

/** Returns: (transfer none) (nullable): the transfer that the rule matched */
const WireObject *
wire_yara_rows_get_object (WireYaraRows *self, guint row)
{
  return self->list ? wire_object_list_get (self->list, wire_yara_rows_get_target (self, row))
                    : NULL;
}

/** Returns: (transfer none) (nullable): the transfers that were looked at */
WireObjectList *
wire_yara_rows_get_list (WireYaraRows *self)
{
  return self->list;
}

/** Returns: (transfer none) (nullable): the file that the rule matched */
const char *
wire_yara_rows_get_path (WireYaraRows *self, guint row)
{
  return self->paths ? g_ptr_array_index (self->paths, wire_yara_rows_get_target (self, row))
                     : NULL;
}

static char *
tell_target (WireYaraRows *self, guint32 target)
{
  g_autofree char *number = wire_figure_count ((guint64) target + 1);
  g_autofree char *name = NULL;

  if (self->paths)
    return wire_printable_name (g_ptr_array_index (self->paths, target));
  name = wire_object_tell_name (wire_object_list_get (self->list, target));
  if (!name || !*name)
    /* Translators: %s is its number */
    return g_strdup_printf (_ ("Transfer %s"), number);
  /* Translators: a transfer by its number, and its name */
  return g_strdup_printf (_ ("Transfer %s: %s"), number, name);
}

/** Returns: (transfer full): what the rule matched, in words */
char *
wire_yara_rows_tell_name (WireYaraRows *self, guint row)
{
  return tell_target (self, wire_yara_rows_get_target (self, row));
}

/** Returns: how many transfers or files were to be looked at */
guint
wire_yara_rows_count_targets (WireYaraRows *self)
{
  return self->paths ? self->paths->len : wire_object_list_get_length (self->list);
}

static void
append_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
}

/* How many problems are told in full. */
#define TOLD 5u

/** Returns: (transfer full): what was not looked at, or not to its end, and what libyara warned of;
 * empty where there is nothing to say */
char *
wire_yara_rows_tell_problems (WireYaraRows *self)
{
  const GPtrArray *warnings = wire_yara_rules_get_warnings (self->rules);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->results->len; i++)
    {
      const WireYaraResult *result = g_ptr_array_index (self->results, i);
      g_autofree char *name = tell_target (self, result->target);
      g_autofree char *partial =
          g_strdup_printf (_ ("Only the first %u MiB of “%s” were looked at."),
                           WIRE_YARA_MAX_BYTES / 1024 / 1024, name);

      if ((result->error || result->partial) && n++ < TOLD)
        append_sentence (text, result->error ? result->error->message : partial);
    }
  for (guint i = 0; i < self->problems->len; i++)
    if (n++ < TOLD)
      append_sentence (text, g_ptr_array_index (self->problems, i));
  for (guint i = 0; i < warnings->len; i++)
    if (n++ < TOLD)
      append_sentence (text, g_ptr_array_index (warnings, i));
  if (n > TOLD)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("There is %u more remark.", "There are %u more remarks.", n - TOLD), n - TOLD);

      append_sentence (text, more);
    }
  return g_strdup (text->str);
}
