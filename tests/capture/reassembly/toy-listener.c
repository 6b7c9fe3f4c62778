/* toy-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/reassembly/toy-listener.h"

#include "capture/reassembly/wire-channel.h"

#include <string.h>

typedef struct
{
  WireChannel *channel;
  WireChannel *inside;
  WireTransfer *file;
  char *name; /* of the file that the next piece is */
  gboolean part;
  guint32 last; /* file, which the next may be a part of */
  gboolean secret;
  gsize held;
} Toy;

static GString *
get_log (const WireChannel *channel)
{
  return wire_listening_get_log (wire_channel_get_listening (channel), &toy_listener);
}

static gboolean
says (const WireListenerLook *look, const char *text)
{
  for (guint side = 0; side < 2; side++)
    if (look->length[side] >= strlen (text) && memcmp (look->bytes[side], text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  guint32 length = look->length[look->first];

  if (says (look, "TOY\n"))
    return WIRE_LISTENER_YES;
  if (says (look, "220 ")
      || (length < 4 && memcmp (look->bytes[look->first], "TOY\n", length) == 0))
    return WIRE_LISTENER_MORE;
  return WIRE_LISTENER_NO;
}

static gpointer
begin (WireChannel *channel)
{
  Toy *self = g_new0 (Toy, 1);

  self->channel = channel;
  g_string_append_printf (get_log (channel), "{%u%s%s ", wire_channel_get_stream (channel),
                          wire_channel_is_decrypted (channel) ? "!" : "",
                          wire_channel_get_hint (channel) ? "*" : "");
  return self;
}

static void
swap (Toy *self, guint side, const WireStreamPiece *piece)
{
  g_autofree char *text = NULL;

  if (!piece->data)
    {
      wire_channel_add_gap (self->inside, side, piece->length, piece);
      return;
    }
  text = g_strndup ((const char *) piece->data, piece->length);
  for (guint i = 0; i < piece->length; i++)
    text[i] = g_ascii_isupper (text[i]) ? g_ascii_tolower (text[i]) : g_ascii_toupper (text[i]);
  wire_channel_derive (self->inside, side, (const guint8 *) text, piece->length, piece);
}

static void
expect (Toy *self, guint side, const char *port)
{
  WireListening *listening = wire_channel_get_listening (self->channel);
  WireExpectation expectation = { .any_address = TRUE, .listener = &toy_listener, .hint = self };

  g_assert_true (wire_channel_get_tuple (self->channel, side, &expectation.to));
  expectation.to.dst_port = (guint16) atoi (port);
  wire_expectations_add (wire_listening_get_expectations (listening), &expectation);
}

static void
begin_file (Toy *self, guint side, const WireStreamPiece *piece)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));

  guint32 whole = self->last;

  self->file = wire_transfer_log_append (log, &self->last);
  if (self->part)
    self->file->parent = whole;
  self->part = FALSE;
  self->file->protocol = "TOY";
  self->file->direction = WIRE_TRANSFER_UPLOAD;
  self->file->sender = (guint8) side;
  self->file->stream = wire_channel_get_stream (self->channel);
  self->file->packet = self->file->last_packet = piece->packet;
  self->file->time = piece->time;
  self->file->name = wire_transfer_log_keep (log, self->name, strlen (self->name));
  self->file->expected = piece->length;
  if (wire_channel_is_decrypted (self->channel))
    self->file->flags |= WIRE_TRANSFER_DECRYPTED;
  if (piece->data)
    wire_body_add (&self->file->body, piece->offset, piece->length, piece->packet);
  else
    wire_body_add_gap (&self->file->body, piece->length, piece->packet);
  self->file->flags |= WIRE_TRANSFER_COMPLETE; /* which it cannot know */
  g_clear_pointer (&self->name, g_free);
}

static WireListenerTaken
obey (Toy *self, guint side, char *text)
{
  WireChannelOptions options = { .label = "toy",
                                 .decrypted = g_str_equal (text, "SECRET\n"),
                                 .followed = g_str_equal (text, "SECRET\n") };

  if (g_str_equal (text, "BYE\n"))
    return WIRE_LISTENER_IS_DONE;
  if (g_str_equal (text, "OTHER\n"))
    return WIRE_LISTENER_REFUSES;
  self->part = g_str_has_prefix (text, "PART ");
  if ((self->part || g_str_has_prefix (text, "FILE ")) && text[5])
    {
      g_free (self->name);
      self->name = g_strndup (text + 5, strlen (text) - 6);
    }
  else if (g_str_has_prefix (text, "PORT "))
    expect (self, side, text + 5);
  else if (g_str_equal (text, "WARN\n"))
    wire_listening_warn (wire_channel_get_listening (self->channel), "The toy is broken.");
  else if (g_str_equal (text, "AGAIN\n"))
    wire_listening_ask_again (wire_channel_get_listening (self->channel));
  else if (g_str_has_prefix (text, "HOLD "))
    {
      gsize now = (gsize) atoi (text + 5);

      g_string_append (get_log (self->channel),
                       wire_channel_charge (self->channel, self->held, now) ? "room " : "full ");
      self->held = now;
    }
  else if (g_str_equal (text, "UPGRADE\n"))
    options.listener = "TOY";
  self->secret = options.decrypted;
  if (options.decrypted || options.listener || g_str_equal (text, "TUNNEL\n"))
    self->inside = wire_channel_open (self->channel, &options);
  return WIRE_LISTENER_STAYS;
}

static void
note (GString *log, guint side, const WireStreamPiece *piece)
{
  if (piece->data)
    {
      g_autofree char *text = g_strndup ((const char *) piece->data, piece->length);

      g_strdelimit (text, "\n", '.');
      g_string_append_printf (log, "%u:%s ", side, text);
    }
  else
    g_string_append_printf (log, "%u:[%u] ", side, piece->length);
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  Toy *self = conversation;
  g_autofree char *text =
      piece->data ? g_strndup ((const char *) piece->data, piece->length) : NULL;

  if (self->inside && self->secret)
    swap (self, side, piece);
  else if (self->inside)
    wire_channel_add (self->inside, side, piece);
  else
    note (get_log (self->channel), side, piece);
  if (self->inside)
    return WIRE_LISTENER_STAYS;
  if (self->name)
    begin_file (self, side, piece);
  return text ? obey (self, side, text) : WIRE_LISTENER_STAYS;
}

static void
end (gpointer conversation, guint side, gboolean orderly)
{
  Toy *self = conversation;

  if (self->inside)
    wire_channel_end (self->inside, side, orderly);
  g_string_append_printf (get_log (self->channel), "%u%s ", side, orderly ? "." : "~");
}

static void
free_toy (gpointer conversation)
{
  Toy *self = conversation;

  g_clear_pointer (&self->inside, wire_channel_close);
  wire_channel_charge (self->channel, self->held, 0);
  g_string_append (get_log (self->channel), "} ");
  g_free (self->name);
  g_free (self);
}

static gpointer
new_log (WireListening *listening G_GNUC_UNUSED)
{
  return g_string_new (NULL);
}

static void
free_log (gpointer log)
{
  g_string_free (log, TRUE);
}

const WireListener toy_listener = {
  .name = "TOY",
  .flags = WIRE_LISTENER_STREAMS,
  .budget = 100,
  .may_start = may_start,
  .begin = begin,
  .piece = take,
  .end = end,
  .free = free_toy,
  .log_new = new_log,
  .log_free = free_log,
};

static WireListenerAnswer
may_start_second (const WireListenerLook *look)
{
  if (says (look, "TOYS\n") || says (look, "OTHER\n"))
    return WIRE_LISTENER_YES;
  return look->length[look->first] < 5 && says (look, "TOYS") ? WIRE_LISTENER_MORE
                                                              : WIRE_LISTENER_NO;
}

static WireListenerTaken
take_second (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  GString *log = get_log (conversation);

  g_string_append_c (log, '+');
  note (log, side, piece);
  return WIRE_LISTENER_STAYS;
}

const WireListener second_listener = {
  .name = "TOYS",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .may_start = may_start_second,
  .piece = take_second,
};

static WireListenerAnswer
may_start_datagram (const WireListenerLook *look)
{
  return says (look, "toy") ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

const WireListener toy_datagram_listener = {
  .name = "TOY in datagrams",
  .flags = WIRE_LISTENER_DATAGRAMS,
  .may_start = may_start_datagram,
  .begin = begin,
  .piece = take,
  .end = end,
  .free = free_toy,
};
