/* wire-ftp-offer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-offer.h"

/* Where it may be: as announced, at the other end of the control connection, anywhere. */
#define MAX_TARGETS 3u

/** Forgets what was asked for. */
void
wire_ftp_job_clear (WireFtpJob *self)
{
  g_free (self->path);
  g_free (self->user);
  g_free (self->reply);
  *self = (WireFtpJob){ .total = WIRE_FTP_UNKNOWN_SIZE };
}

/** Returns: (transfer full): an offer that nobody awaits yet */
WireFtpOffer *
wire_ftp_offer_new (const WireFtpAddress *address, gboolean active)
{
  WireFtpOffer *self = g_new0 (WireFtpOffer, 1);

  self->address = *address;
  self->active = active;
  self->candidates = g_ptr_array_new ();
  self->job.total = WIRE_FTP_UNKNOWN_SIZE;
  return self;
}

/** Frees @self, which must not be awaited. */
void
wire_ftp_offer_free (WireFtpOffer *self)
{
  wire_ftp_job_clear (&self->job);
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

/* The address of the control connection's end that listens. */
static const guint8 *
get_listener_address (const WireFtpOffer *self)
{
  return self->active ? self->control.src : self->control.dst;
}

static const guint8 *
get_caller_address (const WireFtpOffer *self)
{
  return self->active ? self->control.dst : self->control.src;
}

/* A WireExpectation's meets: after NAT the address is not the one that was told, but the other end
 * is who it should be. Otherwise anybody's connection could be taken away by naming it. */
static gboolean
meets (gpointer hint, const WireTuple *first_packet)
{
  return wire_ftp_offer_meets (hint, first_packet);
}

static guint
list_targets (const WireFtpOffer *self, const WireListener *row, WireExpectation *targets)
{
  const WireExpectation plain = {
    .to = { .dst_port = self->address.port,
            .family = self->control.family,
            .protocol = self->control.protocol },
    .listener = row,
    .hint = (gpointer) self,
    .meets = meets,
  };
  guint n = 0;

  targets[n] = plain;
  memcpy (targets[n++].to.dst, get_listener_address (self), 16);
  if (self->address.family != WIRE_FAMILY_NONE
      && memcmp (self->address.address, get_listener_address (self), 16) != 0)
    {
      targets[n] = plain;
      targets[n].to.family = self->address.family;
      memcpy (targets[n++].to.dst, self->address.address, 16);
    }
  targets[n] = plain;
  targets[n++].any_address = TRUE;
  return n;
}

/** Has the connection awaited, which @row will hear. */
void
wire_ftp_offer_await (WireFtpOffer *self, WireExpectations *expectations, const WireListener *row)
{
  WireExpectation targets[MAX_TARGETS];
  guint n = list_targets (self, row, targets);

  if (self->awaited)
    return;
  for (guint i = 0; i < n; i++)
    wire_expectations_add (expectations, &targets[i]);
  self->awaited = TRUE;
}

/** Has it awaited no longer. */
void
wire_ftp_offer_forget (WireFtpOffer *self, WireExpectations *expectations)
{
  WireExpectation targets[MAX_TARGETS];
  guint n = list_targets (self, NULL, targets);

  for (guint i = 0; self->awaited && i < n; i++)
    wire_expectations_remove (expectations, &targets[i]);
  self->awaited = FALSE;
}

/** Returns: the side of a stream that listens at the port that was announced; side 0 sent the first
 *   packet */
guint
wire_ftp_offer_find_listening (const WireFtpOffer *self, const WireTuple *first_packet)
{
  return first_packet->dst_port == self->address.port ? 1 : 0;
}

/* Returns: the address of @side, where side 0 sent the first packet */
static const guint8 *
get_end (const WireTuple *first_packet, guint side)
{
  return side == 0 ? first_packet->src : first_packet->dst;
}

/** Whether a stream with this first packet is between the port that was announced and the other
 * end of the control connection. */
gboolean
wire_ftp_offer_meets (const WireFtpOffer *self, const WireTuple *first_packet)
{
  guint listening = wire_ftp_offer_find_listening (self, first_packet);
  guint16 port = listening == 1 ? first_packet->dst_port : first_packet->src_port;

  return port == self->address.port
         && memcmp (get_end (first_packet, !listening), get_caller_address (self), 16) == 0;
}

/** Whether a stream with this first packet goes to exactly what was announced, from any caller:
 * from server to server, as clients of both may arrange it. */
gboolean
wire_ftp_offer_is_relayed (const WireFtpOffer *self, const WireTuple *first_packet)
{
  guint listening = wire_ftp_offer_find_listening (self, first_packet);
  guint16 port = listening == 1 ? first_packet->dst_port : first_packet->src_port;
  const guint8 *told = self->address.family == WIRE_FAMILY_NONE ? get_listener_address (self)
                                                                : self->address.address;

  return port == self->address.port && memcmp (get_end (first_packet, listening), told, 16) == 0;
}

/** Whether what was asked for goes from the client to the server. */
gboolean
wire_ftp_offer_is_upload (const WireFtpOffer *self)
{
  return self->job.verb == WIRE_FTP_STOR || self->job.verb == WIRE_FTP_STOU
         || self->job.verb == WIRE_FTP_APPE;
}
