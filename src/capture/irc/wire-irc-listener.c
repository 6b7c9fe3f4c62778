/* wire-irc-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/irc/wire-irc-listener.h"

#include "capture/irc/wire-dcc-offer.h"
#include "capture/reassembly/wire-channel.h"

#include <string.h>

/* Lines are 512 bytes (RFC 2812, section 2.3), and tags before them 8191 (IRCv3). */
#define MAX_LINE 9216u

/* Offers that are remembered; more are left out. */
#define MAX_OFFERS 4096u

/*
 * @reversed: who offers it calls, and does not listen
 * @met: its connection came
 */
typedef struct
{
  WireDccOffer offer;
  WireListening *listening;
  gboolean reversed;
  gboolean met;
} Awaited;

/* Conversations */

typedef struct
{
  WireChannel *channel;
  GString *lines[2];
  gboolean broken[2];
} Talk;

static void
free_awaited (gpointer data)
{
  Awaited *self = data;

  wire_dcc_offer_clear (&self->offer);
  g_free (self);
}

static gpointer
new_log (WireListening *listening)
{
  (void) listening;
  return g_ptr_array_new_with_free_func (free_awaited);
}

static void
free_log (gpointer log)
{
  g_ptr_array_unref (log);
}

/* What a server passes on is seen twice. An answer to an offer at port 0 has its token. Returns:
 * whether @offer was told before; @reversed: it answers one */
static gboolean
is_told (const GPtrArray *log, const WireDccOffer *offer, gboolean *reversed)
{
  gboolean told = FALSE;

  *reversed = FALSE;
  for (guint i = 0; i < log->len; i++)
    {
      const Awaited *other = g_ptr_array_index (log, i);

      if (g_strcmp0 (other->offer.name, offer->name) != 0)
        continue;
      *reversed |= other->offer.port == 0 && g_strcmp0 (other->offer.token, offer->token) == 0;
      told |= !other->met && other->offer.port == offer->port
              && memcmp (other->offer.address, offer->address, sizeof offer->address) == 0;
    }
  return told;
}

static void
await (Awaited *self)
{
  WireExpectation expectation = {
    .to = { .dst_port = self->offer.port, .family = self->offer.family, .protocol = 6 },
    .listener = &wire_dcc_listener,
    .hint = self,
  };

  memcpy (expectation.to.dst, self->offer.address, sizeof self->offer.address);
  if (self->offer.port != 0)
    wire_expectations_add (wire_listening_get_expectations (self->listening), &expectation);
}

static void
take_line (Talk *self, const char *line)
{
  GPtrArray *log = wire_channel_get_log (self->channel);
  g_auto (WireDccOffer) offer = { 0 };
  gboolean reversed;
  Awaited *awaited;

  if (!wire_dcc_offer_parse (line, &offer) || is_told (log, &offer, &reversed)
      || log->len >= MAX_OFFERS)
    return;
  awaited = g_new0 (Awaited, 1);
  awaited->offer = offer;
  offer = (WireDccOffer){ 0 };
  awaited->listening = wire_channel_get_listening (self->channel);
  awaited->reversed = reversed;
  g_ptr_array_add (log, awaited);
  await (awaited);
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  Talk *self = conversation;
  GString *line = self->lines[side];

  if (!piece->data)
    {
      g_string_truncate (line, 0);
      self->broken[side] = TRUE;
    }
  for (guint32 i = 0; piece->data && i < piece->length; i++)
    if (piece->data[i] == '\n')
      {
        if (!self->broken[side])
          take_line (self, line->str);
        g_string_truncate (line, 0);
        self->broken[side] = FALSE;
      }
    else if (line->len < MAX_LINE && piece->data[i] && piece->data[i] != '\r')
      g_string_append_c (line, (char) piece->data[i]);
  return WIRE_LISTENER_STAYS;
}

static gpointer
begin (WireChannel *channel)
{
  Talk *self = g_new0 (Talk, 1);

  self->channel = channel;
  for (guint i = 0; i < 2; i++)
    self->lines[i] = g_string_new (NULL);
  return self;
}

static void
leave (gpointer conversation)
{
  Talk *self = conversation;

  for (guint i = 0; i < 2; i++)
    g_string_free (self->lines[i], TRUE);
  g_free (self);
}

/* Whether the beginning of @bytes is, or may become, the beginning of @word. */
static WireListenerAnswer
begins (const guint8 *bytes, gsize length, const char *word)
{
  gsize n = strlen (word);

  if (length == 0 || memcmp (bytes, word, MIN (n, length)) != 0)
    return WIRE_LISTENER_NO;
  return length < n ? WIRE_LISTENER_MORE : WIRE_LISTENER_YES;
}

/* What a client says first; or, in the middle, a line that offers something. */
static WireListenerAnswer
look_at (const guint8 *bytes, gsize length)
{
  static const char *const FIRST[] = { "NICK ", "CAP LS", "PRIVMSG ", "ERROR :Closing Link" };
  WireListenerAnswer answer = WIRE_LISTENER_NO;

  for (gsize i = 0; i < G_N_ELEMENTS (FIRST); i++)
    answer = MAX (answer, begins (bytes, length, FIRST[i]));
  if (length > 0 && *bytes == ':'
      && g_strstr_len ((const char *) bytes, (gssize) length, " PRIVMSG ")
      && memchr (bytes, '\n', length))
    answer = WIRE_LISTENER_YES;
  return answer;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  return MAX (look_at (look->bytes[0], look->length[0]), look_at (look->bytes[1], look->length[1]));
}

const WireListener wire_irc_listener = {
  .name = "IRC",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .may_start = may_start,
  .initials = ":NCPE",
  .begin = begin,
  .piece = take,
  .free = leave,
  .log_new = new_log,
  .log_free = free_log,
};

/* Files */

/* @inside: who else hears it: an offer may name anybody's port, and hides nothing */
typedef struct
{
  WireChannel *channel;
  WireChannel *inside;
  Awaited *awaited;
  guint sender;
  gboolean anchored;
  gboolean orderly;
  WireBody body;
  guint32 packet;
  gint64 time;
} File;

static gpointer
begin_file (WireChannel *channel)
{
  File *self = g_new0 (File, 1);
  const WireChannelOptions anything = { 0 };
  WireTuple tuple = { 0 };
  guint listening;

  self->channel = channel;
  self->inside = wire_channel_open (channel, &anything);
  self->awaited = wire_channel_get_hint (channel);
  self->awaited->met = TRUE;
  wire_channel_get_tuple (channel, 0, &tuple);
  listening = tuple.dst_port == self->awaited->offer.port ? 1 : 0;
  self->sender = self->awaited->reversed ? !listening : listening;
  return self;
}

/* Who receives says how many bytes it has, which is of no interest. */
static WireListenerTaken
take_file (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  File *self = conversation;

  wire_channel_add (self->inside, side, piece);
  if (side != self->sender)
    return WIRE_LISTENER_STAYS;
  if (self->body.size == 0)
    {
      self->packet = piece->packet;
      self->time = piece->time;
      self->anchored = piece->anchored;
    }
  if (piece->data)
    wire_body_add (&self->body, piece->offset, piece->length, piece->packet);
  else
    wire_body_add_gap (&self->body, piece->length, piece->packet);
  return WIRE_LISTENER_STAYS;
}

static void
end_file (gpointer conversation, guint side, gboolean orderly)
{
  File *self = conversation;

  wire_channel_end (self->inside, side, orderly);
  if (side == self->sender)
    self->orderly = orderly;
}

static gboolean
is_whole (const File *self)
{
  guint64 size = self->awaited->offer.size;

  if (!self->anchored || self->body.missing > 0)
    return FALSE;
  return size == WIRE_DCC_UNKNOWN ? self->orderly : size == self->body.size;
}

static void
deliver (File *self)
{
  WireTransferLog *log = wire_listening_get_transfers (self->awaited->listening);
  const WireDccOffer *offer = &self->awaited->offer;
  WireTransfer *transfer = wire_transfer_log_append (log, NULL);

  if (!transfer)
    return;
  transfer->protocol = "IRC DCC";
  transfer->method = "SEND";
  /* Who was called is taken for the server. */
  transfer->direction = self->sender == 1 ? WIRE_TRANSFER_DOWNLOAD : WIRE_TRANSFER_UPLOAD;
  transfer->sender = (guint8) self->sender;
  transfer->stream = wire_channel_get_stream (self->channel);
  transfer->packet = self->packet;
  transfer->time = self->time;
  transfer->name = wire_transfer_log_keep (log, offer->name, strlen (offer->name));
  if (offer->from)
    transfer->user = wire_transfer_log_keep (log, offer->from, strlen (offer->from));
  if (offer->size != WIRE_DCC_UNKNOWN)
    transfer->expected = offer->size;
  if (is_whole (self))
    transfer->flags |= WIRE_TRANSFER_COMPLETE;
  else
    transfer->problem = "It is not as long as was announced, or bytes of it were not captured: it "
                        "was broken off, resumed or captured in part.";
  transfer->body = self->body;
  self->body = (WireBody){ 0 };
  wire_body_trim (&transfer->body);
}

static void
leave_file (gpointer conversation)
{
  File *self = conversation;

  wire_channel_close (self->inside);
  if (self->body.size > 0)
    deliver (self);
  wire_body_clear (&self->body);
  g_free (self);
}

const WireListener wire_dcc_listener = {
  .name = "DCC",
  .flags = WIRE_LISTENER_STREAMS,
  .begin = begin_file,
  .piece = take_file,
  .end = end_file,
  .free = leave_file,
};
