/* wire-http-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/http/wire-http-order.h"

#include "ui/lists/wire-keyed-rows.h"
#include "ui/work/wire-owned-job.h"
#include "capture/wire-capture-body.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a .ui file calls them. */
G_DEFINE_ENUM_TYPE (WireHttpSort,
                    wire_http_sort,
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_CLIENT, "client"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_METHOD, "method"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_HOST, "host"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_URI, "uri"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_REFERER, "referer"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_STATUS, "status"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_TYPE, "type"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_SIZE, "size"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_WAIT, "wait"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_VERSION, "version"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_STREAM_ID, "stream-id"),
                    G_DEFINE_ENUM_VALUE (WIRE_HTTP_SORT_DECRYPTED, "decrypted"))

typedef struct
{
  WireHttpQuestion question;
  char *search;        /* case folded */
  WireHttpOrder order; /* written by the worker before it returns, read after */
  WireHttpOrdered ordered;
} Request;

/* Between two looks at whether the job is cancelled. */
#define BLOCK 1024

/* Of a head, what is searched in; a longer one is an attack or a mistake. */
#define MAX_HEAD (64u * 1024)

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->question.view);
  g_clear_pointer (&request->order.rows, g_bytes_unref);
  g_clear_pointer (&request->order.nodes, g_array_unref);
  g_free (request->search);
  g_free (request);
}

/** Returns: nanoseconds from the request's last byte to the response's first; -1 where unknown */
gint64
wire_http_get_wait (const WireHttpExchange *exchange)
{
  if (!exchange->request.kind || !exchange->response.kind
      || exchange->request.last_time == WIRE_TIME_NONE || exchange->response.time == WIRE_TIME_NONE)
    return -1;
  return MAX (0, exchange->response.time - exchange->request.last_time);
}

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded && strstr (folded, needle);
}

static gboolean
head_contains (WireCapture *capture, guint32 number, WireHttpKind kind, const char *needle)
{
  g_auto (WireBody) head = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (!wire_capture_get_message_places (capture, number, kind, &head, NULL))
    return FALSE;
  bytes = wire_capture_read_body (capture, &head, 0, (gsize) MIN (head.size, MAX_HEAD), NULL);
  if (!bytes)
    return FALSE;
  text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  return contains (text, needle);
}

/* What is kept of a request is looked at before the file is. */
static gboolean
is_found (Request *self, WireCapture *capture, guint32 number, const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;

  return !self->search || contains (request->method, self->search)
         || contains (request->uri, self->search) || contains (request->host, self->search)
         || contains (request->referer, self->search)
         || head_contains (capture, number, WIRE_HTTP_REQUEST, self->search)
         || head_contains (capture, number, WIRE_HTTP_RESPONSE, self->search);
}

static gboolean
passes_filter (const Request *self, const WireHttpExchange *exchange)
{
  WireView *view = self->question.view;

  return wire_filter_get_length (wire_view_get_filter (view)) == 0
         || wire_view_find_packet (view, exchange->request.packet) != WIRE_VIEW_NO_PACKET;
}

static void
fill_key (WireHttpSort sort,
          WireCapture *capture,
          const WireHttpExchange *exchange,
          WireRowKey *key)
{
  const WireHttpMessage *request = &exchange->request;
  WireTuple tuple = { 0 };

  switch (sort)
    {
    case WIRE_HTTP_SORT_CLIENT:
    case WIRE_HTTP_SORT_SERVER:
      wire_capture_get_exchange_tuple (capture, exchange, &tuple);
      memcpy (key->address, sort == WIRE_HTTP_SORT_CLIENT ? tuple.src : tuple.dst,
              sizeof key->address);
      break;
    case WIRE_HTTP_SORT_METHOD:
      key->text = wire_row_key_fold (request->method);
      break;
    case WIRE_HTTP_SORT_HOST:
      key->text = wire_row_key_fold (request->host);
      break;
    case WIRE_HTTP_SORT_URI:
      key->text = wire_row_key_fold (request->uri);
      break;
    case WIRE_HTTP_SORT_REFERER:
      key->text = wire_row_key_fold (request->referer);
      break;
    case WIRE_HTTP_SORT_TYPE:
      key->text = wire_row_key_fold (exchange->response.content_type);
      break;
    case WIRE_HTTP_SORT_STATUS:
      key->number = exchange->response.status;
      break;
    case WIRE_HTTP_SORT_SIZE:
      key->number = exchange->response.body.size;
      break;
    case WIRE_HTTP_SORT_WAIT:
      key->number = (guint64) (wire_http_get_wait (exchange) + 1);
      break;
    case WIRE_HTTP_SORT_VERSION:
      key->number = 10u * request->major + request->minor;
      break;
    case WIRE_HTTP_SORT_STREAM_ID:
      key->number = exchange->stream_id;
      break;
    case WIRE_HTTP_SORT_DECRYPTED:
      key->number = exchange->decrypted;
      break;
    case WIRE_HTTP_SORT_NONE:
    case WIRE_HTTP_SORT_TIME:
      break;
    }
}

static gboolean
examine (Request *self, guint32 number, WireKeyedRows *rows)
{
  WireCapture *capture = wire_view_get_capture (self->question.view);
  WireHttpExchange exchange;
  WireRowKey key = { 0 };

  if (!wire_capture_get_exchange (capture, number, &exchange) || !passes_filter (self, &exchange))
    return FALSE;
  self->order.n_all++;
  if (!is_found (self, capture, number, &exchange))
    return FALSE;
  fill_key (self->question.key, capture, &exchange, &key);
  if (self->question.key == WIRE_HTTP_SORT_TIME) /* they are listed in order of time */
    key.number = wire_keyed_rows_get_length (rows);
  wire_keyed_rows_add (rows, number, &key);
  return TRUE;
}

static gboolean
order_tree (Request *self, WireJob *job, WireKeyedRows *rows, GError **error)
{
  g_autoptr (GArray) nodes = wire_http_tree_new (wire_view_get_capture (self->question.view),
                                                 wire_job_get_cancellable (job), error);

  self->order.nodes = g_array_new (FALSE, FALSE, sizeof (WireHttpTreeNode));
  for (guint i = 0; nodes && i < nodes->len; i++)
    {
      const WireHttpTreeNode *node = &g_array_index (nodes, WireHttpTreeNode, i);

      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      if (examine (self, node->exchange, rows))
        g_array_append_val (self->order.nodes, *node);
    }
  return nodes != NULL;
}

static gboolean
order_table (Request *self, WireJob *job, WireKeyedRows *rows, GError **error)
{
  g_autoptr (GArray) numbers =
      wire_capture_list_requests (wire_view_get_capture (self->question.view));

  for (guint i = 0; i < numbers->len; i++)
    {
      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      examine (self, g_array_index (numbers, guint32, i), rows);
    }
  if (self->question.key != WIRE_HTTP_SORT_NONE)
    wire_keyed_rows_sort (rows, self->question.descending);
  return TRUE;
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();

  if (!(self->question.tree ? order_tree (self, job, rows, error)
                            : order_table (self, job, rows, error)))
    return FALSE;
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
 * wire_http_order_start:
 * @question: what to list; copied
 * @ordered: called at the end
 * @owner: given to @ordered, kept alive until then and let go on the main thread
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_http_order_start (const WireHttpQuestion *question, WireHttpOrdered ordered, GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->question = *question;
  self->question.view = g_object_ref (question->view);
  self->search =
      question->search && *question->search ? g_utf8_casefold (question->search, -1) : NULL;
  self->question.search = NULL;
  self->ordered = ordered;
  return wire_owned_job_start (_ ("Sorting requests"), order_work, self, request_free, ended_cb,
                               owner);
}
