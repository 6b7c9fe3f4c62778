/* wire-field-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-run.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/fields/extraction/wire-field-fragments.h"
#include "capture/fields/wire-field-decrypted.h"
#include "capture/fields/wire-field-record.h"
#include "capture/fields/extraction/wire-field-streams.h"

#define LINKTYPE_RAW 101

struct _WireFieldRun
{
  WireFieldFilter *filter;
  WireFieldPacket *packet;
  WireFieldRecord *record;
  WireFieldStreams *streams;     /* NULL where no field needs them */
  WireFieldDecrypted *decrypted; /* NULL where nothing was, or nothing asks for it */
  WireFieldFragments *fragments;
  GArray *link_types; /* of guint32, by interface */
};

/** Returns: (transfer full): a run of @filter, which must outlive it, over @capture */
WireFieldRun *
wire_field_run_new (WireFieldFilter *filter, WireCapture *capture)
{
  WireFieldRun *self = g_new0 (WireFieldRun, 1);
  guint n = wire_capture_get_n_interfaces (capture);

  self->filter = filter;
  self->packet = wire_field_packet_new (wire_field_filter_get_fields (filter));
  self->record = wire_field_record_new (filter, self->packet, capture);
  self->link_types = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n; i++)
    {
      guint32 link_type = wire_capture_get_interface (capture, i).link_type;

      g_array_append_val (self->link_types, link_type);
    }
  self->fragments = wire_field_fragments_new ();
  if (wire_field_filter_is_stateful (filter))
    self->streams = wire_field_streams_new (self->packet);
  if (wire_field_run_can_use_keys (filter))
    self->decrypted = wire_field_decrypted_new (self->packet, capture);
  return self;
}

void
wire_field_run_free (WireFieldRun *self)
{
  wire_field_packet_free (self->packet);
  wire_field_record_free (self->record);
  g_array_unref (self->link_types);
  wire_field_fragments_free (self->fragments);
  g_clear_pointer (&self->streams, wire_field_streams_free);
  g_clear_pointer (&self->decrypted, wire_field_decrypted_free);
  g_free (self);
}

void
wire_field_run_set_claims (WireFieldRun *self, WireFieldClaims *claims)
{
  wire_field_record_set_claims (self->record, claims);
}

/** Returns: whether @filter asks for something that may have been encrypted, and is found where the
 * capture was loaded with its streams and keys */
gboolean
wire_field_run_can_use_keys (const WireFieldFilter *filter)
{
  GPtrArray *fields = wire_field_filter_get_fields (filter);

  for (guint i = 0; i < fields->len; i++)
    {
      const WireFieldInfo *info = fields->pdata[i];

      if (info->protocol == WIRE_PROTOCOL_HTTP || info->protocol == WIRE_PROTOCOL_TLS)
        return TRUE;
    }
  return FALSE;
}

/** Returns: whether wire_field_run_test_packet() must be called for every packet, whatever else
 * says of it */
gboolean
wire_field_run_needs_all (const WireFieldRun *self)
{
  return self->streams != NULL;
}

/** Returns: whether the packet passes, as far as the index tells */
WireTruth
wire_field_run_test_record (WireFieldRun *self, guint32 packet, const WirePacketRecord *record)
{
  return self->streams ? WIRE_TRUTH_UNKNOWN : wire_field_record_test (self->record, packet, record);
}

static void
add_frame (WireFieldRun *self, const WireFrame *frame)
{
  wire_field_packet_add_frame (self->packet, frame);
  if (self->streams)
    wire_field_streams_add (self->streams, frame);
}

/* Returns: (transfer full) (nullable): the datagram that @frame makes whole; it must stay until the
 * packet was asked about */
static GBytes *
add_fragment (WireFieldRun *self, WireFrame *frame)
{
  GBytes *whole = wire_field_fragments_add (self->fragments, frame);
  const guint8 *data;
  WireFrame *inside;
  gsize size;

  wire_field_packet_add_frame (self->packet, frame);
  if (!whole)
    {
      wire_field_fragments_give (frame, self->packet);
      return NULL;
    }
  data = g_bytes_get_data (whole, &size);
  inside = wire_field_packet_own (self->packet, g_new (WireFrame, 1));
  wire_frame_decode (inside, LINKTYPE_RAW, data, (guint32) size, (guint32) size);
  if (inside->n_layers > 0) /* the header is the fragment's own, and was given */
    inside->layers[0].protocol = WIRE_PROTOCOL_NONE;
  add_frame (self, inside);
  return whole;
}

/** Returns: whether the packet with the bytes at @data passes */
gboolean
wire_field_run_test_packet (WireFieldRun *self,
                            guint32 packet,
                            const WirePacketRecord *record,
                            const guint8 *data)
{
  g_autoptr (GBytes) whole = NULL;
  WireFrame frame;
  gboolean more = TRUE;

  wire_field_packet_clear (self->packet, WIRE_FIELD_KNOWN);
  wire_field_packet_set_when (self->packet, packet, record->time);
  wire_field_record_give_frame (self->record, packet, record, data);
  wire_frame_decode (&frame,
                     record->interface < self->link_types->len
                         ? g_array_index (self->link_types, guint32, record->interface)
                         : 0,
                     data, record->captured, record->length);
  for (guint n = 0; more && n < 64; n++, more = wire_frame_decode_next (&frame))
    {
      if (G_UNLIKELY (wire_field_fragments_strip (&frame)))
        whole = add_fragment (self, &frame);
      else
        add_frame (self, &frame);
      if (whole)
        break;
    }
  if (self->decrypted)
    wire_field_decrypted_add (self->decrypted, packet);
  wire_field_packet_give_trail (self->packet);
  return wire_field_filter_test (self->filter, self->packet) == WIRE_TRUTH_YES;
}
