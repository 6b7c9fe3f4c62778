/* wire-indicator-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-find.h"

/* Records taken out of the index at once. */
#define BLOCK 1024u

/* Which indicators the addresses of flows are. */
typedef struct
{
  guint32 *starts; /* by flow: where its indicators begin in @indices; and after the last */
  GArray *indices; /* of guint */
} Flows;

/** Returns: (transfer full): a search in @capture; all that it is given must live as long */
WireIndicatorFind *
wire_indicator_find_new (WireCapture *capture,
                         const WireObjectList *transfers,
                         const WireIndicatorList *list)
{
  WireIndicatorFind *self = g_new0 (WireIndicatorFind, 1);

  *self = (WireIndicatorFind){ .capture = capture, .transfers = transfers, .list = list };
  self->sightings = g_new0 (WireSighting, wire_indicator_list_get_length (list) + 1);
  return self;
}

void
wire_indicator_find_free (WireIndicatorFind *self)
{
  guint n = wire_indicator_list_get_length (self->list);

  for (guint i = 0; i < n; i++)
    g_clear_pointer (&self->sightings[i].places, g_array_unref);
  g_free (self->sightings);
  g_free (self);
}

static void
widen (WireSighting *sighting, const WireSightingPlace *place)
{
  if (sighting->count == 0)
    {
      sighting->first = sighting->last = place->time;
      sighting->first_packet = sighting->last_packet = place->packet;
      return;
    }
  sighting->first_packet = MIN (sighting->first_packet, place->packet);
  sighting->last_packet = MAX (sighting->last_packet, place->packet);
  if (place->time == WIRE_TIME_NONE)
    return;
  if (sighting->first == WIRE_TIME_NONE || place->time < sighting->first)
    sighting->first = place->time;
  sighting->last = MAX (sighting->last, place->time); /* none is the least of all */
}

/* Packets of one address are many: the first is enough. */
static gboolean
is_wanted (const WireSighting *sighting, const WireSightingPlace *place)
{
  if (!sighting->places)
    return TRUE;
  if (sighting->places->len >= WIRE_SIGHTING_PLACES)
    return FALSE;
  return !g_str_equal (place->what, "packet")
         || !g_str_equal (g_array_index (sighting->places, WireSightingPlace, 0).what, "packet");
}

/* A message of DNS may have a name several times. */
static gboolean
is_same (const WireSightingPlace *a, const WireSightingPlace *b)
{
  return a->packet == b->packet && a->transfer == b->transfer && g_str_equal (a->what, b->what);
}

void
wire_indicator_find_note (WireIndicatorFind *self, guint index, const WireSightingPlace *place)
{
  WireSighting *sighting = &self->sightings[index];

  if (self->view && wire_view_find_packet (self->view, place->packet) == WIRE_VIEW_NO_PACKET)
    return;
  if (sighting->count > 0 && is_same (&sighting->latest, place))
    return;
  widen (sighting, place);
  sighting->latest = *place;
  sighting->count++;
  if (!is_wanted (sighting, place))
    return;
  if (!sighting->places)
    sighting->places = g_array_new (FALSE, FALSE, sizeof (WireSightingPlace));
  g_array_append_vals (sighting->places, place, 1);
}

void
wire_indicator_noted (guint index, gpointer user_data)
{
  WireIndicatorAt *at = user_data;

  wire_indicator_find_note (at->find, index, &at->place);
}

/* A WireIndicatorMatch. */
static void
add_index (guint index, gpointer user_data)
{
  GArray *indices = user_data;

  g_array_append_val (indices, index);
}

static void
look_at_flows (WireIndicatorFind *self, Flows *flows)
{
  guint32 n = wire_capture_get_n_flows (self->capture);
  WireFlow flow;

  flows->starts = g_new0 (guint32, (gsize) n + 1);
  flows->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint32 i = 0; i < n; i++)
    {
      flows->starts[i] = flows->indices->len;
      if (!wire_capture_get_flow (self->capture, i, &flow))
        continue;
      wire_indicator_list_find_address (self->list, flow.tuple.family, flow.tuple.src, add_index,
                                        flows->indices);
      wire_indicator_list_find_address (self->list, flow.tuple.family, flow.tuple.dst, add_index,
                                        flows->indices);
    }
  flows->starts[n] = flows->indices->len;
}

static void
note_packet (WireIndicatorFind *self,
             const Flows *flows,
             guint32 packet,
             const WirePacketRecord *record)
{
  const WireSightingPlace place = { "packet", packet, WIRE_OBJECT_NONE, record->time };
  guint32 begin = flows->starts[record->flow];
  guint32 end = flows->starts[record->flow + 1];

  for (guint32 i = begin; i < end; i++)
    {
      guint index = g_array_index (flows->indices, guint, i);
      gboolean again = FALSE;

      /* A network may have both ends. */
      for (guint32 j = begin; j < i; j++)
        again |= g_array_index (flows->indices, guint, j) == index;
      if (!again)
        wire_indicator_find_note (self, index, &place);
    }
}

/* Packets count by their outermost IP header, and where they came through a tunnel by their
 * innermost one, too. */
static gboolean
look_at_packets (WireIndicatorFind *self, const Flows *flows, WireJob *job, GError **error)
{
  g_autofree WirePacketRecord *outer = g_new (WirePacketRecord, BLOCK);
  g_autofree WirePacketRecord *inner = g_new (WirePacketRecord, BLOCK);
  guint32 n_flows = wire_capture_get_n_flows (self->capture);
  guint32 n;

  for (guint32 first = 0; (n = wire_capture_get_packets (self->capture, first, BLOCK, outer)) > 0;
       first += n)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_capture_get_packets_inside (self->capture, first, n, inner);
      for (guint32 i = 0; i < n; i++)
        {
          if (outer[i].flow < n_flows)
            note_packet (self, flows, first + i, &outer[i]);
          if (inner[i].flow < n_flows && inner[i].flow != outer[i].flow)
            note_packet (self, flows, first + i, &inner[i]);
        }
    }
  return TRUE;
}

static gboolean
find_addresses (WireIndicatorFind *self, WireJob *job, GError **error)
{
  Flows flows;
  gboolean done;

  if (!wire_indicator_list_has_kind (self->list, WIRE_INDICATOR_ADDRESS)
      && !wire_indicator_list_has_kind (self->list, WIRE_INDICATOR_NETWORK))
    return TRUE;
  look_at_flows (self, &flows);
  done = look_at_packets (self, &flows, job, error);
  g_free (flows.starts);
  g_array_unref (flows.indices);
  return done;
}

/**
 * wire_indicator_find_run:
 * @self: a search
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned: the file cannot be read any more
 *
 * Looks at the addresses of all packets, at names in DNS, TLS and HTTP, and at digests and senders
 * of transfers. Blocks: call it in a worker.
 */
gboolean
wire_indicator_find_run (WireIndicatorFind *self, WireJob *job, GError **error)
{
  return find_addresses (self, job, error) && wire_indicator_find_names (self, job, error)
         && wire_indicator_find_transfers (self, job, error);
}
