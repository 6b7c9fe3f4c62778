/* wire-tls-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-order.h"

#include "ui/lists/wire-keyed-rows.h"
#include "ui/tls/wire-tls-words.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a .ui file calls them. */
G_DEFINE_ENUM_TYPE (WireTlsSort,
                    wire_tls_sort,
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_CLIENT, "client"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_VERSION, "version"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_SUITE, "suite"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_ALPN, "alpn"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_READABLE, "readable"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_BYTES, "bytes"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_JA4, "ja4"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_JA3, "ja3"),
                    G_DEFINE_ENUM_VALUE (WIRE_TLS_SORT_JA3S, "ja3s"))

typedef struct
{
  WireTlsQuestion question;
  char *search;       /* case folded */
  WireTlsOrder order; /* written by the worker before it returns, read after */
  WireTlsOrdered ordered;
} Request;

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

static void
fill_address (WireCapture *capture, const WireTlsSession *session, gboolean client, WireRowKey *key)
{
  WireTuple tuple = { 0 };

  wire_tls_words_get_tuple (capture, session, &tuple);
  memcpy (key->address, client ? tuple.src : tuple.dst, sizeof key->address);
}

static void
fill_key (WireTlsSort sort, WireCapture *capture, const WireTlsSession *session, WireRowKey *key)
{
  switch (sort)
    {
    case WIRE_TLS_SORT_CLIENT:
    case WIRE_TLS_SORT_SERVER:
      fill_address (capture, session, sort == WIRE_TLS_SORT_CLIENT, key);
      break;
    case WIRE_TLS_SORT_NAME:
      key->text = wire_row_key_fold (session->server_name);
      break;
    case WIRE_TLS_SORT_VERSION:
      key->number = session->version;
      break;
    case WIRE_TLS_SORT_SUITE:
      key->text = wire_tls_words_suite (session);
      break;
    case WIRE_TLS_SORT_ALPN:
      key->text = wire_row_key_fold (session->alpn);
      break;
    case WIRE_TLS_SORT_READABLE:
      key->number =
          (guint64) wire_tls_session_get_readable (session) << 8 | (guint64) session->reason;
      break;
    case WIRE_TLS_SORT_BYTES:
      key->number = session->content[0] + session->content[1];
      break;
    case WIRE_TLS_SORT_JA4:
      key->text = wire_row_key_fold (wire_tls_words_ja4 (session));
      break;
    case WIRE_TLS_SORT_JA3:
      key->text = wire_tls_words_ja3 (session);
      break;
    case WIRE_TLS_SORT_JA3S:
      key->text = wire_tls_words_ja3s (session);
      break;
    case WIRE_TLS_SORT_NONE:
    case WIRE_TLS_SORT_TIME:
      key->number = session->packet;
      break;
    }
}

static void
examine (Request *self, guint32 number, const WireTlsSession *session, WireKeyedRows *rows)
{
  WireCapture *capture = wire_view_get_capture (self->question.view);
  WireRowKey key = { 0 };

  if (!passes_filter (self, session))
    return;
  self->order.n_all++;
  self->order.n_readable += wire_tls_session_get_readable (session) == WIRE_TLS_READABLE;
  self->order.n_in_part += wire_tls_session_get_readable (session) == WIRE_TLS_READABLE_IN_PART;
  if (!is_found (self, capture, session))
    return;
  fill_key (self->question.key, capture, session, &key);
  wire_keyed_rows_add (rows, number, &key);
}

static gboolean
order_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  WireCapture *capture = wire_view_get_capture (self->question.view);
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();

  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };

      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      if (!wire_capture_get_tls_session (capture, i, &session))
        break;
      examine (self, i, &session, rows);
    }
  wire_keyed_rows_sort (rows, self->question.descending);
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
