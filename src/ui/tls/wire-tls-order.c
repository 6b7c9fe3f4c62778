/* wire-tls-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-order.h"

#include "ui/tls/wire-tls-words.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  WireTlsQuestion question;
  char *search;       /* case folded */
  WireTlsOrder order; /* written by the worker before it returns, read after */
  WireTlsOrdered ordered;
} Request;

/* What a row is sorted by: one of the three. */
typedef struct
{
  guint32 session;
  guint64 number;
  char *text;
  guint8 address[16];
} Keyed;

/* Between two looks at whether the job is cancelled. */
#define BLOCK 1024

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->question.view);
  g_clear_pointer (&request->order.rows, g_bytes_unref);
  g_free (request->search);
  g_free (request);
}

static void
keyed_clear (gpointer data)
{
  g_free (((Keyed *) data)->text);
}

static gboolean
passes_filter (const Request *self, const WireTlsSession *session)
{
  WireView *view = self->question.view;

  return wire_filter_get_length (wire_view_get_filter (view)) == 0
         || wire_view_find_packet (view, session->packet) != WIRE_VIEW_NO_PACKET;
}

/* @text: (transfer full) (nullable) */
static gboolean
contains (char *text, const char *needle)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  g_free (text);
  return folded && strstr (folded, needle);
}

static char *
tell_ends (WireCapture *capture, const WireTlsSession *session)
{
  WireTuple tuple;

  return wire_tls_words_get_tuple (capture, session, &tuple) ? wire_tuple_to_text (&tuple, " ")
                                                             : NULL;
}

static gboolean
is_found (const Request *self, WireCapture *capture, const WireTlsSession *session)
{
  const char *needle = self->search;

  return !needle || contains (g_strdup (session->server_name), needle)
         || contains (g_strdup (session->alpn), needle)
         || contains (g_strdup (wire_tls_words_version (session)), needle)
         || contains (wire_tls_words_suite (session), needle)
         || contains (g_strdup (wire_tls_words_ja4 (session)), needle)
         || contains (wire_tls_words_ja3 (session), needle)
         || contains (wire_tls_words_ja3s (session), needle)
         || contains (wire_tls_words_readable (session), needle)
         || contains (tell_ends (capture, session), needle);
}

static char *
fold (const char *text)
{
  return g_utf8_strdown (text ? text : "", -1);
}

static void
fill_address (WireCapture *capture, const WireTlsSession *session, gboolean client, Keyed *keyed)
{
  WireTuple tuple = { 0 };

  wire_tls_words_get_tuple (capture, session, &tuple);
  memcpy (keyed->address, client ? tuple.src : tuple.dst, sizeof keyed->address);
}

static void
fill_key (WireTlsSort key, WireCapture *capture, const WireTlsSession *session, Keyed *keyed)
{
  switch (key)
    {
    case WIRE_TLS_SORT_CLIENT:
    case WIRE_TLS_SORT_SERVER:
      fill_address (capture, session, key == WIRE_TLS_SORT_CLIENT, keyed);
      break;
    case WIRE_TLS_SORT_NAME:
      keyed->text = fold (session->server_name);
      break;
    case WIRE_TLS_SORT_VERSION:
      keyed->number = session->version;
      break;
    case WIRE_TLS_SORT_SUITE:
      keyed->text = wire_tls_words_suite (session);
      break;
    case WIRE_TLS_SORT_ALPN:
      keyed->text = fold (session->alpn);
      break;
    case WIRE_TLS_SORT_READABLE:
      keyed->number =
          (guint64) wire_tls_session_get_readable (session) << 8 | (guint64) session->reason;
      break;
    case WIRE_TLS_SORT_BYTES:
      keyed->number = session->content[0] + session->content[1];
      break;
    case WIRE_TLS_SORT_JA4:
      keyed->text = fold (wire_tls_words_ja4 (session));
      break;
    case WIRE_TLS_SORT_JA3:
      keyed->text = wire_tls_words_ja3 (session);
      break;
    case WIRE_TLS_SORT_JA3S:
      keyed->text = wire_tls_words_ja3s (session);
      break;
    case WIRE_TLS_SORT_NONE:
    case WIRE_TLS_SORT_TIME:
      keyed->number = session->packet;
      break;
    }
}

/* Rows that are equal stay as they were found, whichever way is sorted. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Keyed *left = a;
  const Keyed *right = b;
  int sign = GPOINTER_TO_INT (data);
  int order = g_strcmp0 (left->text, right->text);

  if (order == 0)
    order = memcmp (left->address, right->address, sizeof left->address);
  if (order == 0)
    order = (left->number > right->number) - (left->number < right->number);
  return order ? sign * order : (left->session > right->session) - (left->session < right->session);
}

static void
examine (Request *self, guint32 number, const WireTlsSession *session, GArray *rows)
{
  WireCapture *capture = wire_view_get_capture (self->question.view);
  Keyed keyed = { .session = number };

  if (!passes_filter (self, session))
    return;
  self->order.n_all++;
  self->order.n_readable += wire_tls_session_get_readable (session) == WIRE_TLS_READABLE;
  self->order.n_in_part += wire_tls_session_get_readable (session) == WIRE_TLS_READABLE_IN_PART;
  if (!is_found (self, capture, session))
    return;
  fill_key (self->question.key, capture, session, &keyed);
  g_array_append_val (rows, keyed);
}

static void
take_rows (Request *self, const GArray *rows)
{
  guint32 *numbers = g_new (guint32, MAX (1, rows->len));

  for (guint i = 0; i < rows->len; i++)
    numbers[i] = g_array_index (rows, Keyed, i).session;
  self->order.rows = g_bytes_new_take (numbers, rows->len * sizeof *numbers);
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  WireCapture *capture = wire_view_get_capture (self->question.view);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Keyed));

  g_array_set_clear_func (rows, keyed_clear);
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };

      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      if (!wire_capture_get_tls_session (capture, i, &session))
        break;
      examine (self, i, &session, rows);
    }
  g_array_sort_with_data (rows, compare, GINT_TO_POINTER (self->question.descending ? -1 : 1));
  take_rows (self, rows);
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
 * wire_tls_order_start:
 * @question: what to list; copied
 * @ordered: called at the end
 * @owner: given to @ordered, kept alive until then and let go on the main thread
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_tls_order_start (const WireTlsQuestion *question, WireTlsOrdered ordered, GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->question = *question;
  self->question.view = g_object_ref (question->view);
  self->search =
      question->search && *question->search ? g_utf8_casefold (question->search, -1) : NULL;
  self->question.search = NULL;
  self->ordered = ordered;
  return wire_owned_job_start (_ ("Sorting connections"), order_work, self, request_free, ended_cb,
                               owner);
}
