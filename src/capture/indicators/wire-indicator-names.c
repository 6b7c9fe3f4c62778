/* wire-indicator-names.c: indicators in DNS, HTTP and TLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-find.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/frame/wire-address.h"
#include "capture/protocols/application/wire-dns-name.h"
#include "capture/tls/wire-tls-session.h"
#include "capture/wire-capture-tls.h"
#include "capture/wire-packet-scan.h"
#include "files/digests/wire-digest.h"

#include <string.h>

/* Records taken out of the index at once. */
#define BLOCK 1024u

/* Of a DNS message, and types of records (RFC 1035). */
#define DNS_HEADER 12u
#define DNS_A 1u
#define DNS_NS 2u
#define DNS_CNAME 5u
#define DNS_PTR 12u
#define DNS_MX 15u
#define DNS_AAAA 28u

static void
note_host (WireIndicatorAt *at, const char *host)
{
  if (host)
    wire_indicator_list_find_host (at->find->list, host, wire_indicator_noted, at);
}

static void
note_value (WireIndicatorAt *at, WireIndicatorKind kind, const char *value)
{
  if (value)
    wire_indicator_list_find (at->find->list, kind, value, wire_indicator_noted, at);
}

/* DNS */

/* Returns: whether a name could be read, which is looked at */
static gboolean
take_name (WireIndicatorAt *at, WireCursor *message)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!wire_dns_name_read (message, name))
    return FALSE;
  note_host (at, name->str);
  return TRUE;
}

/* What a record says: an address, or another name. */
static void
take_data (WireIndicatorAt *at, WireCursor message, guint16 type, guint16 length)
{
  guint8 address[16] = { 0 };
  const guint8 *data = wire_cursor_peek (&message, length);

  if (!data)
    return;
  if ((type == DNS_A && length == 4) || (type == DNS_AAAA && length == 16))
    {
      memcpy (address, data, length);
      wire_indicator_list_find_address (at->find->list,
                                        type == DNS_A ? WIRE_FAMILY_IPV4 : WIRE_FAMILY_IPV6,
                                        address, wire_indicator_noted, at);
    }
  else if (type == DNS_CNAME || type == DNS_NS || type == DNS_PTR || type == DNS_MX)
    {
      wire_cursor_skip (&message, type == DNS_MX ? 2 : 0);
      take_name (at, &message);
    }
}

static gboolean
take_record (WireIndicatorAt *at, WireCursor *message)
{
  guint16 type, length;

  if (!take_name (at, message))
    return FALSE;
  type = wire_cursor_be16 (message);
  wire_cursor_skip (message, 6); /* class, time to live */
  length = wire_cursor_be16 (message);
  if (message->failed)
    return FALSE;
  take_data (at, *message, type, length);
  wire_cursor_skip (message, length);
  return !message->failed;
}

static void
take_message (WireIndicatorAt *at, const guint8 *bytes, gsize length)
{
  WireCursor message = wire_cursor_new (bytes, length);
  guint questions, records;

  wire_cursor_skip (&message, 4);
  questions = wire_cursor_be16 (&message);
  records = wire_cursor_be16 (&message);
  records += wire_cursor_be16 (&message);
  records += wire_cursor_be16 (&message);
  for (guint i = 0; i < questions; i++)
    {
      if (!take_name (at, &message))
        return;
      wire_cursor_skip (&message, 4);
    }
  for (guint i = 0; i < records; i++)
    if (!take_record (at, &message))
      return;
}

static void
look_at_frame (WireIndicatorFind *self, guint32 packet, gint64 time, const WireFrame *frame)
{
  WireIndicatorAt at = { self, { "dns", packet, WIRE_OBJECT_NONE, time } };

  for (guint i = 1; i < frame->n_layers; i++)
    {
      const WireLayer *layer = &frame->layers[i];
      /* Over TCP, two bytes of length come first. */
      guint32 before = frame->layers[i - 1].protocol == WIRE_PROTOCOL_TCP ? 2 : 0;

      if (layer->protocol == WIRE_PROTOCOL_DNS && layer->length >= before + DNS_HEADER)
        take_message (&at, frame->data + layer->offset + before, layer->length - before);
    }
}

static gboolean
look_at_packet (WireIndicatorFind *self,
                WirePacketScan *scan,
                guint32 packet,
                const WirePacketRecord *record,
                GError **error)
{
  const guint8 *data = wire_packet_scan_read (scan, record, error);
  WireFrame frame;

  if (!data)
    return FALSE;
  wire_frame_decode (&frame,
                     wire_capture_get_interface (self->capture, record->interface).link_type, data,
                     record->captured, record->length);
  look_at_frame (self, packet, record->time, &frame);
  return TRUE;
}

static gboolean
look_at_dns (WireIndicatorFind *self, WireJob *job, GError **error)
{
  g_autoptr (WirePacketScan) scan = wire_packet_scan_new (self->capture);
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, BLOCK);
  guint32 n;

  for (guint32 first = 0; (n = wire_capture_get_packets (self->capture, first, BLOCK, records)) > 0;
       first += n)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        if (records[i].protocol == WIRE_PROTOCOL_DNS
            && !look_at_packet (self, scan, first + i, &records[i], error))
          return FALSE;
    }
  return TRUE;
}

/* HTTP */

static void
note_url (WireIndicatorAt *at, const char *url)
{
  g_autofree char *normal = url ? wire_indicator_normalise_url (url) : NULL;
  g_autofree char *host = normal ? g_strndup (normal, strcspn (normal, "/:")) : NULL;

  note_value (at, WIRE_INDICATOR_URL, normal);
  note_host (at, host);
}

/* The URL that a request is for. */
static char *
join_url (const WireHttpExchange *exchange, const char *host)
{
  const char *uri = exchange->request.uri;

  if (!uri)
    return NULL;
  if (strstr (uri, "://") && uri[0] != '/')
    return g_strdup (uri);
  return host ? g_strconcat (host, uri[0] == '/' ? "" : "/", uri, NULL) : NULL;
}

static void
look_at_request (WireIndicatorFind *self, const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;
  const char *authority = request->host ? request->host : exchange->authority;
  g_autofree char *url = join_url (exchange, authority);
  g_autofree char *normal = url ? wire_indicator_normalise_url (url) : NULL;
  g_autofree char *host = authority ? g_strndup (authority, strcspn (authority, ":")) : NULL;
  WireIndicatorAt at = { self, { "http-host", request->packet, WIRE_OBJECT_NONE, request->time } };

  note_host (&at, authority && authority[0] == '[' ? authority : host);
  at.place.what = "http-uri";
  note_value (&at, WIRE_INDICATOR_URL, normal);
  at.place.what = "user-agent";
  note_value (&at, WIRE_INDICATOR_AGENT, request->user_agent);
  at.place.what = "http-referer";
  note_url (&at, request->referer);
}

static gboolean
look_at_http (WireIndicatorFind *self, WireJob *job, GError **error)
{
  WireHttpExchange exchange;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    {
      const WireHttpMessage *response = &exchange.response;
      WireIndicatorAt at = {
        self, { "http-location", response->packet, WIRE_OBJECT_NONE, response->time }
      };

      if (i % BLOCK == 0 && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      if (exchange.request.kind != WIRE_HTTP_NOTHING)
        look_at_request (self, &exchange);
      if (response->kind != WIRE_HTTP_NOTHING && response->location
          && strstr (response->location, "://"))
        note_url (&at, response->location);
    }
  return TRUE;
}

/* TLS */

static void
note_digest (WireIndicatorAt *at, const guint8 *digest, gsize length)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  note_value (at, WIRE_INDICATOR_DIGEST, hex->str);
}

static void
look_at_certificate (WireIndicatorAt *at, GBytes *certificate)
{
  static const WireDigestAlgorithm WANTED[] = { WIRE_DIGEST_MD5, WIRE_DIGEST_SHA1,
                                                WIRE_DIGEST_SHA256 };
  WireDigestMask mask = 0;
  WireDigests digests;

  for (gsize i = 0; i < G_N_ELEMENTS (WANTED); i++)
    mask |= WIRE_DIGEST_BIT (WANTED[i]);
  wire_digests_of_bytes (mask, g_bytes_get_data (certificate, NULL), g_bytes_get_size (certificate),
                         &digests);
  for (gsize i = 0; i < G_N_ELEMENTS (WANTED); i++)
    note_digest (at, digests.values[WANTED[i]], wire_digest_get_info (WANTED[i])->size);
}

static void
look_at_session (WireIndicatorFind *self, const WireTlsSession *session)
{
  WireIndicatorAt at = { self, { "tls", session->packet, WIRE_OBJECT_NONE, session->time } };

  note_host (&at, session->server_name);
  at.place.what = "ja3";
  if (session->has_client_hello)
    note_digest (&at, session->ja3, sizeof session->ja3);
  if (session->has_server_hello)
    note_digest (&at, session->ja3s, sizeof session->ja3s);
  at.place.what = "certificate";
  for (guint i = 0; session->chain && i < session->chain->len; i++)
    look_at_certificate (&at, g_ptr_array_index (session->chain, i));
}

static void
look_at_tls (WireIndicatorFind *self)
{
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };

      if (!wire_capture_get_tls_session (self->capture, i, &session))
        return;
      look_at_session (self, &session);
    }
}

gboolean
wire_indicator_find_names (WireIndicatorFind *self, WireJob *job, GError **error)
{
  if (!look_at_dns (self, job, error) || !look_at_http (self, job, error))
    return FALSE;
  look_at_tls (self);
  return TRUE;
}
