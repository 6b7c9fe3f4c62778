/* wire-table-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tables/wire-table-order.h"

#include "ui/lists/wire-keyed-rows.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  WireTableQuestion question;
  char *search;          /* case folded */
  GHashTable *looked_up; /* of the view, for the kind */
  WireTableOrder order;  /* written by the worker before it returns, read after */
  WireTableOrdered ordered;
} Request;

/* Between two looks at whether the job is cancelled. */
#define BLOCK 256

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->question.view);
  g_object_unref (request->question.source);
  g_clear_pointer (&request->order.rows, g_bytes_unref);
  g_clear_pointer (&request->looked_up, g_hash_table_unref);
  g_free (request->search);
  g_free (request);
}

static gboolean
has_filter (const WireTableQuestion *question)
{
  return question->view && wire_filter_get_length (wire_view_get_filter (question->view)) > 0;
}

static gboolean
passes_filter (const Request *self, guint row)
{
  const WireTableQuestion *question = &self->question;
  g_auto (WireTableTarget) target = { 0 };

  if (!has_filter (question))
    return TRUE;
  if (question->kind->passes)
    return question->kind->passes (question->source, row, question->view, self->looked_up);
  question->kind->get_target (question->source, row, &target);
  return target.packet != WIRE_TABLE_NONE
         && wire_view_find_packet (question->view, target.packet) != WIRE_VIEW_NO_PACKET;
}

/* @text: (transfer full) (nullable) */
static gboolean
contains (char *text, const char *needle)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  g_free (text);
  return folded && strstr (folded, needle);
}

static gboolean
is_found (const Request *self, guint row)
{
  const WireTableQuestion *question = &self->question;
  const WireTableKind *kind = question->kind;

  if (!self->search)
    return TRUE;
  for (guint i = 0; i < kind->n_columns; i++)
    if (contains (kind->make_text (question->source, row, i), self->search))
      return TRUE;
  return kind->make_more && contains (kind->make_more (question->source, row), self->search);
}

/* Figures within a text count as numbers, so that 10.0.0.9 comes before 10.0.0.10. */
static void
fill_key (const WireTableQuestion *question, guint32 row, WireRowKey *key)
{
  const WireTableKind *kind = question->kind;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (kind->columns[question->column].by_number)
    {
      key->number =
          wire_row_key_from_double (kind->get_number (question->source, row, question->column));
      return;
    }
  text = kind->make_text (question->source, row, question->column);
  folded = g_utf8_casefold (text ? text : "", -1);
  key->text = g_utf8_collate_key_for_filename (folded, -1);
}

static void
examine (Request *self, guint row, WireKeyedRows *rows)
{
  WireRowKey key = { 0 };

  if (!passes_filter (self, row))
    return;
  self->order.n_all++;
  if (!is_found (self, row))
    return;
  if (self->question.sorted)
    fill_key (&self->question, row, &key);
  wire_keyed_rows_add (rows, row, &key);
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  const WireTableQuestion *question = &self->question;
  guint n = question->kind->get_length (question->source);
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();

  if (question->kind->begin && has_filter (question))
    self->looked_up = question->kind->begin (question->view);
  for (guint i = 0; i < n; i++)
    {
      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      examine (self, i, rows);
    }
  wire_keyed_rows_sort (rows, question->descending);
  self->order.rows = wire_keyed_rows_list (rows);
  return TRUE;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *self = data;
  gboolean done = wire_job_get_state (job) == WIRE_JOB_DONE;

  self->ordered (job, done ? &self->order : NULL, owner);
}

/**
 * wire_table_order_start:
 * @question: what to list; copied
 * @ordered: called at the end
 * @owner: given to @ordered, kept alive until then and let go on the main thread
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_table_order_start (const WireTableQuestion *question, WireTableOrdered ordered, GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->question = *question;
  self->question.view = question->view ? g_object_ref (question->view) : NULL;
  self->question.source = g_object_ref (question->source);
  self->search =
      question->search && *question->search ? g_utf8_casefold (question->search, -1) : NULL;
  self->question.search = NULL;
  self->ordered = ordered;
  return wire_owned_job_start (_ ("Sorting rows"), order_work, self, request_free, ended_cb, owner);
}
