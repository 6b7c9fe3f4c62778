/* wire-field-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-frame.h"

#include "capture/wire-capture-marks.h"

#include <string.h>

typedef enum
{
  FRAME_NUMBER,
  FRAME_LENGTH,
  FRAME_CAPTURED,
  FRAME_MARKED,
  FRAME_IGNORED,
  FRAME_INTERFACE,
  FRAME_TIME,
  FRAME_TIME_EPOCH,
  FRAME_TIME_RELATIVE,
  FRAME_TIME_DELTA,
  FRAME_ITSELF,
} FrameField;

static const char *const FRAME_NAMES[] = {
  [FRAME_NUMBER] = "frame.number",
  [FRAME_LENGTH] = "frame.len",
  [FRAME_CAPTURED] = "frame.cap_len",
  [FRAME_MARKED] = "frame.marked",
  [FRAME_IGNORED] = "frame.ignored",
  [FRAME_INTERFACE] = "frame.interface_id",
  [FRAME_TIME] = "frame.time",
  [FRAME_TIME_EPOCH] = "frame.time_epoch",
  [FRAME_TIME_RELATIVE] = "frame.time_relative",
  [FRAME_TIME_DELTA] = "frame.time_delta",
  [FRAME_ITSELF] = "frame",
};

/* A slot that takes a field of the frame, as a value of its type. */
typedef struct
{
  FrameField field;
  WireFieldType type;
  WireFieldSlot *slot;
} Taker;

struct _WireFieldFrame
{
  WireCapture *capture;
  GArray *takers;          /* of Taker */
  gboolean has_interfaces; /* the format names them */
  gint64 first;
  guint32 packet; /* the one that was asked about last */
  gint64 time;    /* its time */
  gint64 before;  /* the time of the one before it */
};

/** Returns: which field of the frame has @name, or -1 */
int
wire_field_frame_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (FRAME_NAMES); i++)
    if (strcmp (name, FRAME_NAMES[i]) == 0)
      return (int) i;
  return -1;
}

static void
add_takers (WireFieldFrame *self, WireFieldSlot *slot)
{
  for (guint i = 0; i < slot->n_sources; i++)
    {
      int field = wire_field_frame_find (slot->sources[i]->name);
      const Taker taker = { (FrameField) field, slot->sources[i]->type, slot };

      if (field >= 0)
        g_array_append_val (self->takers, taker);
    }
}

static gint64
get_time (WireFieldFrame *self, guint32 packet)
{
  WirePacketRecord row;

  return wire_capture_get_packet (self->capture, packet, &row) ? row.time : WIRE_TIME_NONE;
}

/** Returns: (transfer full): what gives @packet, which must outlive it, the fields of frames of
 * @capture */
WireFieldFrame *
wire_field_frame_new (WireFieldPacket *packet, WireCapture *capture)
{
  WireFieldFrame *self = g_new0 (WireFieldFrame, 1);

  self->capture = capture;
  self->takers = g_array_new (FALSE, FALSE, sizeof (Taker));
  for (guint i = 0; i < wire_field_packet_get_n_slots (packet); i++)
    add_takers (self, wire_field_packet_get_slot (packet, i));
  self->has_interfaces = g_str_has_prefix (wire_capture_get_format (capture), "pcapng");
  self->first = self->time = get_time (self, 0);
  self->before = WIRE_TIME_NONE;
  return self;
}

void
wire_field_frame_free (WireFieldFrame *self)
{
  g_array_unref (self->takers);
  g_free (self);
}

/* Packets are mostly asked about one after the other, some twice, and some not at all. */
static void
go_to (WireFieldFrame *self, guint32 packet, gint64 time)
{
  if (packet == self->packet)
    return;
  self->before = packet == self->packet + 1 ? self->time : get_time (self, packet - 1);
  self->packet = packet;
  self->time = time;
}

static gint64
since (gint64 time, gint64 start)
{
  gint64 difference;

  if (time == WIRE_TIME_NONE || start == WIRE_TIME_NONE)
    return 0;
  return __builtin_sub_overflow (time, start, &difference) ? G_MAXINT64 : difference;
}

/* Returns: whether the packet has that field; if so, @value has it, but for its type */
static gboolean
get_field (WireFieldFrame *self,
           FrameField field,
           guint32 packet,
           const WirePacketRecord *row,
           const guint8 *data,
           WireFieldValue *value)
{
  switch (field)
    {
    case FRAME_NUMBER:
      value->number = (guint64) packet + 1;
      return TRUE;
    case FRAME_LENGTH:
      value->number = row->length;
      return TRUE;
    case FRAME_CAPTURED:
      value->number = row->captured;
      return TRUE;
    case FRAME_MARKED:
      value->number = wire_capture_is_marked (self->capture, packet);
      return TRUE;
    case FRAME_IGNORED:
      return TRUE;
    case FRAME_INTERFACE:
      value->number = row->interface;
      return self->has_interfaces;
    case FRAME_TIME:
    case FRAME_TIME_EPOCH:
      value->whole = row->time;
      return row->time != WIRE_TIME_NONE;
    case FRAME_TIME_RELATIVE:
      value->whole = since (row->time, self->first);
      return row->time != WIRE_TIME_NONE;
    case FRAME_TIME_DELTA:
      value->whole = since (row->time, self->before);
      return row->time != WIRE_TIME_NONE;
    case FRAME_ITSELF:
      value->bytes = data;
      value->length = value->header = row->captured;
      return data != NULL;
    }
  return FALSE;
}

/** Returns: whether the packet has field number @field of the frame, for which its bytes are not
 * needed; if so, @value has it, but for its type */
gboolean
wire_field_frame_get (WireFieldFrame *self,
                      int field,
                      guint32 packet,
                      const WirePacketRecord *row,
                      WireFieldValue *value)
{
  go_to (self, packet, row->time);
  return get_field (self, (FrameField) field, packet, row, NULL, value);
}

/**
 * wire_field_frame_give:
 * @packet: number, from 0
 * @row: what the index has of it
 * @data: (nullable): its captured bytes, where they were read
 *
 * Gives all fields of the frame that are used.
 */
void
wire_field_frame_give (WireFieldFrame *self,
                       guint32 packet,
                       const WirePacketRecord *row,
                       const guint8 *data)
{
  go_to (self, packet, row->time);
  for (guint i = 0; i < self->takers->len; i++)
    {
      const Taker *taker = &g_array_index (self->takers, Taker, i);
      WireFieldValue value = { .type = taker->type };

      if (get_field (self, taker->field, packet, row, data, &value))
        g_array_append_val (taker->slot->values, value);
    }
}
