/* wire-http-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-log.h"

#include "base/wire-chunks.h"
#include "base/wire-text-hash.h"

#include <string.h>

/* Strings are short: a block holds those of a hundred messages. */
#define STRING_BLOCK 16384

/* Packed exchanges lie in chunks, one after the other. */
#define CHUNK_BYTES ((gsize) 1024 * 1024)

/* What these take in memory; what follows is in a file. */
#define MAX_MEMORY (8 * CHUNK_BYTES)

/* What is longer than this gets memory of its own, so that little of a chunk is left over. */
#define PACKED_IN_CHUNK 65536

/* An exchange that somebody holds. */
typedef struct
{
  WireHttpExchange exchange; /* first: those who hold it have its address */
  guint32 number;
  guint32 holds;
} Held;

/* By the number of an exchange: either @held, with its lowest bit set, or @packed. */
typedef union
{
  gsize held;
  const guint8 *packed;
} Slot;

G_STATIC_ASSERT (sizeof (Slot) == sizeof (gpointer));

struct _WireHttpLog
{
  GArray *slots;
  WireChunks *chunks; /* where packed exchanges are */
  gsize chunk_used;   /* of the last one */
  GPtrArray *long_ones;
  GByteArray *scratch;
  GStringChunk *strings;
  GHashTable *shared; /* those that are kept once */
  gsize limit;
  gsize kept; /* bytes of exchanges and strings */
  gboolean full;
  gsize gathered;       /* bytes of heads that have not ended */
  WireDerived *derived; /* NULL: nothing is copied */
  WireHttpDeeds *deeds; /* NULL: they are not told */
  guint32 unparsed;
  guint32 left_out;
  guint32 cut_heads;
};

static void
clear_message (WireHttpMessage *message)
{
  wire_body_clear (&message->head);
  wire_body_clear (&message->body);
  wire_body_clear (&message->trailers);
  if (message->behind)
    wire_body_clear (message->behind);
  g_free (message->behind);
}

static void
held_free (Held *held)
{
  clear_message (&held->exchange.request);
  clear_message (&held->exchange.response);
  g_free (held);
}

static Slot *
get_slot (const WireHttpLog *self, guint32 exchange)
{
  return &g_array_index (self->slots, Slot, exchange);
}

/* Returns: (nullable): %NULL where the exchange is packed */
static Held *
get_held (const WireHttpLog *self, guint32 exchange)
{
  gsize held = get_slot (self, exchange)->held;

  return held & 1 ? GSIZE_TO_POINTER (held & ~(gsize) 1) : NULL;
}

/* Of an exchange that nobody holds. Where it lies in the file, the system may have back what was
 * looked at before. */
static const guint8 *
get_packed (const WireHttpLog *self, guint32 exchange)
{
  const guint8 *packed = get_slot (self, exchange)->packed;

  if (self->chunks->first_filed < self->chunks->n)
    wire_chunks_look (self->chunks, packed);
  return packed;
}

/* Once full, the log stays so: strings of messages that are being read may be missing by then. */
static void
charge (WireHttpLog *self, gsize bytes)
{
  self->kept += bytes;
  self->full |= self->kept >= self->limit;
}

/** Returns: (transfer full): an empty log */
WireHttpLog *
wire_http_log_new (void)
{
  WireHttpLog *self = g_new0 (WireHttpLog, 1);

  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->chunks = wire_chunks_new (CHUNK_BYTES, MAX_MEMORY);
  self->long_ones = g_ptr_array_new_with_free_func (g_free);
  self->scratch = g_byte_array_new ();
  self->limit = WIRE_HTTP_MAX_KEPT;
  self->strings = g_string_chunk_new (STRING_BLOCK);
  self->shared = g_hash_table_new (wire_text_hash, g_str_equal);
  return self;
}

void
wire_http_log_free (WireHttpLog *self)
{
  for (guint32 i = 0; i < self->slots->len; i++)
    if (get_held (self, i))
      held_free (get_held (self, i));
  g_array_unref (self->slots);
  wire_chunks_free (self->chunks);
  g_ptr_array_unref (self->long_ones);
  g_byte_array_unref (self->scratch);
  g_hash_table_unref (self->shared);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->derived, wire_derived_unref);
  g_clear_pointer (&self->deeds, wire_http_deeds_free);
  g_free (self);
}

/** Exchanges and their strings take @limit bytes at most. For a log without any. */
void
wire_http_log_set_limit (WireHttpLog *self, gsize limit)
{
  self->limit = limit;
}

/** Has bytes that are in too many places for their message copied to @derived. */
void
wire_http_log_set_derived (WireHttpLog *self, WireDerived *derived)
{
  self->derived = wire_derived_ref (derived);
}

/** Has exchanges told to @deeds (transfer full) once nobody writes to them any more. */
void
wire_http_log_set_deeds (WireHttpLog *self, WireHttpDeeds *deeds)
{
  self->deeds = deeds;
}

/** Returns: (transfer none) (nullable): see wire_http_log_set_derived() */
WireDerived *
wire_http_log_get_derived (const WireHttpLog *self)
{
  return self->derived;
}

/** Whether there is no room for the strings of one more message. */
gboolean
wire_http_log_is_full (const WireHttpLog *self)
{
  return self->full;
}

/** Returns: whether one more head may be kept that was cut; where it may not, it is counted */
gboolean
wire_http_log_admit_cut_head (WireHttpLog *self)
{
  if (self->cut_heads >= self->limit / WIRE_HTTP_LEAST_KEPT_CUT)
    {
      self->left_out++;
      return FALSE;
    }
  self->cut_heads++;
  return TRUE;
}

/** Notes that an unfinished head had @before bytes and has @now. Returns: whether it may go on */
gboolean
wire_http_log_gather (WireHttpLog *self, gsize before, gsize now)
{
  self->gathered += now - before;
  return self->gathered <= WIRE_HTTP_MAX_GATHERED;
}

static WireHttpExchange *
add_held (WireHttpLog *self)
{
  Held *held = g_new0 (Held, 1);
  const Slot slot = { .held = GPOINTER_TO_SIZE (held) | 1 };

  held->number = self->slots->len;
  held->holds = 1;
  g_array_append_val (self->slots, slot);
  charge (self, sizeof held->exchange + sizeof slot);
  return &held->exchange;
}

/**
 * wire_http_log_append:
 * @self: a log
 * @stream: that the exchange belongs to
 * @client: the direction of its request
 *
 * Returns: (transfer none) (nullable): a new exchange, held for the caller until
 *   wire_http_log_release(); %NULL where there are as many as may be, which is counted
 */
WireHttpExchange *
wire_http_log_append (WireHttpLog *self, guint32 stream, guint client)
{
  WireHttpExchange *exchange;

  if (self->full || self->slots->len >= self->limit / WIRE_HTTP_LEAST_KEPT)
    {
      self->left_out++;
      return NULL;
    }
  exchange = add_held (self);
  exchange->stream = stream;
  exchange->client = (guint8) client;
  return exchange;
}

/** Returns: (transfer none): @exchange, which one more may write to until it calls
 *   wire_http_log_release() */
WireHttpExchange *
wire_http_log_hold (WireHttpExchange *exchange)
{
  ((Held *) (gpointer) exchange)->holds++;
  return exchange;
}

/* Returns: (transfer none): a copy of @bytes */
static const guint8 *
keep_packed (WireHttpLog *self, const GByteArray *bytes)
{
  guint8 *place;

  if (bytes->len > PACKED_IN_CHUNK)
    {
      place = g_memdup2 (bytes->data, bytes->len);
      g_ptr_array_add (self->long_ones, place);
      return place;
    }
  if (self->chunks->n == 0 || CHUNK_BYTES - self->chunk_used < bytes->len)
    {
      wire_chunks_add (self->chunks);
      self->chunk_used = 0;
    }
  place = wire_chunks_get (self->chunks, self->chunks->n - 1, self->chunk_used);
  memcpy (place, bytes->data, bytes->len);
  self->chunk_used += bytes->len + (bytes->len & 1); /* the lowest bit says what a slot has */
  return place;
}

static void
pack (WireHttpLog *self, Held *held)
{
  g_byte_array_set_size (self->scratch, 0);
  wire_http_pack (&held->exchange, self->scratch);
  get_slot (self, held->number)->packed = keep_packed (self, self->scratch);
  self->kept -= MIN (self->kept, sizeof held->exchange);
  charge (self, self->scratch->len);
  held_free (held);
}

/** @exchange: (nullable): the caller writes to it no more. When nobody does, it is told and
 * packed. */
void
wire_http_log_release (WireHttpLog *self, WireHttpExchange *exchange)
{
  Held *held = (Held *) (gpointer) exchange;

  if (!held || --held->holds > 0)
    return;
  if (self->deeds)
    wire_http_deeds_tell (self->deeds, &held->exchange);
  pack (self, held);
}

/** Notes a message that could not be made sense of. */
void
wire_http_log_count_unparsed (WireHttpLog *self)
{
  self->unparsed++;
}

static const char *
insert (WireHttpLog *self, const char *text)
{
  gsize length = strlen (text);

  charge (self, length + 1);
  return g_string_chunk_insert_len (self->strings, text, (gssize) length);
}

/** Returns: (transfer none) (nullable): @span as text, for as long as @self lives; %NULL where
 * @self is full */
const char *
wire_http_log_keep (WireHttpLog *self, WireSpan span)
{
  g_autofree char *text = NULL;

  if (wire_http_log_is_full (self))
    return NULL;
  text = wire_span_to_text (span);
  return insert (self, text);
}

/** As wire_http_log_keep(), for what many messages have in common: it is kept once. */
const char *
wire_http_log_share (WireHttpLog *self, WireSpan span)
{
  g_autofree char *text = wire_span_to_text (span);
  const char *kept = g_hash_table_lookup (self->shared, text);

  if (kept || wire_http_log_is_full (self))
    return kept;
  kept = insert (self, text);
  g_hash_table_add (self->shared, (gpointer) kept);
  return kept;
}

guint32
wire_http_log_get_length (const WireHttpLog *self)
{
  return self->slots->len;
}

/* What copies are made without: lists of places may still grow. */
static void
drop_places (WireHttpMessage *message)
{
  WireBody *const bodies[] = { &message->head, &message->body, &message->trailers };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      bodies[i]->extents = NULL;
      bodies[i]->n = bodies[i]->allocated = 0;
    }
  message->behind = NULL;
}

/** @out: (out): a copy of exchange number @exchange, which must exist. Its strings are the log's;
 * its bodies have their sizes, but no places: see wire_http_log_get_places(). */
void
wire_http_log_get (const WireHttpLog *self, guint32 exchange, WireHttpExchange *out)
{
  const Held *held;

  g_return_if_fail (exchange < self->slots->len);

  held = get_held (self, exchange);
  if (!held)
    {
      wire_http_unpack (get_packed (self, exchange), out);
      return;
    }
  *out = held->exchange;
  drop_places (&out->request);
  drop_places (&out->response);
}

/**
 * wire_http_log_get_places:
 * @self: a log
 * @exchange: one of its exchanges
 * @kind: its request or its response
 * @part: of that
 * @places: (out): where the part is; cleared by the caller
 */
void
wire_http_log_get_places (const WireHttpLog *self,
                          guint32 exchange,
                          WireHttpKind kind,
                          WireHttpPlaces part,
                          WireBody *places)
{
  const Held *held;
  const WireBody *found;

  *places = (WireBody){ 0 };
  g_return_if_fail (exchange < self->slots->len);

  held = get_held (self, exchange);
  if (!held)
    {
      wire_http_unpack_places (get_packed (self, exchange), kind, part, places);
      return;
    }
  found = wire_http_message_get_places (
      kind == WIRE_HTTP_REQUEST ? &held->exchange.request : &held->exchange.response, part);
  if (found)
    wire_body_copy (found, places);
}

/** Returns: bytes that exchanges and their strings take */
gsize
wire_http_log_get_kept (const WireHttpLog *self)
{
  return self->kept;
}

/** Returns: how many messages began and made no sense */
guint32
wire_http_log_get_unparsed (const WireHttpLog *self)
{
  return self->unparsed;
}

/** Returns: how many exchanges were too many to keep */
guint32
wire_http_log_get_left_out (const WireHttpLog *self)
{
  return self->left_out;
}
