/* wire-field-packet.h: the values that one packet has for the fields of a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-info.h"
#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/** Fields that another one can be made of. */
#define WIRE_FIELD_MAX_SOURCES 4

/** More values of one field in one packet are not kept. */
#define WIRE_FIELD_MAX_VALUES 4096

/**
 * WireFieldState:
 * @WIRE_FIELD_UNKNOWN: the packet has to be read
 * @WIRE_FIELD_PRESENT: there is a value, but which one is not known
 * @WIRE_FIELD_KNOWN: the values are all there
 */
typedef enum
{
  WIRE_FIELD_UNKNOWN,
  WIRE_FIELD_PRESENT,
  WIRE_FIELD_KNOWN,
} WireFieldState;

/**
 * WireFieldSlot:
 * @info: a field that the filter uses
 * @sources: it, or the fields that it is made of
 * @n_sources: how many
 * @state: a #WireFieldState
 * @values: of #WireFieldValue
 */
typedef struct
{
  const WireFieldInfo *info;
  const WireFieldInfo *sources[WIRE_FIELD_MAX_SOURCES];
  guint n_sources;
  WireFieldState state;
  GArray *values;
} WireFieldSlot;

/** Returns: nanoseconds from @start to @time; where they are too many, as many as there can be */
static inline gint64
wire_field_since (gint64 time, gint64 start)
{
  gint64 difference;

  return __builtin_sub_overflow (time, start, &difference) ? G_MAXINT64 : difference;
}

/**
 * WireFieldPacket:
 *
 * Takes the values of packets, one packet after the other. Values point into the packet's bytes or
 * into what the packet owns until the next one. Used by one thread.
 */
typedef struct _WireFieldPacket WireFieldPacket;

WireFieldPacket *wire_field_packet_new (GPtrArray *fields);

/** Frees @packet and what it owns. */
void wire_field_packet_free (WireFieldPacket *packet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldPacket, wire_field_packet_free)

void wire_field_packet_clear (WireFieldPacket *packet, WireFieldState state);
guint wire_field_packet_get_n_slots (const WireFieldPacket *packet);
WireFieldSlot *wire_field_packet_get_slot (WireFieldPacket *packet, guint slot);

/** Returns: whether a field of @protocol is used */
gboolean wire_field_packet_wants (const WireFieldPacket *packet, WireProtocol protocol);
gboolean wire_field_packet_wants_field (const WireFieldPacket *packet, const char *name);
gboolean wire_field_packet_wants_name (const WireFieldPacket *packet, const char *prefix);

/* What walkers give. Names that no slot is about are passed over. */

void wire_field_packet_set_when (WireFieldPacket *packet, guint32 number, gint64 time);
guint32 wire_field_packet_get_number (const WireFieldPacket *packet);
gint64 wire_field_packet_get_time (const WireFieldPacket *packet);
void wire_field_packet_give_trail (WireFieldPacket *packet);
void wire_field_packet_begin_layer (WireFieldPacket *packet, WireProtocol protocol);
void wire_field_packet_give (WireFieldPacket *packet,
                             const char *name,
                             const WireFieldValue *value);
void wire_field_packet_give_number (WireFieldPacket *packet, const char *name, guint64 number);
void wire_field_packet_give_whole (WireFieldPacket *packet, const char *name, gint64 number);
void wire_field_packet_give_raw (WireFieldPacket *packet,
                                 const char *name,
                                 const guint8 *bytes,
                                 gsize length);
void wire_field_packet_give_protocol (
    WireFieldPacket *packet, const char *name, const guint8 *bytes, gsize length, gsize header);
void wire_field_packet_give_text (WireFieldPacket *packet, const char *name, char *text);
gpointer wire_field_packet_own (WireFieldPacket *packet, gpointer memory);

guint wire_field_packet_count (const WireFieldPacket *packet, const char *name);
void wire_field_packet_drop (WireFieldPacket *packet, const char *name, guint index);
void wire_field_packet_add_quote (WireFieldPacket *packet, const WireFrame *quote);
const WireFrame *wire_field_packet_get_quote (const WireFieldPacket *packet);
void wire_field_packet_add_frame (WireFieldPacket *packet, const WireFrame *frame);

G_END_DECLS
