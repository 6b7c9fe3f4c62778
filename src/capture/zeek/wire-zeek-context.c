/* wire-zeek-context.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"

/** Begins to collect. Clear it with wire_zeek_heard_clear(). */
void
wire_zeek_heard_init (WireZeekHeard *heard)
{
  heard->dns = wire_zeek_dns_new ();
  heard->dhcp = wire_zeek_dhcp_new ();
  heard->ntp = wire_zeek_ntp_new ();
  heard->handshakes = wire_zeek_handshakes_new ();
  heard->whole = wire_zeek_whole_new ();
  heard->smtp = wire_zeek_smtp_new ();
  heard->ftp = wire_zeek_ftp_new ();
  heard->kerberos = wire_zeek_kerberos_new ();
  heard->ntlm = wire_zeek_ntlm_new ();
}

void
wire_zeek_heard_clear (WireZeekHeard *heard)
{
  g_clear_pointer (&heard->dns, wire_zeek_dns_free);
  g_clear_pointer (&heard->dhcp, wire_zeek_dhcp_free);
  g_clear_pointer (&heard->ntp, wire_zeek_ntp_free);
  g_clear_pointer (&heard->handshakes, wire_zeek_handshakes_free);
  g_clear_pointer (&heard->whole, wire_zeek_whole_free);
  g_clear_pointer (&heard->smtp, wire_zeek_smtp_free);
  g_clear_pointer (&heard->ftp, wire_zeek_ftp_free);
  g_clear_pointer (&heard->kerberos, wire_zeek_kerberos_free);
  g_clear_pointer (&heard->ntlm, wire_zeek_ntlm_free);
}

void
wire_zeek_heard_end (WireZeekHeard *heard)
{
  wire_zeek_smtp_end (heard->smtp);
  wire_zeek_ftp_end (heard->ftp);
}

void
wire_zeek_heard_take (const WireZeekPayload *payload, gpointer heard)
{
  const WireZeekHeard *self = heard;

  wire_zeek_dns_hear (self->dns, payload);
  wire_zeek_dhcp_hear (self->dhcp, payload);
  wire_zeek_ntp_hear (self->ntp, payload);
  wire_zeek_handshakes_hear (self->handshakes, payload);
  wire_zeek_whole_hear (self->whole, payload);
  wire_zeek_smtp_hear (self->smtp, payload);
  wire_zeek_ftp_hear (self->ftp, payload);
  wire_zeek_kerberos_hear (self->kerberos, payload);
  wire_zeek_ntlm_hear (self->ntlm, payload);
}

/** Writes the `uid` of @connection: the same one in every run. */
void
wire_zeek_context_make_uid (const WireZeekContext *context,
                            const WireZeekConnection *connection,
                            char uid[WIRE_ZEEK_ID_SIZE])
{
  wire_zeek_make_id ('C', context->digest, connection->number, connection->first_packet, uid);
}

/** Writes the fields that most logs begin with: ts, uid and id. */
void
wire_zeek_context_begin_row (const WireZeekContext *context,
                             WireZeekLog *log,
                             const WireZeekConnection *connection,
                             gint64 time)
{
  const WireTuple *tuple = &connection->tuple;
  char uid[WIRE_ZEEK_ID_SIZE];

  wire_zeek_context_make_uid (context, connection, uid);
  wire_zeek_log_add_time (log, time);
  wire_zeek_log_add_string (log, uid);
  wire_zeek_log_add_address (log, tuple->family, tuple->src);
  wire_zeek_log_add_count (log, tuple->src_port);
  wire_zeek_log_add_address (log, tuple->family, tuple->dst);
  wire_zeek_log_add_count (log, tuple->dst_port);
}

/**
 * wire_zeek_context_find_stream:
 * @context: of a capture
 * @stream: a stream of it
 * @packet: a packet of the stream
 * @side: (out) (optional): which direction of the stream is the originator's
 *
 * Returns: (nullable) (transfer none): the connection that the stream is
 */
WireZeekConnection *
wire_zeek_context_find_stream (const WireZeekContext *context,
                               guint32 stream,
                               guint32 packet,
                               guint *side)
{
  WireStream found;
  WireFlow flow;
  WireZeekConnection *connection;

  if (!wire_capture_get_stream (context->capture, stream, &found)
      || !wire_capture_get_flow (context->capture, found.flows[0], &flow))
    return NULL;
  connection = wire_zeek_connections_find (context->connections, &flow.tuple, packet);
  if (connection && side)
    *side = memcmp (flow.tuple.src, connection->tuple.src, sizeof flow.tuple.src) == 0
                    && flow.tuple.src_port == connection->tuple.src_port
                ? 0
                : 1;
  return connection;
}
