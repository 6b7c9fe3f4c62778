/* wire-http-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-http-facts.h"

#include "capture/facts/wire-system-facts.h"
#include "capture/hosts/wire-http-signin.h"
#include "capture/wire-capture-tls.h"

#include <string.h>

#define BLOCK 256u

/* Returns: (transfer full) (nullable): the name in @host; %NULL where it is an address */
static char *
find_name (const char *host)
{
  const char *colon = strrchr (host, ':');
  g_autofree char *name = colon ? g_strndup (host, (gsize) (colon - host)) : g_strdup (host);
  guint8 address[16];
  WireFamily family;

  if (*host == '[' || !*name || wire_address_parse (name, &family, address))
    return NULL;
  return g_ascii_strdown (name, -1);
}

static void
add_name (WireFactLog *log,
          WireNameSource source,
          const WireTuple *tuple,
          const char *name,
          guint32 packet,
          gint64 time)
{
  const WireNameFact fact = {
    .address = wire_host_address_of_destination (tuple),
    .source = (guint8) source,
    .suffix = WIRE_NAME_NO_SUFFIX,
    .packet = packet,
    .time = time,
    .last = time,
    .expires = WIRE_TIME_NONE,
    .name = wire_fact_log_keep_printable (log, name, strlen (name)),
  };

  wire_fact_log_add_name (log, &fact);
}

/* What is asked of a proxy is the name of another host (RFC 9112, section 3.2.2). */
static gboolean
is_for_proxy (const WireHttpMessage *request)
{
  return g_strcmp0 (request->method, "CONNECT") == 0
         || (request->uri
             && (g_ascii_strncasecmp (request->uri, "http://", 7) == 0
                 || g_ascii_strncasecmp (request->uri, "https://", 8) == 0));
}

static void
add_request (WireFactLog *log, const WireHttpAsked *asked)
{
  const WireHttpMessage *request = &asked->exchange->request;
  const char *host = asked->exchange->authority ? asked->exchange->authority : request->host;
  g_autofree char *name = host && !is_for_proxy (request) ? find_name (host) : NULL;
  const char *system = request->user_agent ? wire_system_of_user_agent (request->user_agent) : NULL;
  WireSystemFact fact = { .address = wire_host_address_of_source (&asked->tuple),
                          .evidence = WIRE_SYSTEM_USER_AGENT,
                          .packet = request->packet,
                          .time = request->time };

  if (name)
    add_name (log, WIRE_NAME_HTTP, &asked->tuple, name, request->packet, request->time);
  if (!request->user_agent)
    return;
  fact.suggests = system ? wire_fact_log_keep (log, system, strlen (system)) : NULL;
  fact.value =
      wire_fact_log_keep_printable (log, request->user_agent, strlen (request->user_agent));
  wire_fact_log_add_system (log, &fact);
}

/**
 * wire_http_facts_add:
 * @log: takes names, systems and sign-ins
 * @capture: a capture that was loaded with its streams
 * @job: (nullable): for cancellation
 * @error: set where %FALSE is returned
 *
 * Returns: whether all requests could be read
 */
gboolean
wire_http_facts_add (WireFactLog *log, WireCapture *capture, WireJob *job, GError **error)
{
  guint32 n = wire_capture_get_n_exchanges (capture);
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n; i++)
    {
      WireHttpAsked asked = { .capture = capture, .number = i, .exchange = &exchange };

      if (i % BLOCK == 0 && job && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      if (!wire_capture_get_exchange (capture, i, &exchange)
          || exchange.request.kind != WIRE_HTTP_REQUEST || exchange.pushed
          || !wire_capture_get_exchange_tuple (capture, &exchange, &asked.tuple))
        continue;
      add_request (log, &asked);
      if (!wire_http_signin_add (log, &asked, error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full): the streams that are tunnels through a proxy: what is asked for inside
 *   is not the name of whom the connection is with */
static GHashTable *
find_tunnels (WireCapture *capture)
{
  GHashTable *tunnels = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint32 n = wire_capture_get_n_exchanges (capture);
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n; i++)
    if (wire_capture_get_exchange (capture, i, &exchange)
        && g_strcmp0 (exchange.request.method, "CONNECT") == 0)
      g_hash_table_add (tunnels, GUINT_TO_POINTER (exchange.stream));
  return tunnels;
}

/** Adds the names that clients of TLS asked for. */
void
wire_tls_facts_add (WireFactLog *log, WireCapture *capture)
{
  g_autoptr (GHashTable) tunnels = find_tunnels (capture);

  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };
      WireHttpExchange as_exchange = { 0 };
      g_autofree char *name = NULL;
      WireTuple tuple;

      if (!wire_capture_get_tls_session (capture, i, &session))
        return;
      as_exchange.stream = session.stream;
      as_exchange.client = session.client;
      name = session.server_name ? find_name (session.server_name) : NULL;
      if (name && !g_hash_table_contains (tunnels, GUINT_TO_POINTER (session.stream))
          && wire_capture_get_exchange_tuple (capture, &as_exchange, &tuple))
        add_name (log, WIRE_NAME_TLS, &tuple, name, session.packet, session.time);
    }
}
