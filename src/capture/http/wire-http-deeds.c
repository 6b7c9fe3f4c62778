/* wire-http-deeds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-deeds.h"

#include <string.h>

/* What a request asks for that is worth a line. */
typedef enum
{
  NOTHING,
  SAYS, /* it changes properties or locks, or lists */
  PUTS, /* a transfer as well; worth a line only between others */
  DELETES,
  MOVES,
  COPIES,
  MAKES_FOLDER,
} Deed;

static const struct
{
  const char *method;
  Deed deed;
} METHODS[] = {
  { "MOVE", MOVES },         { "COPY", COPIES },    { "DELETE", DELETES },
  { "MKCOL", MAKES_FOLDER }, { "PROPPATCH", SAYS }, { "PROPFIND", SAYS },
  { "LOCK", SAYS },          { "UNLOCK", SAYS },    { "PUT", PUTS },
};

/* How far an event may be behind others: requests that wait for their answers come late. */
#define MAX_LATE 1024u

struct _WireHttpDeeds
{
  WireSessionLog *sessions;
  GHashTable *by_stream; /* number of a stream to its WireSession, which the log owns */
};

/** Returns: (transfer full): tells what was done in @sessions, which outlive it */
WireHttpDeeds *
wire_http_deeds_new (WireSessionLog *sessions)
{
  WireHttpDeeds *self = g_new0 (WireHttpDeeds, 1);

  self->sessions = sessions;
  self->by_stream = g_hash_table_new (NULL, NULL);
  return self;
}

void
wire_http_deeds_free (WireHttpDeeds *self)
{
  g_hash_table_unref (self->by_stream);
  g_free (self);
}

static Deed
find_deed (const WireHttpMessage *request)
{
  if (request->kind != WIRE_HTTP_REQUEST || !request->method || !request->uri)
    return NOTHING;
  for (guint i = 0; i < G_N_ELEMENTS (METHODS); i++)
    if (g_str_equal (request->method, METHODS[i].method))
      return METHODS[i].deed;
  return NOTHING;
}

static WireSession *
begin_session (WireHttpDeeds *self, const WireHttpExchange *exchange)
{
  WireSession *session = wire_session_log_append (self->sessions);

  if (!session)
    return NULL;
  session->protocol = "HTTP";
  session->stream = exchange->stream;
  session->client = exchange->client;
  session->packet = exchange->request.packet;
  session->time = exchange->request.time;
  g_hash_table_insert (self->by_stream, GUINT_TO_POINTER (exchange->stream), session);
  return session;
}

/* Whatever deletes is not WebDAV for that: many interfaces of programs do. Returns: (nullable) */
static WireSession *
ensure_session (WireHttpDeeds *self, const WireHttpExchange *exchange, Deed deed)
{
  WireSession *session = g_hash_table_lookup (self->by_stream, GUINT_TO_POINTER (exchange->stream));

  if (!session && deed != PUTS)
    session = begin_session (self, exchange);
  if (session && deed != PUTS && deed != DELETES)
    session->protocol = "WebDAV";
  if (session)
    session->decrypted |= exchange->decrypted;
  return session;
}

/* Returns: @uri, without the server where that is the one that was asked */
static const char *
skip_server (const WireHttpExchange *exchange, const char *uri)
{
  const char *asked = exchange->request.host ? exchange->request.host : exchange->authority;
  const char *server = strstr (uri, "://");
  const char *path = server ? strchr (server + 3, '/') : NULL;

  if (!path || !asked || memchr (uri, '/', (gsize) (server - uri)))
    return uri;
  server += 3;
  return strlen (asked) == (gsize) (path - server)
                 && g_ascii_strncasecmp (asked, server, (gsize) (path - server)) == 0
             ? path
             : uri;
}

/* Returns: (transfer full) (nullable): @uri (nullable) as people read it */
static char *
tell_path (const WireHttpExchange *exchange, const char *uri)
{
  const char *path = uri ? skip_server (exchange, uri) : NULL;
  char *plain = path ? g_uri_unescape_string (path, NULL) : NULL;

  return plain ? plain : g_strdup (path);
}

/* Brings the last event to its place among those before it, by their packets. */
static void
settle_last (WireSession *session)
{
  guint last = session->events->len - 1;
  const WireSessionEvent event = g_array_index (session->events, WireSessionEvent, last);
  guint place = last;

  while (place > 0 && last - place < MAX_LATE
         && g_array_index (session->events, WireSessionEvent, place - 1).packet > event.packet)
    place--;
  if (place == last)
    return;
  g_array_set_size (session->events, last);
  g_array_insert_val (session->events, place, event);
}

static void
add_event (WireHttpDeeds *self,
           WireSession *session,
           WireSessionEventKind kind,
           const WireHttpMessage *said,
           const char *text,
           const char *other)
{
  const WireSessionEvent event = {
    .kind = (guint8) kind,
    .side = said->kind == WIRE_HTTP_REQUEST ? session->client : !session->client,
    .packet = said->packet,
    .time = said->time,
    .text = text,
    .other = other,
  };

  guint before = session->events->len;

  wire_session_log_add (self->sessions, session, &event);
  if (session->events->len > before)
    settle_last (session);
}

static void
say (WireHttpDeeds *self, WireSession *session, const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;
  const WireHttpMessage *response = &exchange->response;
  g_autofree char *asked =
      request->destination
          ? g_strdup_printf ("%s %s to %s", request->method, request->uri, request->destination)
          : g_strdup_printf ("%s %s", request->method, request->uri);
  g_autofree char *answered = g_strdup_printf ("%u", response->status);

  add_event (self, session, WIRE_SESSION_SAID, request, asked, NULL);
  if (response->kind == WIRE_HTTP_RESPONSE)
    add_event (self, session, WIRE_SESSION_SAID, response, answered, NULL);
}

/* 202 promises it, and 207 says that some of it was not done (RFC 4918, section 9.6.1). */
static gboolean
was_done (const WireHttpMessage *response)
{
  return response->kind == WIRE_HTTP_RESPONSE
         && (response->status == 200 || response->status == 201 || response->status == 204);
}

static WireSessionEventKind
choose_kind (Deed deed, const char *path)
{
  switch (deed)
    {
    case MOVES:
      return WIRE_SESSION_RENAMED;
    case COPIES:
      return WIRE_SESSION_COPIED;
    case MAKES_FOLDER:
      return WIRE_SESSION_MADE_FOLDER;
    case DELETES:
      return g_str_has_suffix (path, "/") ? WIRE_SESSION_REMOVED_FOLDER : WIRE_SESSION_DELETED;
    default:
      return WIRE_SESSION_SAID;
    }
}

/** Tells what was asked for in @exchange, to which nothing more is added, and what came of it. */
void
wire_http_deeds_tell (WireHttpDeeds *self, const WireHttpExchange *exchange)
{
  Deed deed = find_deed (&exchange->request);
  WireSession *session = deed == NOTHING ? NULL : ensure_session (self, exchange, deed);
  g_autofree char *path = NULL;
  g_autofree char *to = NULL;
  WireSessionEventKind kind;

  if (!session)
    return;
  say (self, session, exchange);
  path = tell_path (exchange, exchange->request.uri);
  to = tell_path (exchange, exchange->request.destination);
  kind = choose_kind (deed, path);
  if (kind != WIRE_SESSION_SAID && was_done (&exchange->response))
    add_event (self, session, kind, &exchange->response, path, to);
}
