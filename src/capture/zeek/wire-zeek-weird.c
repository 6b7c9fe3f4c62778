/* wire-zeek-weird.c: weird.log: what Wirecase finds odd
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-remark.h"
#include "capture/zeek/wire-zeek-context.h"

#define PEER "wirecase"

static gboolean
write_row (const WireZeekContext *context,
           const WireZeekConnection *connection,
           gint64 time,
           const char *name,
           const char *details,
           const char *source,
           GError **error)
{
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_WEIRD, error);

  if (!log)
    return FALSE;
  wire_zeek_context_begin_row (context, log, connection, time);
  wire_zeek_log_add_string (log, name);
  wire_zeek_log_add_string (log, details);
  wire_zeek_log_add_bool (log, FALSE); /* notice */
  wire_zeek_log_add_string (log, PEER);
  wire_zeek_log_add_string (log, source);
  return wire_zeek_log_end_row (log, error);
}

/* What is odd about a request or a response. */
static gboolean
write_message (const WireZeekContext *context,
               const WireZeekConnection *connection,
               const WireHttpMessage *message,
               GError **error)
{
  const char *details = message->kind == WIRE_HTTP_REQUEST ? "request" : "response";

  for (guint bit = 0; bit < WIRE_HTTP_N_REMARKS; bit++)
    if (message->kind != WIRE_HTTP_NOTHING && (message->remarks & 1u << bit)
        && !write_row (context, connection, message->time, wire_http_remark_to_key (bit), details,
                       "HTTP", error))
      return FALSE;
  return TRUE;
}

static gboolean
write_exchanges (const WireZeekContext *context, GError **error)
{
  guint32 n = wire_capture_get_n_exchanges (context->capture);
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n && wire_capture_get_exchange (context->capture, i, &exchange); i++)
    {
      const WireZeekWholeFile *answer;
      const WireZeekConnection *connection =
          (exchange.request.remarks | exchange.response.remarks) != 0
              ? wire_zeek_context_find_exchange (context, &exchange, &answer)
              : NULL;

      if (connection
          && (!write_message (context, connection, &exchange.request, error)
              || !write_message (context, connection, &exchange.response, error)))
        return FALSE;
    }
  return TRUE;
}

/* Bytes that were sent twice, and not alike. */
static gboolean
write_versions (const WireZeekContext *context,
                const WireZeekConnection *connection,
                const WireObject *object,
                GError **error)
{
  g_autofree char *details = NULL;

  if (object->doubled == 0 || !object->version)
    return TRUE;
  details = g_strdup_printf ("%" G_GUINT64_FORMAT " bytes, packets %u and %u", object->doubled,
                             object->version->packet + 1, object->version->other_packet + 1);
  return write_row (context, connection, object->time, "two-versions", details, "TCP", error);
}

/* A name, a declared type and bytes that do not agree. */
static gboolean
write_disagreement (const WireZeekContext *context,
                    const WireZeekConnection *connection,
                    const WireObject *object,
                    const WireObjectFacts *facts,
                    GError **error)
{
  g_autofree char *details = NULL;

  if (!facts->verdict)
    return TRUE;
  details = g_strdup_printf ("declared %s, found %s",
                             object->content_type ? object->content_type : "nothing",
                             facts->type ? facts->type : "nothing");
  return write_row (context, connection, object->time, "type-mismatch", details, "FILES", error);
}

static gboolean
write_objects (const WireZeekContext *context, GError **error)
{
  WireObjectList *list = wire_zeek_files_get_list (context->files);

  for (guint32 i = 0; i < wire_object_list_get_length (list); i++)
    {
      const WireObject *object = wire_object_list_get (list, i);
      const WireZeekConnection *connection =
          wire_zeek_context_find_stream (context, object->stream, object->packet, NULL);

      if (connection
          && (!write_versions (context, connection, object, error)
              || !write_disagreement (context, connection, object,
                                      wire_zeek_files_get_facts (context->files, i), error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
wire_zeek_write_weird (const WireZeekContext *context, GError **error)
{
  return write_exchanges (context, error) && write_objects (context, error);
}
