/* wire-talk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-talk.h"

/** Returns: the tuple of what @side sends */
WireTuple
wire_talk_get_tuple (const WireTalk *self, guint side)
{
  WireTuple tuple = self->tuple;

  if (side == 1)
    wire_tuple_reverse (&self->tuple, &tuple);
  return tuple;
}

static const char *
keep (const WireTalk *talk, const char *text)
{
  return text ? wire_fact_log_keep (talk->log, text, strlen (text)) : NULL;
}

/* Some clients of SMB name the server as their workstation. */
static gboolean
is_name_of_other (const WireTalk *self, guint client, const char *workstation)
{
  const char *other = self->called[1 - client];

  return other && g_ascii_strcasecmp (other, workstation) == 0;
}

/**
 * wire_talk_add_signin:
 * @self: a conversation
 * @client: the side that signs in
 * @signin: its protocol and strings; they are copied. The rest is filled in here.
 * @piece: that brought the end of what the client says
 *
 * Returns: (transfer none) (nullable): the sign-in, for wire_talk_answer()
 */
WireSignin *
wire_talk_add_signin (const WireTalk *self,
                      guint client,
                      const WireSignin *signin,
                      const WireStreamPiece *piece)
{
  WireSignin kept = *signin;

  kept.method = keep (self, signin->method);
  kept.user = keep (self, signin->user);
  kept.domain = keep (self, signin->domain);
  kept.secret = keep (self, signin->secret);
  kept.workstation = keep (self, signin->workstation);
  kept.reason = keep (self, signin->reason);
  kept.tuple = wire_talk_get_tuple (self, client);
  kept.stream = wire_channel_get_stream (self->channel);
  kept.packet = piece->packet;
  kept.time = piece->time;
  kept.answer = G_MAXUINT32;
  kept.decrypted = self->decrypted;
  if (kept.workstation && *kept.workstation && !g_str_equal (signin->protocol, "Kerberos")
      && !is_name_of_other (self, client, kept.workstation))
    wire_talk_add_name (self, client, WIRE_NAME_NTLM, kept.workstation, piece);
  return wire_fact_log_add_signin (self->log, &kept);
}

/** Notes how @signin ended; %NULL: it was left out. */
void
wire_talk_answer (const WireTalk *self,
                  WireSignin *signin,
                  WireSigninResult result,
                  const char *reason,
                  const WireStreamPiece *piece)
{
  if (!signin)
    return;
  signin->result = (guint8) result;
  signin->answer = piece->packet;
  signin->reason = keep (self, reason);
}

/** Notes a name of the host on @side. */
void
wire_talk_add_name (const WireTalk *self,
                    guint side,
                    WireNameSource source,
                    const char *name,
                    const WireStreamPiece *piece)
{
  WireTuple tuple = wire_talk_get_tuple (self, side);
  const WireNameFact fact = {
    .address = wire_host_address_of_source (&tuple),
    .source = (guint8) source,
    .suffix = WIRE_NAME_NO_SUFFIX,
    .packet = piece->packet,
    .time = piece->time,
    .last = piece->time,
    .expires = WIRE_TIME_NONE,
    .name = wire_fact_log_keep_printable (self->log, name, strlen (name)),
  };

  wire_fact_log_add_name (self->log, &fact);
}
