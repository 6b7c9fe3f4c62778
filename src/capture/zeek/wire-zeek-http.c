/* wire-zeek-http.c: http.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-coding.h"
#include "capture/http/wire-http-head.h"
#include "capture/wire-capture-body.h"
#include "capture/zeek/wire-zeek-context.h"
#include "capture/zeek/conn/wire-zeek-service.h"
#include "capture/zeek/files/wire-zeek-mime.h"
#include "capture/zeek/wire-zeek-body.h"

/* As many files of one message are named (HTTP::max_files_orig). */
#define MAX_FILES 15u

/* Heads that are read again are no longer than this. */
#define MAX_HEAD (256u * 1024)

/* What the head of a request says. All but @proxied are (transfer full) (nullable). */
typedef struct
{
  GBytes *head;
  WireSpan host;
  WireSpan referrer;
  WireSpan user_agent;
  WireSpan origin;
  char *username;
  GPtrArray *proxied;
} RequestFields;

static void
request_fields_clear (RequestFields *self)
{
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->proxied, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RequestFields, request_fields_clear)

static GBytes *
read_head (const WireZeekContext *context, guint32 exchange, WireHttpKind kind)
{
  g_auto (WireBody) head = { 0 };

  if (!wire_capture_get_message_places (context->capture, exchange, kind, &head, NULL))
    return NULL;
  return wire_capture_read_body (context->capture, &head, 0, MIN (head.size, MAX_HEAD), NULL);
}

static gboolean
is_proxy_field (WireSpan name)
{
  static const char *const NAMES[] = {
    "forwarded", "x-forwarded-for",  "x-forwarded-from", "client-ip",
    "via",       "xroxy-connection", "proxy-connection"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (wire_span_equals (name, NAMES[i]))
      return TRUE;
  return FALSE;
}

static void
add_proxied (RequestFields *self, WireSpan name, WireSpan value)
{
  g_autofree char *upper = g_ascii_strup (name.data, (gssize) name.length);

  if (!self->proxied)
    self->proxied = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->proxied,
                   g_strdup_printf ("%s -> %.*s", upper, (int) value.length, value.data));
}

/* Passwords are not for logs. */
static void
read_authorization (RequestFields *self, WireSpan value)
{
  g_autofree char *text = g_strndup (value.data, value.length);
  g_autofree guchar *decoded = NULL;
  gsize length = 0;
  const guchar *colon;

  if (g_ascii_strncasecmp (text, "basic ", 6) != 0)
    return;
  g_free (self->username);
  decoded = g_base64_decode (g_strstrip (text + 6), &length);
  colon = length > 0 ? memchr (decoded, ':', length) : NULL;
  self->username = colon ? g_strndup ((const char *) decoded, (gsize) (colon - decoded))
                         : g_strdup ("<problem-decoding>");
}

static void
take_field (RequestFields *self, WireSpan name, WireSpan value)
{
  if (wire_span_equals (name, "host"))
    self->host = value;
  else if (wire_span_equals (name, "referer"))
    self->referrer = value;
  else if (wire_span_equals (name, "user-agent"))
    self->user_agent = value;
  else if (wire_span_equals (name, "origin"))
    self->origin = value;
  else if (is_proxy_field (name))
    add_proxied (self, name, value);
  else if (wire_span_equals (name, "authorization")
           || wire_span_equals (name, "proxy-authorization"))
    read_authorization (self, value);
}

static void
read_request (const WireZeekContext *context, guint32 exchange, RequestFields *self)
{
  WireHttpFields fields;
  WireSpan name;
  WireSpan value;

  self->head = read_head (context, exchange, WIRE_HTTP_REQUEST);
  if (!self->head)
    return;
  wire_http_fields_init (&fields, g_bytes_get_data (self->head, NULL),
                         g_bytes_get_size (self->head));
  while (wire_http_fields_next (&fields, &name, &value))
    take_field (self, name, value);
}

static void
add_span (WireZeekLog *log, WireSpan span)
{
  if (span.data)
    wire_zeek_log_add_bytes (log, span.data, span.length);
  else
    wire_zeek_log_add_unset (log);
}

/* Escapes of RFC 3986, section 2.1, undone; others stay. */
static void
add_uri (WireZeekLog *log, const char *uri)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *at = uri; *at; at++)
    if (*at == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
      {
        g_string_append_c (
            plain, (char) (g_ascii_xdigit_value (at[1]) << 4 | g_ascii_xdigit_value (at[2])));
        at += 2;
      }
    else
      g_string_append_c (plain, *at);
  wire_zeek_log_add_bytes (log, plain->str, plain->len);
}

/* Zeek's field is that of the response, where there is one. */
static void
add_version (WireZeekLog *log, const WireHttpExchange *exchange)
{
  const WireHttpMessage *message = &exchange->response;
  g_autofree char *text = NULL;

  if (message->kind == WIRE_HTTP_NOTHING)
    {
      wire_zeek_log_add_unset (log);
      return;
    }
  if (exchange->protocol)
    text = g_strdup (g_str_has_prefix (exchange->protocol, "HTTP/") ? exchange->protocol + 5
                                                                    : exchange->protocol);
  else if (message->version && g_str_has_prefix (message->version, "HTTP/"))
    text = g_strdup (message->version + 5);
  else
    text = g_strdup_printf ("%u.%u", message->major ? message->major : 1, message->minor);
  wire_zeek_log_add_string (log, text);
}

static guint64
get_length (const WireZeekContext *context,
            guint32 number,
            const WireHttpMessage *message,
            gboolean upload)
{
  const GArray *files = wire_zeek_files_find (context->files, number, upload);
  guint64 length = 0;

  if (!files || !wire_content_is_coded (message->content_encoding))
    return wire_zeek_body_measure (context->capture, number, message);
  for (guint i = 0; i < files->len; i++)
    {
      const WireObjectFacts *facts =
          wire_zeek_files_get_facts (context->files, g_array_index (files, guint32, i));

      length += facts ? facts->size : 0;
    }
  return length;
}

static void
add_reason (const WireZeekContext *context, WireZeekLog *log, guint32 number)
{
  g_autoptr (GBytes) head = read_head (context, number, WIRE_HTTP_RESPONSE);
  WireHttpStart start = { 0 };
  gsize size = 0;
  const char *data = head ? g_bytes_get_data (head, &size) : NULL;
  const char *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize length = end ? (gsize) (end - data) : size;

  while (length > 0 && data[length - 1] == '\r')
    length--;
  if (length == 0 || wire_http_read_start_line (data, length, &start) != WIRE_HTTP_RESPONSE
      || !start.reason.data)
    wire_zeek_log_add_unset (log);
  else if (start.reason.length == 0)
    wire_zeek_log_add_string (log, "<empty>");
  else
    add_span (log, start.reason);
}

static void
add_status (const WireZeekContext *context,
            WireZeekLog *log,
            guint32 number,
            const WireHttpMessage *response)
{
  if (response->kind == WIRE_HTTP_NOTHING)
    {
      for (guint i = 0; i < 4; i++)
        wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_count (log, response->status);
  add_reason (context, log, number);
  /* A final answer of 1xx is 101: Switching Protocols. */
  if (response->status >= 100 && response->status < 200)
    {
      wire_zeek_log_add_count (log, response->status);
      add_reason (context, log, number);
      return;
    }
  wire_zeek_log_add_unset (log);
  wire_zeek_log_add_unset (log);
}

/* Of HTTP/0.9, where answers have no status. */
static void
add_bare_status (WireZeekLog *log)
{
  wire_zeek_log_add_count (log, 0);
  wire_zeek_log_add_string (log, "<empty>");
  wire_zeek_log_add_unset (log);
  wire_zeek_log_add_unset (log);
}

/* Of a part of a file (206) Zeek tells the type when it has seen enough, or all. */
static gboolean
knows_type (const WireZeekContext *context, guint32 file, const WireHttpMessage *message)
{
  const WireObject *object;

  if (message->status != 206 || wire_zeek_files_get_part (context->files, file))
    return TRUE;
  object = wire_object_list_get (wire_zeek_files_get_list (context->files), file);
  return object->size >= WIRE_ZEEK_MIME_HEAD
         || (message->content_range
             && MAX (object->size, message->body.size)
                    >= wire_zeek_body_read_total (message->content_range));
}

static void
add_files (const WireZeekContext *context,
           WireZeekLog *log,
           guint32 number,
           const WireHttpMessage *message,
           gboolean upload)
{
  const GArray *objects = wire_zeek_files_find (context->files, number, upload);
  g_autoptr (GPtrArray) fuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) types = g_ptr_array_new ();

  for (guint i = 0; objects && i < MIN (objects->len, MAX_FILES); i++)
    {
      guint32 object = g_array_index (objects, guint32, i);
      char fuid[WIRE_ZEEK_ID_SIZE];
      char *name = (char *) wire_zeek_files_get_name (context->files, object);

      wire_zeek_files_make_fuid (context->files, object, fuid);
      g_ptr_array_add (fuids, g_strdup (fuid));
      if (name)
        g_ptr_array_add (names, name);
      if (wire_zeek_files_get_type (context->files, object)
          && knows_type (context, object, message))
        g_ptr_array_add (types, wire_zeek_files_get_type (context->files, object));
    }
  wire_zeek_log_add_strings (log, fuids);
  wire_zeek_log_add_strings (log, names);
  wire_zeek_log_add_strings (log, types);
}

static void
add_request (WireZeekLog *log, const WireHttpMessage *request, const RequestFields *fields)
{
  wire_zeek_log_add_string (log, request->method);
  add_span (log, fields->host);
  if (request->uri)
    add_uri (log, request->uri);
  else
    wire_zeek_log_add_unset (log);
  add_span (log, fields->referrer);
}

static gboolean
write_exchange (const WireZeekContext *context,
                WireZeekLog *log,
                guint32 number,
                const WireHttpExchange *exchange,
                const WireZeekConnection *connection,
                const WireZeekWholeFile *bare,
                guint depth,
                GError **error)
{
  const WireHttpMessage *request = &exchange->request;
  gboolean asked = request->kind == WIRE_HTTP_REQUEST;
  g_auto (RequestFields) fields = { 0 };

  if (asked)
    read_request (context, number, &fields);
  wire_zeek_context_begin_row (context, log, connection,
                               asked ? request->time : exchange->response.time);
  wire_zeek_log_add_count (log, depth);
  add_request (log, request, &fields);
  if (bare)
    wire_zeek_log_add_string (log, "0.9");
  else
    add_version (log, exchange);
  add_span (log, fields.user_agent);
  add_span (log, fields.origin);
  wire_zeek_log_add_count (log, get_length (context, number, request, TRUE));
  wire_zeek_log_add_count (log, bare ? bare->size
                                     : get_length (context, number, &exchange->response, FALSE));
  if (bare)
    add_bare_status (log);
  else
    add_status (context, log, number, &exchange->response);
  wire_zeek_log_begin_list (log); /* tags */
  wire_zeek_log_end_list (log);
  wire_zeek_log_add_string (log, fields.username);
  wire_zeek_log_add_unset (log); /* password */
  wire_zeek_log_add_strings (log, fields.proxied);
  add_files (context, log, number, request, TRUE);
  add_files (context, log, number, &exchange->response, FALSE);
  return wire_zeek_log_end_row (log, error);
}

static gboolean
is_token (const char *text)
{
  for (; *text; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

/* Zeek takes a line for a request only where it begins with a method and a blank: not `GET/
 * HTTP/1.1`. */
static gboolean
is_request_of_zeek (const WireZeekContext *context, guint32 number, const WireHttpMessage *request)
{
  g_autoptr (GBytes) head = NULL;
  gsize method = request->method ? strlen (request->method) : 0;
  gsize size = 0;
  const char *data;

  if (!(request->remarks & WIRE_HTTP_ODD_START))
    return TRUE;
  if (request->method && !is_token (request->method))
    return FALSE;
  head = read_head (context, number, WIRE_HTTP_REQUEST);
  data = head ? g_bytes_get_data (head, &size) : NULL;
  return size <= method || strncmp (data, request->method, method) != 0
         || g_ascii_isspace (data[method]);
}

/* The row that Zeek writes all the same has nothing of it but when it was. */
static void
forget_request (WireHttpExchange *exchange)
{
  if (exchange->response.kind == WIRE_HTTP_NOTHING)
    exchange->response.time = exchange->request.time;
  exchange->request = (WireHttpMessage){ .kind = WIRE_HTTP_NOTHING };
}

gboolean
wire_zeek_write_http (const WireZeekContext *context, GError **error)
{
  guint32 n = wire_capture_get_n_exchanges (context->capture);
  g_autoptr (GHashTable) depths = g_hash_table_new (NULL, NULL);
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n && wire_capture_get_exchange (context->capture, i, &exchange); i++)
    {
      const WireZeekWholeFile *bare;
      WireZeekConnection *connection = wire_zeek_context_find_exchange (context, &exchange, &bare);
      WireZeekLog *log;
      guint depth;

      if (!connection)
        continue;
      if (!is_request_of_zeek (context, i, &exchange.request))
        forget_request (&exchange);
      log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_HTTP, error);
      depth = GPOINTER_TO_UINT (g_hash_table_lookup (depths, connection)) + 1;
      g_hash_table_insert (depths, connection, GUINT_TO_POINTER (depth));
      if (!log || !write_exchange (context, log, i, &exchange, connection, bare, depth, error))
        return FALSE;
    }
  return TRUE;
}

void
wire_zeek_note_http (const WireZeekContext *context)
{
  guint32 n = wire_capture_get_n_exchanges (context->capture);
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n && wire_capture_get_exchange (context->capture, i, &exchange); i++)
    {
      const WireZeekWholeFile *bare;
      WireZeekConnection *connection = wire_zeek_context_find_exchange (context, &exchange, &bare);

      if (!connection)
        continue;
      if (!exchange.decrypted)
        wire_zeek_connection_add_service (connection, WIRE_ZEEK_HTTP);
      if (exchange.response.status == 101 && exchange.response.upgrade
          && g_ascii_strcasecmp (exchange.response.upgrade, "websocket") == 0)
        wire_zeek_connection_add_service (connection, WIRE_ZEEK_WEBSOCKET);
    }
}
