/* wire-flow-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/flows/wire-flow-order.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireView *view;
  gboolean conversations;
  WireFlowSort key;
  gboolean descending;
  WireFlowOrder order; /* written by the worker before it returns, read after */

  WireFlowOrdered ordered;
} Request;

/* Between two looks at whether the job is cancelled. */
#define BLOCK 65536

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->view);
  g_clear_pointer (&request->order.rows, g_bytes_unref);
  g_free (request);
}

/* The largest rows so far, and how large they are. */
typedef struct
{
  guint32 *rows;
  guint64 sizes[WIRE_FLOW_ORDER_LARGEST];
  guint n;
} Ranking;

/* Ten rows are kept in order by insertion; most of a million are smaller than the tenth. */
static void
rank_row (Ranking *ranking, guint32 row, guint64 size)
{
  guint at = ranking->n;

  if (at == WIRE_FLOW_ORDER_LARGEST && ranking->sizes[at - 1] >= size)
    return;
  if (at < WIRE_FLOW_ORDER_LARGEST)
    ranking->n++;
  else
    at--;
  for (; at > 0 && ranking->sizes[at - 1] < size; at--)
    {
      ranking->sizes[at] = ranking->sizes[at - 1];
      ranking->rows[at] = ranking->rows[at - 1];
    }
  ranking->sizes[at] = size;
  ranking->rows[at] = row;
}

static gboolean
rank_rows (Request *request, WireJob *job, GError **error)
{
  guint32 n = wire_view_get_n_flows (request->view, request->conversations);
  Ranking packets = { .rows = request->order.largest };
  Ranking bytes = { .rows = request->order.by_bytes };

  for (guint32 row = 0; row < n; row++)
    {
      WireViewFlow flow;

      if (row % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_view_get_flow (request->view, request->conversations, row, &flow);
      rank_row (&packets, row, (guint64) flow.packets + flow.back_packets);
      rank_row (&bytes, row, flow.bytes + flow.back_bytes);
    }
  request->order.n_largest = packets.n;
  return TRUE;
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;

  if (!rank_rows (request, job, error))
    return FALSE;
  if (request->key == WIRE_FLOW_SORT_NONE)
    return TRUE;
  request->order.rows = wire_view_sort_flows (request->view, request->conversations, request->key,
                                              request->descending, job, error);
  return request->order.rows != NULL;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;
  gboolean done = wire_job_get_state (job) == WIRE_JOB_DONE;

  request->ordered (job, done ? &request->order : NULL, owner);
}

/**
 * wire_flow_order_start:
 * @view: whose flows
 * @conversations: its conversations instead
 * @key: by what; %WIRE_FLOW_SORT_NONE for order of first appearance
 * @descending: largest first
 * @ordered: called at the end
 * @owner: given to @ordered, and kept alive until then. It is let go on the main thread: a widget
 *   must not be freed by a worker.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_flow_order_start (WireView *view,
                       gboolean conversations,
                       WireFlowSort key,
                       gboolean descending,
                       WireFlowOrdered ordered,
                       GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->view = g_object_ref (view);
  request->conversations = conversations;
  request->key = key;
  request->descending = descending;
  request->ordered = ordered;
  return wire_owned_job_start (_ ("Sorting flows"), order_work, request, request_free, ended_cb,
                               owner);
}
