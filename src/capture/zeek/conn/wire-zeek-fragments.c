/* wire-zeek-fragments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-fragments.h"

#include "base/wire-text-hash.h"

#define MAX_DATAGRAM 65536u

/* How far apart the parts of one datagram may be (RFC 8200, section 4.5). */
#define LONGEST_WAIT (60 * G_GINT64_CONSTANT (1000000000))

typedef struct
{
  guint8 src[16];
  guint8 dst[16];
  guint32 id;
  guint8 protocol;
  guint8 family;
  guint8 padding[2];
} Key;

/* @present has a bit for each eight bytes: parts but the last are multiples of that. */
typedef struct
{
  Key key;
  gint64 time;
  guint32 header;
  guint32 end; /* where the datagram ends, or 0 while that is not known */
  guint32 blocks;
  guint8 present[MAX_DATAGRAM / 64];
  guint8 bytes[MAX_DATAGRAM];
} Datagram;

struct _WireZeekFragments
{
  GHashTable *datagrams; /* Key of a Datagram → Datagram */
  GQueue order;
  Datagram *whole; /* that was handed out last */
};

static guint
hash_key (gconstpointer key)
{
  return wire_bytes_hash (key, sizeof (Key));
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

/** Returns: (transfer full): nothing that waits yet */
WireZeekFragments *
wire_zeek_fragments_new (void)
{
  WireZeekFragments *self = g_new0 (WireZeekFragments, 1);

  self->datagrams = g_hash_table_new (hash_key, equal_keys);
  g_queue_init (&self->order);
  return self;
}

void
wire_zeek_fragments_free (WireZeekFragments *self)
{
  g_hash_table_unref (self->datagrams);
  g_queue_clear_full (&self->order, g_free);
  g_free (self->whole);
  g_free (self);
}

static void
make_key (const WireZeekPacket *packet, Key *key)
{
  gsize size = packet->family == WIRE_FAMILY_IPV4 ? 4 : 16;

  memset (key, 0, sizeof *key);
  memcpy (key->src, packet->src, size);
  memcpy (key->dst, packet->dst, size);
  key->id = packet->fragment_id;
  key->family = packet->family;
  /* Later parts of IPv6 do not say what the first one carries. */
  key->protocol = packet->family == WIRE_FAMILY_IPV4 ? packet->protocol : 0;
}

static void
take_out (WireZeekFragments *self, Datagram *datagram)
{
  g_hash_table_remove (self->datagrams, &datagram->key);
  g_queue_remove (&self->order, datagram);
}

static void
drop (WireZeekFragments *self, Datagram *datagram)
{
  take_out (self, datagram);
  g_free (datagram);
}

static Datagram *
get_datagram (WireZeekFragments *self, const WireZeekPacket *packet)
{
  Key key;
  Datagram *datagram;

  make_key (packet, &key);
  datagram = g_hash_table_lookup (self->datagrams, &key);
  if (datagram && packet->time - datagram->time > LONGEST_WAIT)
    {
      drop (self, datagram);
      datagram = NULL;
    }
  if (datagram)
    return datagram;
  if (self->order.length >= WIRE_ZEEK_MAX_DATAGRAMS)
    drop (self, self->order.head->data);
  datagram = g_new0 (Datagram, 1);
  datagram->key = key;
  datagram->time = packet->time;
  g_hash_table_insert (self->datagrams, &datagram->key, datagram);
  g_queue_push_tail (&self->order, datagram);
  return datagram;
}

static void
add_part (Datagram *datagram, const WireZeekPacket *packet)
{
  guint32 end = packet->fragment_offset + packet->payload_length;

  memcpy (datagram->bytes + packet->fragment_offset, packet->payload, packet->payload_length);
  for (guint32 at = packet->fragment_offset; at < end; at += 8)
    {
      guint8 bit = (guint8) (1u << (at / 8 % 8));

      datagram->blocks += !(datagram->present[at / 64] & bit);
      datagram->present[at / 64] |= bit;
    }
  if (!packet->more)
    datagram->end = end;
  if (packet->fragment_offset == 0)
    datagram->header = packet->total - packet->payload_length;
}

/* A part that is cut, or cannot be of a datagram, is left alone. */
static gboolean
is_usable (const WireZeekPacket *packet)
{
  return packet->payload_captured == packet->payload_length && packet->payload_length > 0
         && packet->fragment_offset + packet->payload_length <= MAX_DATAGRAM - 1
         && (!packet->more || packet->payload_length % 8 == 0);
}

/**
 * wire_zeek_fragments_add:
 * @self: what waits
 * @packet: (inout): a part; becomes the whole datagram, whose bytes are there until the next call
 *
 * Returns: whether @packet is whole now
 */
gboolean
wire_zeek_fragments_add (WireZeekFragments *self, WireZeekPacket *packet)
{
  Datagram *datagram;

  if (!is_usable (packet))
    return FALSE;
  datagram = get_datagram (self, packet);
  add_part (datagram, packet);
  if (datagram->end == 0 || datagram->blocks * 8 < datagram->end || datagram->header == 0)
    return FALSE;
  take_out (self, datagram);
  g_free (self->whole);
  self->whole = datagram;
  packet->fragment = FALSE;
  packet->payload = datagram->bytes;
  packet->payload_length = packet->payload_captured = datagram->end;
  packet->total = datagram->header + datagram->end;
  return TRUE;
}
