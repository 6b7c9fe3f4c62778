/* wire-http-packed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-packed.h"

#include "base/wire-time.h"

/*
 * An exchange in the open takes some 700 bytes, most of them zeros. Packed, it is a row of numbers,
 * seven bits a byte, and what is like something before it is written as the difference: times,
 * packets, even the strings, which lie near each other in memory. A short exchange takes some 110
 * bytes. The places come last, so that the rest is read without them.
 *
 * Nothing here is from outside: it is read by the process that wrote it.
 */

typedef enum
{
  CLIENT = 1 << 0,
  DECRYPTED = 1 << 1,
  PUSHED = 1 << 2,
  RARE = 1 << 3, /* headless, foreign, stream_id, protocol, scheme and authority follow */
} ExchangeBits;

/* The strings of a message, the most frequent ones first: their bits are in a number. */
static const gsize STRINGS[] = {
  G_STRUCT_OFFSET (WireHttpMessage, method),
  G_STRUCT_OFFSET (WireHttpMessage, uri),
  G_STRUCT_OFFSET (WireHttpMessage, host),
  G_STRUCT_OFFSET (WireHttpMessage, content_type),
  G_STRUCT_OFFSET (WireHttpMessage, user_agent),
  G_STRUCT_OFFSET (WireHttpMessage, referer),
  G_STRUCT_OFFSET (WireHttpMessage, validator),
  G_STRUCT_OFFSET (WireHttpMessage, content_encoding),
  G_STRUCT_OFFSET (WireHttpMessage, location),
  G_STRUCT_OFFSET (WireHttpMessage, version),
  G_STRUCT_OFFSET (WireHttpMessage, content_range),
  G_STRUCT_OFFSET (WireHttpMessage, content_disposition),
  G_STRUCT_OFFSET (WireHttpMessage, upgrade),
  G_STRUCT_OFFSET (WireHttpMessage, extensions),
  G_STRUCT_OFFSET (WireHttpMessage, destination),
};

/* What the next number is written as the difference from. */
typedef struct
{
  guint64 text;
  guint64 time;
  guint64 packet;
} Before;

typedef struct
{
  GByteArray *bytes;
  Before before;
} Writer;

typedef struct
{
  const guint8 *at;
  Before before;
} Reader;

/* Numbers */

static void
put (Writer *self, guint64 number)
{
  guint8 bytes[10];
  guint n = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[n++] = (guint8) (number | 0x80);
  bytes[n++] = (guint8) number;
  g_byte_array_append (self->bytes, bytes, n);
}

static guint64
take (Reader *self)
{
  guint64 number = 0;

  for (guint shift = 0;; shift += 7)
    {
      guint8 byte = *self->at++;

      number |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return number;
    }
}

/* The sign goes into the lowest bit, so that small differences are short both ways. */
static void
put_after (Writer *self, guint64 *before, guint64 number)
{
  guint64 difference = number - *before;

  put (self, difference << 1 ^ (difference >> 63 ? G_MAXUINT64 : 0));
  *before = number;
}

static guint64
take_after (Reader *self, guint64 *before)
{
  guint64 number = take (self);

  *before += number >> 1 ^ (number & 1 ? G_MAXUINT64 : 0);
  return *before;
}

/* Strings */

static void
put_string (Writer *self, const char *text)
{
  put_after (self, &self->before.text, (guint64) GPOINTER_TO_SIZE (text));
}

static const char *
take_string (Reader *self)
{
  return GSIZE_TO_POINTER ((gsize) take_after (self, &self->before.text));
}

static void
put_strings (Writer *self, const WireHttpMessage *message)
{
  guint present = 0;

  for (guint i = 0; i < G_N_ELEMENTS (STRINGS); i++)
    if (G_STRUCT_MEMBER (const char *, message, STRINGS[i]))
      present |= 1u << i;
  put (self, present);
  for (guint i = 0; i < G_N_ELEMENTS (STRINGS); i++)
    if (present & 1u << i)
      put_string (self, G_STRUCT_MEMBER (const char *, message, STRINGS[i]));
}

static void
take_strings (Reader *self, WireHttpMessage *message)
{
  guint present = (guint) take (self);

  for (guint i = 0; i < G_N_ELEMENTS (STRINGS); i++)
    if (present & 1u << i)
      G_STRUCT_MEMBER (const char *, message, STRINGS[i]) = take_string (self);
}

/* Bodies */

/** Returns: (transfer none) (nullable): where @part of @message is */
const WireBody *
wire_http_message_get_places (const WireHttpMessage *message, WireHttpPlaces part)
{
  switch (part)
    {
    case WIRE_HTTP_PLACES_OF_HEAD:
      return &message->head;
    case WIRE_HTTP_PLACES_OF_BODY:
      return &message->body;
    case WIRE_HTTP_PLACES_OF_TRAILERS:
      return &message->trailers;
    case WIRE_HTTP_PLACES_OF_EXTRA:
      return message->behind;
    case WIRE_HTTP_N_PLACES:
    default:
      return NULL;
    }
}

static void
put_sizes (Writer *self, const WireBody *body)
{
  put (self, body->size);
  put (self, body->gaps);
  if (body->gaps > 0)
    put (self, body->missing);
}

static void
take_sizes (Reader *self, WireBody *body)
{
  body->size = take (self);
  body->gaps = (guint32) take (self);
  if (body->gaps > 0)
    body->missing = take (self);
}

static void
put_places (Writer *self, const WireBody *body)
{
  guint64 packet = self->before.packet;

  put (self, body ? body->n : 0);
  for (guint32 i = 0; body && i < body->n; i++)
    {
      const WireExtent *extent = &body->extents[i];

      /* One more, so that a gap is short; derived bytes wrap round to the same number again. */
      put (self, (extent->offset + 1) << 1 | (extent->offset + 1) >> 63);
      put (self, extent->length);
      put_after (self, &packet, extent->packet);
    }
}

/* @body: (nullable): takes the places; they are passed over where it is %NULL */
static void
take_places (Reader *self, WireBody *body)
{
  guint64 packet = self->before.packet;
  guint32 n = (guint32) take (self);

  if (body && n > 0)
    {
      body->extents = g_new (WireExtent, n);
      body->n = body->allocated = n;
    }
  for (guint32 i = 0; i < n; i++)
    {
      guint64 offset = take (self);
      WireExtent extent = { .offset = (offset >> 1 | offset << 63) - 1 };

      extent.length = (guint32) take (self);
      extent.packet = (guint32) take_after (self, &packet);
      if (body)
        body->extents[i] = extent;
    }
}

/* Messages */

static void
put_message (Writer *self, const WireHttpMessage *message)
{
  put (self, message->kind | (guint) message->framing << 2 | (guint) message->major << 5
                 | (guint) message->minor << 13);
  put (self, message->flags);
  put (self, message->status);
  put (self, message->remarks);
  put (self, message->extra);
  put_after (self, &self->before.packet, message->packet);
  put_after (self, &self->before.packet, message->last_packet);
  put_after (self, &self->before.time, (guint64) message->time);
  put_after (self, &self->before.time, (guint64) message->last_time);
  put (self, message->sequence);
  put (self, message->acknowledgement);
  put (self, message->declared + 1); /* an unknown one is short */
  put_strings (self, message);
  for (guint part = 0; part < WIRE_HTTP_PLACES_OF_EXTRA; part++)
    put_sizes (self, wire_http_message_get_places (message, part));
}

static void
take_message (Reader *self, WireHttpMessage *message)
{
  guint64 first = take (self);

  message->kind = first & 3;
  message->framing = first >> 2 & 7;
  message->major = (guint8) (first >> 5);
  message->minor = (guint8) (first >> 13);
  message->flags = (guint16) take (self);
  message->status = (guint16) take (self);
  message->remarks = (guint16) take (self);
  message->extra = (guint32) take (self);
  message->packet = (guint32) take_after (self, &self->before.packet);
  message->last_packet = (guint32) take_after (self, &self->before.packet);
  message->time = (gint64) take_after (self, &self->before.time);
  message->last_time = (gint64) take_after (self, &self->before.time);
  message->sequence = (guint32) take (self);
  message->acknowledgement = (guint32) take (self);
  message->declared = take (self) - 1;
  take_strings (self, message);
  take_sizes (self, &message->head);
  take_sizes (self, &message->body);
  take_sizes (self, &message->trailers);
}

/* Exchanges */

static gboolean
has_rare (const WireHttpExchange *exchange)
{
  return exchange->headless > 0 || exchange->foreign > 0 || exchange->protocol
         || exchange->stream_id > 0 || exchange->scheme || exchange->authority
         || exchange->interim > 0;
}

static void
put_rare (Writer *self, const WireHttpExchange *exchange)
{
  put (self, exchange->headless);
  put (self, exchange->foreign);
  put (self, exchange->stream_id);
  put (self, exchange->interim);
  put_string (self, exchange->protocol);
  put_string (self, exchange->scheme);
  put_string (self, exchange->authority);
}

static void
take_rare (Reader *self, WireHttpExchange *exchange)
{
  exchange->headless = take (self);
  exchange->foreign = take (self);
  exchange->stream_id = (guint32) take (self);
  exchange->interim = (guint8) take (self);
  exchange->protocol = take_string (self);
  exchange->scheme = take_string (self);
  exchange->authority = take_string (self);
}

static void
put_exchange (Writer *self, const WireHttpExchange *exchange)
{
  gboolean rare = has_rare (exchange);

  put (self, exchange->stream);
  put (self, (exchange->client ? CLIENT : 0) | (exchange->decrypted ? DECRYPTED : 0)
                 | (exchange->pushed ? PUSHED : 0) | (rare ? RARE : 0));
  if (rare)
    put_rare (self, exchange);
  put_message (self, &exchange->request);
  put_message (self, &exchange->response);
}

static void
take_exchange (Reader *self, WireHttpExchange *exchange)
{
  guint bits;

  *exchange = (WireHttpExchange){ .stream = (guint32) take (self) };
  bits = (guint) take (self);
  exchange->client = (bits & CLIENT) != 0;
  exchange->decrypted = (bits & DECRYPTED) != 0;
  exchange->pushed = (bits & PUSHED) != 0;
  if (bits & RARE)
    take_rare (self, exchange);
  take_message (self, &exchange->request);
  take_message (self, &exchange->response);
}

/**
 * wire_http_pack:
 * @exchange: one to which nothing more is added
 * @packed: takes it, at its end. The strings stay where they are.
 */
void
wire_http_pack (const WireHttpExchange *exchange, GByteArray *packed)
{
  Writer writer = { .bytes = packed };

  put_exchange (&writer, exchange);
  for (guint part = 0; part < WIRE_HTTP_N_PLACES; part++)
    put_places (&writer, wire_http_message_get_places (&exchange->request, part));
  for (guint part = 0; part < WIRE_HTTP_N_PLACES; part++)
    put_places (&writer, wire_http_message_get_places (&exchange->response, part));
}

/** @exchange: (out): what was packed, but for the places: its bodies have their sizes alone */
void
wire_http_unpack (const guint8 *packed, WireHttpExchange *exchange)
{
  Reader reader = { .at = packed };

  take_exchange (&reader, exchange);
}

/**
 * wire_http_unpack_places:
 * @packed: by wire_http_pack()
 * @kind: of the message
 * @part: of the message
 * @places: (out): where it is; cleared by the caller
 */
void
wire_http_unpack_places (const guint8 *packed,
                         WireHttpKind kind,
                         WireHttpPlaces part,
                         WireBody *places)
{
  Reader reader = { .at = packed };
  guint skipped = part + (kind == WIRE_HTTP_REQUEST ? 0 : WIRE_HTTP_N_PLACES);
  WireHttpExchange exchange;

  take_exchange (&reader, &exchange);
  for (guint i = 0; i < skipped; i++)
    take_places (&reader, NULL);
  *places = (WireBody){ 0 };
  take_places (&reader, places);
  wire_body_measure (places);
}
