/* wire-zeek-context.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"

/** Begins to collect. Clear it with wire_zeek_heard_clear(). */
void
wire_zeek_heard_init (WireZeekHeard *self)
{
  self->dns = wire_zeek_dns_new ();
  self->dhcp = wire_zeek_dhcp_new ();
  self->ntp = wire_zeek_ntp_new ();
  self->handshakes = wire_zeek_handshakes_new ();
  self->whole = wire_zeek_whole_new ();
  self->smtp = wire_zeek_smtp_new ();
  self->ftp = wire_zeek_ftp_new ();
  self->kerberos = wire_zeek_kerberos_new ();
  self->ntlm = wire_zeek_ntlm_new ();
}

void
wire_zeek_heard_clear (WireZeekHeard *self)
{
  g_clear_pointer (&self->dns, wire_zeek_dns_free);
  g_clear_pointer (&self->dhcp, wire_zeek_dhcp_free);
  g_clear_pointer (&self->ntp, wire_zeek_ntp_free);
  g_clear_pointer (&self->handshakes, wire_zeek_handshakes_free);
  g_clear_pointer (&self->whole, wire_zeek_whole_free);
  g_clear_pointer (&self->smtp, wire_zeek_smtp_free);
  g_clear_pointer (&self->ftp, wire_zeek_ftp_free);
  g_clear_pointer (&self->kerberos, wire_zeek_kerberos_free);
  g_clear_pointer (&self->ntlm, wire_zeek_ntlm_free);
}

void
wire_zeek_heard_end (WireZeekHeard *self)
{
  wire_zeek_smtp_end (self->smtp);
  wire_zeek_ftp_end (self->ftp);
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
wire_zeek_context_make_uid (const WireZeekContext *self,
                            const WireZeekConnection *connection,
                            char uid[WIRE_ZEEK_ID_SIZE])
{
  wire_zeek_make_id ('C', self->digest, connection->number, connection->first_packet, uid);
}

/** Writes the fields that most logs begin with: ts, uid and id. */
void
wire_zeek_context_begin_row (const WireZeekContext *self,
                             WireZeekLog *log,
                             const WireZeekConnection *connection,
                             gint64 time)
{
  const WireTuple *tuple = &connection->tuple;
  char uid[WIRE_ZEEK_ID_SIZE];

  wire_zeek_context_make_uid (self, connection, uid);
  wire_zeek_log_add_time (log, time);
  wire_zeek_log_add_string (log, uid);
  wire_zeek_log_add_address (log, tuple->family, tuple->src);
  wire_zeek_log_add_count (log, tuple->src_port);
  wire_zeek_log_add_address (log, tuple->family, tuple->dst);
  wire_zeek_log_add_count (log, tuple->dst_port);
}

/**
 * wire_zeek_context_find_stream:
 * @self: of a capture
 * @stream: a stream of it
 * @packet: a packet of the stream
 * @side: (out) (optional): which direction of the stream is the originator's
 *
 * Returns: (nullable) (transfer none): the connection that the stream is
 */
WireZeekConnection *
wire_zeek_context_find_stream (const WireZeekContext *self,
                               guint32 stream,
                               guint32 packet,
                               guint *side)
{
  WireStream found;
  WireFlow flow;
  WireZeekConnection *connection;

  if (!wire_capture_get_stream (self->capture, stream, &found)
      || !wire_capture_get_flow (self->capture, found.flows[0], &flow))
    return NULL;
  connection = wire_zeek_connections_find (self->connections, &flow.tuple, packet);
  if (connection && side)
    *side = memcmp (flow.tuple.src, connection->tuple.src, sizeof flow.tuple.src) == 0
                    && flow.tuple.src_port == connection->tuple.src_port
                ? 0
                : 1;
  return connection;
}
