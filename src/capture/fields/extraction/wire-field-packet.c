/* wire-field-packet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-packet.h"

#include "capture/fields/table/wire-field-table.h"
#include "capture/fields/extraction/wire-field-trail.h"
#include "capture/fields/extraction/wire-field-walk.h"

#include <string.h>

#define TRAIL "frame.protocols"

struct _WireFieldPacket
{
  WireFieldSlot *slots;
  guint n_slots;
  GPtrArray *owned;
  gboolean wanted[WIRE_N_PROTOCOLS];
  guint8 layers[WIRE_N_PROTOCOLS]; /* of each protocol so far */
  guint8 layer;                    /* the number of the current one */
  guint32 number;                  /* of the current packet */
  gint64 time;                     /* likewise */
  const WireFrame *quote;          /* of the current packet, or NULL */
  GString *trail;                  /* its protocols so far; NULL where nobody asks */
};

static void
add_source (WireFieldPacket *self, WireFieldSlot *slot, const WireFieldInfo *source)
{
  if (!source || slot->n_sources == WIRE_FIELD_MAX_SOURCES)
    return;
  slot->sources[slot->n_sources++] = source;
  self->wanted[source->protocol] = TRUE;
}

static void
fill_slot (WireFieldPacket *self, WireFieldSlot *slot, const WireFieldInfo *info)
{
  g_auto (GStrv) names = NULL;

  slot->info = info;
  slot->values = g_array_new (FALSE, FALSE, sizeof (WireFieldValue));
  if (info->source != WIRE_FIELD_EITHER)
    {
      add_source (self, slot, info);
      return;
    }
  names = g_strsplit (info->of, " ", -1);
  for (guint i = 0; names[i]; i++)
    add_source (self, slot, wire_field_table_find (names[i], strlen (names[i])));
}

/** Returns: (transfer full): a taker for the #WireFieldInfo in @fields, one slot each */
WireFieldPacket *
wire_field_packet_new (GPtrArray *fields)
{
  WireFieldPacket *self = g_new0 (WireFieldPacket, 1);

  self->n_slots = fields->len;
  self->slots = g_new0 (WireFieldSlot, fields->len);
  self->owned = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < fields->len; i++)
    fill_slot (self, &self->slots[i], fields->pdata[i]);
  if (wire_field_packet_wants_field (self, TRAIL))
    self->trail = g_string_new (NULL);
  return self;
}

void
wire_field_packet_free (WireFieldPacket *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    g_array_unref (self->slots[i].values);
  g_ptr_array_unref (self->owned);
  if (self->trail)
    g_string_free (self->trail, TRUE);
  g_free (self->slots);
  g_free (self);
}

/** Makes @self ready for the next one, all of whose slots are in @state. */
void
wire_field_packet_clear (WireFieldPacket *self, WireFieldState state)
{
  for (guint i = 0; i < self->n_slots; i++)
    {
      self->slots[i].state = state;
      g_array_set_size (self->slots[i].values, 0);
    }
  if (self->owned->len > 0)
    g_ptr_array_set_size (self->owned, 0);
  if (self->layer > 0)
    memset (self->layers, 0, sizeof self->layers);
  self->layer = 0;
  self->quote = NULL;
  if (self->trail)
    g_string_truncate (self->trail, 0);
}

/** Returns: how many slots there are */
guint
wire_field_packet_get_n_slots (const WireFieldPacket *self)
{
  return self->n_slots;
}

/** Returns: (transfer none): slot number @slot */
WireFieldSlot *
wire_field_packet_get_slot (WireFieldPacket *self, guint slot)
{
  return &self->slots[slot];
}

gboolean
wire_field_packet_wants (const WireFieldPacket *self, WireProtocol protocol)
{
  return self->wanted[protocol];
}

/** Returns: whether a field is used whose name begins with @prefix */
gboolean
wire_field_packet_wants_name (const WireFieldPacket *self, const char *prefix)
{
  for (guint i = 0; i < self->n_slots; i++)
    for (guint j = 0; j < self->slots[i].n_sources; j++)
      if (g_str_has_prefix (self->slots[i].sources[j]->name, prefix))
        return TRUE;
  return FALSE;
}

/** What is given from here on is of the next layer of @protocol. */
void
wire_field_packet_begin_layer (WireFieldPacket *self, WireProtocol protocol)
{
  if (self->layers[protocol] < G_MAXUINT8)
    self->layers[protocol]++;
  self->layer = self->layers[protocol];
}

static void
append (const WireFieldPacket *self, WireFieldSlot *slot, const WireFieldValue *value)
{
  WireFieldValue copy = *value;

  if (slot->values->len >= WIRE_FIELD_MAX_VALUES)
    return;
  copy.layer = self->layer;
  g_array_append_val (slot->values, copy);
}

/** Gives @value, which is copied, to all that want the field @name. */
void
wire_field_packet_give (WireFieldPacket *self, const char *name, const WireFieldValue *value)
{
  for (guint i = 0; i < self->n_slots; i++)
    for (guint j = 0; j < self->slots[i].n_sources; j++)
      if (strcmp (self->slots[i].sources[j]->name, name) == 0)
        append (self, &self->slots[i], value);
}

static const WireFieldInfo *
find_source (const WireFieldPacket *self, const char *name)
{
  for (guint i = 0; i < self->n_slots; i++)
    for (guint j = 0; j < self->slots[i].n_sources; j++)
      if (strcmp (self->slots[i].sources[j]->name, name) == 0)
        return self->slots[i].sources[j];
  return NULL;
}

/** Returns: whether the field @name is used */
gboolean
wire_field_packet_wants_field (const WireFieldPacket *self, const char *name)
{
  return find_source (self, name) != NULL;
}

/** Gives a whole number, a flag, or an IPv4 address in host order. */
void
wire_field_packet_give_number (WireFieldPacket *self, const char *name, guint64 number)
{
  const WireFieldInfo *info = find_source (self, name);
  WireFieldValue value = { .prefix = 32, .number = number };

  if (!info)
    return;
  value.type = info->type;
  if (info->type == WIRE_FIELD_BOOLEAN)
    value.number = number != 0;
  wire_field_packet_give (self, name, &value);
}

/** Gives a signed number, or nanoseconds of a time or duration. */
void
wire_field_packet_give_whole (WireFieldPacket *self, const char *name, gint64 number)
{
  const WireFieldInfo *info = find_source (self, name);
  WireFieldValue value = { .whole = number };

  if (!info)
    return;
  value.type = info->type;
  wire_field_packet_give (self, name, &value);
}

static guint64
read_number (const guint8 *bytes, gsize length)
{
  guint64 number = 0;

  for (gsize i = 0; i < MIN (length, 8); i++)
    number = number << 8 | bytes[i];
  return number;
}

static gboolean
read_value (const WireFieldInfo *info, const guint8 *bytes, gsize length, WireFieldValue *value)
{
  *value = (WireFieldValue){ .type = info->type };
  switch (info->type)
    {
    case WIRE_FIELD_ETHER:
      memcpy (value->address, bytes, MIN (length, 6));
      return length == 6;
    case WIRE_FIELD_IPV6:
      value->prefix = 128;
      memcpy (value->address, bytes, MIN (length, 16));
      return length == 16;
    case WIRE_FIELD_IPV4:
      value->prefix = 32;
      value->number = read_number (bytes, length);
      return length == 4;
    case WIRE_FIELD_TEXT:
    case WIRE_FIELD_BYTES:
    case WIRE_FIELD_PROTOCOL:
      value->bytes = bytes;
      value->header = value->length = (guint32) length;
      return TRUE;
    default:
      value->number = read_number (bytes, length);
      if (info->mask)
        value->number = (value->number & info->mask) >> (ffsll ((long long) info->mask) - 1);
      if (info->type == WIRE_FIELD_BOOLEAN)
        value->number = value->number != 0;
      return length > 0;
    }
}

/** Gives the @length bytes at @bytes, read as the type of the field says: numbers in network
 * order. @bytes must stay until the next packet. */
void
wire_field_packet_give_raw (WireFieldPacket *self,
                            const char *name,
                            const guint8 *bytes,
                            gsize length)
{
  const WireFieldInfo *info = find_source (self, name);
  WireFieldValue value;

  if (info && bytes && read_value (info, bytes, length, &value))
    wire_field_packet_give (self, name, &value);
}

/** Gives a whole layer of @length bytes, @header of which are its own. */
void
wire_field_packet_give_protocol (
    WireFieldPacket *self, const char *name, const guint8 *bytes, gsize length, gsize header)
{
  const WireFieldValue value = { .type = WIRE_FIELD_PROTOCOL,
                                 .length = (guint32) length,
                                 .bytes = bytes,
                                 .header = (guint32) header };

  wire_field_packet_give (self, name, &value);
  if (self->trail && !strchr (name, '.'))
    wire_field_trail_add (self->trail, name);
}

/** What is given from here on is of packet number @number, from 0, captured at @time, which may be
 * %WIRE_TIME_NONE. */
void
wire_field_packet_set_when (WireFieldPacket *self, guint32 number, gint64 time)
{
  self->number = number;
  self->time = time;
}

/** Returns: the number of the current packet, from 0 */
guint32
wire_field_packet_get_number (const WireFieldPacket *self)
{
  return self->number;
}

/** Returns: when the current packet was captured, or %WIRE_TIME_NONE */
gint64
wire_field_packet_get_time (const WireFieldPacket *self)
{
  return self->time;
}

/** Gives the protocols that were given of this packet, as text. */
void
wire_field_packet_give_trail (WireFieldPacket *self)
{
  if (self->trail && self->trail->len > 0)
    wire_field_packet_give_text (self, TRAIL, g_strdup (self->trail->str));
}

/** Gives @text, which @self takes over. */
void
wire_field_packet_give_text (WireFieldPacket *self, const char *name, char *text)
{
  const WireFieldValue value = { .type = WIRE_FIELD_TEXT,
                                 .length = (guint32) strlen (text),
                                 .bytes = (const guint8 *) text };

  wire_field_packet_own (self, text);
  wire_field_packet_give (self, name, &value);
}

/* The slot of the field @name itself, or NULL where it is not used. */
static WireFieldSlot *
find_slot (const WireFieldPacket *self, const char *name)
{
  for (guint i = 0; i < self->n_slots; i++)
    if (strcmp (self->slots[i].info->name, name) == 0)
      return &self->slots[i];
  return NULL;
}

/** Returns: how many values of the field @name were given; 0 where it is not used */
guint
wire_field_packet_count (const WireFieldPacket *self, const char *name)
{
  const WireFieldSlot *slot = find_slot (self, name);

  return slot ? slot->values->len : 0;
}

/** Takes back value @index, from 0, of the field @name. */
void
wire_field_packet_drop (WireFieldPacket *self, const char *name, guint index)
{
  WireFieldSlot *slot = find_slot (self, name);

  if (slot && index < slot->values->len)
    g_array_remove_index (slot->values, index);
}

/** Frees @memory before the next packet. Returns: @memory */
gpointer
wire_field_packet_own (WireFieldPacket *self, gpointer memory)
{
  g_ptr_array_add (self->owned, memory);
  return memory;
}

static void
give_fixed (WireFieldPacket *self,
            WireFieldSlot *slot,
            const WireFieldInfo *info,
            const WireFrame *frame,
            const WireLayer *layer)
{
  WireFieldValue value;

  if (info->source == WIRE_FIELD_LAYER)
    {
      value = (WireFieldValue){ .type = WIRE_FIELD_PROTOCOL,
                                .length = layer->length,
                                .bytes = frame->data + layer->offset,
                                .header = layer->header };
      append (self, slot, &value);
    }
  else if (info->source == WIRE_FIELD_FIXED && (guint32) info->offset + info->size <= layer->length
           && read_value (info, frame->data + layer->offset + info->offset, info->size, &value))
    append (self, slot, &value);
}

/* What is at fixed places of @layer, and the layer itself. */
static void
give_layer (WireFieldPacket *self, const WireFrame *frame, const WireLayer *layer)
{
  wire_field_packet_begin_layer (self, layer->protocol);
  for (guint i = 0; i < self->n_slots; i++)
    for (guint j = 0; j < self->slots[i].n_sources; j++)
      if (self->slots[i].sources[j]->protocol == layer->protocol)
        give_fixed (self, &self->slots[i], self->slots[i].sources[j], frame, layer);
}

static void
add_layers (WireFieldPacket *self, const WireFrame *frame, gboolean quoted)
{
  for (guint i = 0; i < frame->n_layers; i++)
    {
      const WireLayer *layer = &frame->layers[i];

      if (self->wanted[layer->protocol])
        give_layer (self, frame, layer);
      if (self->trail)
        wire_field_trail_follow (self->trail, frame, layer);
      if (!quoted || layer->protocol == WIRE_PROTOCOL_IPV4 || layer->protocol == WIRE_PROTOCOL_TCP
          || layer->protocol == WIRE_PROTOCOL_UDP || layer->protocol == WIRE_PROTOCOL_IPV6)
        wire_field_walk (self, frame, layer);
    }
}

/** Gives what the layers of a datagram say that an ICMP error quotes. */
void
wire_field_packet_add_quote (WireFieldPacket *self, const WireFrame *quote)
{
  self->quote = quote;
  add_layers (self, quote, TRUE);
}

/** Returns: (nullable): what wire_field_packet_add_quote() was given for the current packet */
const WireFrame *
wire_field_packet_get_quote (const WireFieldPacket *self)
{
  return self->quote;
}

/** Gives what the layers of @frame say, walkers included. @frame must stay until the next
 * packet. */
void
wire_field_packet_add_frame (WireFieldPacket *self, const WireFrame *frame)
{
  add_layers (self, frame, FALSE);
}
