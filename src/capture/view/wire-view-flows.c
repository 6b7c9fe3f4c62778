/* wire-view-flows.c: a view's flows and conversations, and how they sort
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-key-sort.h"
#include "capture/view/wire-view-private.h"

/* Lists the flows that have packets in the view. */
void
wire_view_list_flows (WireView *self)
{
  self->flows = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 flow = 0; flow < self->n_all_flows; flow++)
    if (self->figures[flow].packets > 0)
      g_array_append_val (self->flows, flow);
  self->summary.flows = self->flows->len;
}

/* Lists the capture's flows but for those inside tunnels only. */
void
wire_view_list_counted_flows (WireView *self)
{
  g_autofree WireFlow *flows = g_new (WireFlow, WIRE_VIEW_BLOCK);
  guint32 n;

  self->flows = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 first = 0; first < self->n_all_flows; first += n)
    {
      n = wire_capture_get_flows (self->capture, first,
                                  MIN (self->n_all_flows - first, WIRE_VIEW_BLOCK), flows);
      for (guint32 i = 0; i < n; i++)
        if (flows[i].packets > 0)
          {
            guint32 number = first + i;

            g_array_append_val (self->flows, number);
          }
    }
}

/* Returns: the opposite direction of @flow, where the view knows it */
static guint32
get_reverse (WireView *self, const WireFlow *flow)
{
  return flow->reverse < self->n_all_flows ? flow->reverse : WIRE_FLOW_NONE;
}

static gboolean
has_packets (WireView *self, guint32 number, const WireFlow *flow)
{
  return self->figures ? self->figures[number].packets > 0 : flow->packets > 0;
}

static gboolean
has_reverse (WireView *self, guint32 reverse)
{
  WireFlow flow;

  return wire_capture_get_flow (self->capture, reverse, &flow)
         && has_packets (self, reverse, &flow);
}

static void
list_conversation (WireView *self, guint32 number, const WireFlow *flow)
{
  guint32 reverse = get_reverse (self, flow);

  if (reverse < number)
    return; /* listed already, as the other's opposite */
  if (has_packets (self, number, flow)
      || (reverse != WIRE_FLOW_NONE && has_reverse (self, reverse)))
    g_array_append_val (self->conversations, number);
}

gboolean
wire_view_list_conversations (WireView *self, WireJob *job, GError **error)
{
  g_autofree WireFlow *flows = g_new (WireFlow, WIRE_VIEW_BLOCK);

  for (guint32 first = 0; first < self->n_all_flows; first += WIRE_VIEW_BLOCK)
    {
      guint32 n = MIN (self->n_all_flows - first, WIRE_VIEW_BLOCK);

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_capture_get_flows (self->capture, first, n, flows);
      for (guint32 i = 0; i < n; i++)
        list_conversation (self, first + i, &flows[i]);
    }
  return TRUE;
}

guint32
wire_view_get_n_flows (WireView *self, gboolean conversations)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), 0);

  if (conversations)
    return self->conversations->len;
  return self->flows ? self->flows->len : self->n_all_flows;
}

static WireViewFigures
get_figures (WireView *self, guint32 number, const WireFlow *flow)
{
  if (self->figures)
    return self->figures[number];
  return (WireViewFigures){ flow->packets, flow->bytes, flow->first, flow->last };
}

/* The side of a conversation that the filter holds back has no times. */
static void
add_back (WireViewFlow *out, const WireViewFigures *back)
{
  out->back_packets = back->packets;
  out->back_bytes = back->bytes;
  if (back->packets == 0 || back->first == WIRE_TIME_NONE)
    return;
  if (out->packets == 0 || out->first == WIRE_TIME_NONE || back->first < out->first)
    out->first = back->first;
  if (out->packets == 0 || back->last > out->last)
    out->last = back->last;
}

/* Fills @out with row @row, and @flow with what the capture says of it; its flags are both sides'
 * where it is a conversation. */
static void
get_row (WireView *self, gboolean conversations, guint32 row, WireViewFlow *out, WireFlow *flow)
{
  GArray *rows = conversations ? self->conversations : self->flows;
  guint32 number = rows ? g_array_index (rows, guint32, row) : row;
  WireViewFigures figures;
  WireFlow back;

  wire_capture_get_flow (self->capture, number, flow);
  figures = get_figures (self, number, flow);
  *out = (WireViewFlow){
    .flow = number,
    .packets = figures.packets,
    .bytes = figures.bytes,
    .first = figures.first,
    .last = figures.last,
  };
  if (!conversations || get_reverse (self, flow) == WIRE_FLOW_NONE)
    return;
  wire_capture_get_flow (self->capture, flow->reverse, &back);
  figures = get_figures (self, flow->reverse, &back);
  add_back (out, &figures);
  flow->tcp_flags |= back.tcp_flags;
}

/**
 * wire_view_get_flow:
 * @self: a view
 * @conversations: whether rows are conversations or single directions
 * @row: in order of first appearance
 * @flow: (out): its figures
 */
void
wire_view_get_flow (WireView *self, gboolean conversations, guint32 row, WireViewFlow *flow)
{
  g_return_if_fail (WIRE_IS_VIEW (self));
  g_return_if_fail (row < wire_view_get_n_flows (self, conversations));

  WireFlow raw;

  get_row (self, conversations, row, flow, &raw);
}

/* A sort key: an address is the longest. Compared from @family on down. */
typedef struct
{
  guint64 high;
  guint64 low;
  guint8 family;
} Key;

static Key
address_key (WireFamily family, const guint8 address[16])
{
  guint64 halves[2];

  memcpy (halves, address, sizeof halves);
  return (Key){ GUINT64_FROM_BE (halves[0]), GUINT64_FROM_BE (halves[1]), (guint8) family };
}

/* Returns: where @protocol's name is among all names */
static guint
protocol_rank (guint8 protocol)
{
  char buffer[16];
  char other_buffer[16];
  const char *name = wire_ip_protocol_name (protocol, buffer);
  guint rank = 0;

  for (guint other = 0; other < 256; other++)
    rank += strcmp (wire_ip_protocol_name ((guint8) other, other_buffer), name) < 0;
  return rank;
}

static Key
get_key (const WireViewFlow *row, const WireFlow *flow, WireFlowSort sort)
{
  switch (sort)
    {
    case WIRE_FLOW_SORT_SOURCE:
      return address_key (flow->tuple.family, flow->tuple.src);
    case WIRE_FLOW_SORT_SOURCE_PORT:
      return (Key){ flow->tuple.src_port };
    case WIRE_FLOW_SORT_DESTINATION:
      return address_key (flow->tuple.family, flow->tuple.dst);
    case WIRE_FLOW_SORT_DESTINATION_PORT:
      return (Key){ flow->tuple.dst_port };
    case WIRE_FLOW_SORT_PROTOCOL:
      return (Key){ flow->tuple.protocol };
    case WIRE_FLOW_SORT_PACKETS:
      return (Key){ (guint64) row->packets + row->back_packets };
    case WIRE_FLOW_SORT_BYTES:
      return (Key){ row->bytes + row->back_bytes };
    case WIRE_FLOW_SORT_FORTH_PACKETS:
      return (Key){ row->packets };
    case WIRE_FLOW_SORT_FORTH_BYTES:
      return (Key){ row->bytes };
    case WIRE_FLOW_SORT_BACK_PACKETS:
      return (Key){ row->back_packets };
    case WIRE_FLOW_SORT_BACK_BYTES:
      return (Key){ row->back_bytes };
    case WIRE_FLOW_SORT_DURATION:
      return (Key){ (guint64) row->last - (guint64) row->first };
    case WIRE_FLOW_SORT_FIRST:
      return (Key){ wire_key_of_signed (row->first) };
    case WIRE_FLOW_SORT_LAST:
      return (Key){ wire_key_of_signed (row->last) };
    case WIRE_FLOW_SORT_FLAGS:
      return (Key){ flow->tcp_flags };
    case WIRE_FLOW_SORT_NONE:
      break;
    }
  return (Key){ 0 };
}

/* The keys of all rows, a word at a time: sorting by the lowest word first and keeping the order of
 * equals comes to the same as comparing whole keys. */
typedef struct
{
  guint32 n;
  WireKeyed *items; /* with the high words to begin with */
  WireKeyed *scratch;
  guint64 *low;   /* NULL until one is not 0: only IPv6 addresses have it */
  guint8 *family; /* likewise: only addresses have it */
} Keys;

static void
keys_clear (Keys *keys)
{
  g_free (keys->items);
  g_free (keys->scratch);
  g_free (keys->low);
  g_free (keys->family);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

static void
store_key (Keys *keys, guint32 row, const Key *key)
{
  keys->items[row] = (WireKeyed){ key->high, row };
  if (key->low != 0 && !keys->low)
    keys->low = g_new0 (guint64, keys->n);
  if (key->family != 0 && !keys->family)
    keys->family = g_new0 (guint8, keys->n);
  if (keys->low)
    keys->low[row] = key->low;
  if (keys->family)
    keys->family[row] = key->family;
}

/* Fills @rows and @flows as get_row() does, from row @first on, up to a block. Where rows are the
 * capture's flows as they are, that takes its lock once and not a thousand times. */
static guint32
get_rows (
    WireView *self, gboolean conversations, guint32 first, WireViewFlow *rows, WireFlow *flows)
{
  guint32 n = MIN (wire_view_get_n_flows (self, conversations) - first, WIRE_VIEW_BLOCK);

  if (conversations || self->flows)
    {
      for (guint32 i = 0; i < n; i++)
        get_row (self, conversations, first + i, &rows[i], &flows[i]);
      return n;
    }
  wire_capture_get_flows (self->capture, first, n, flows);
  for (guint32 i = 0; i < n; i++)
    rows[i] = (WireViewFlow){ first + i, flows[i].packets, flows[i].bytes, flows[i].first,
                              flows[i].last };
  return n;
}

static gboolean
extract_keys (Keys *keys,
              WireView *self,
              gboolean conversations,
              WireFlowSort sort,
              WireJob *job,
              GError **error)
{
  g_autofree WireViewFlow *rows = g_new (WireViewFlow, WIRE_VIEW_BLOCK);
  g_autofree WireFlow *flows = g_new (WireFlow, WIRE_VIEW_BLOCK);
  guint64 ranks[256];

  if (sort == WIRE_FLOW_SORT_PROTOCOL)
    for (guint i = 0; i < 256; i++)
      ranks[i] = protocol_rank ((guint8) i);
  for (guint32 first = 0, n; first < keys->n; first += n)
    {
      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      n = get_rows (self, conversations, first, rows, flows);
      for (guint32 i = 0; i < n; i++)
        {
          Key key = get_key (&rows[i], &flows[i], sort);

          if (sort == WIRE_FLOW_SORT_PROTOCOL)
            key.high = ranks[flows[i].tuple.protocol];
          store_key (keys, first + i, &key);
        }
    }
  return TRUE;
}

/* Sorts by the lowest word that there is first. */
static void
sort_keys (Keys *keys, guint64 flip)
{
  g_autofree guint64 *high = keys->low ? g_new (guint64, keys->n) : NULL;

  for (guint32 i = 0; i < keys->n; i++)
    {
      keys->items[i].key ^= flip;
      if (!high)
        continue;
      high[i] = keys->items[i].key;
      keys->items[i].key = keys->low[i] ^ flip;
    }
  wire_key_sort (keys->items, keys->scratch, keys->n);
  if (high)
    {
      for (guint32 i = 0; i < keys->n; i++)
        keys->items[i].key = high[keys->items[i].row];
      wire_key_sort (keys->items, keys->scratch, keys->n);
    }
  if (keys->family)
    {
      for (guint32 i = 0; i < keys->n; i++)
        keys->items[i].key = keys->family[keys->items[i].row] ^ flip;
      wire_key_sort (keys->items, keys->scratch, keys->n);
    }
}

/**
 * wire_view_sort_flows:
 * @self: a view
 * @conversations: whether rows are conversations or single directions
 * @key: the column; addresses sort by their bytes, IPv4 before IPv6
 * @descending: the largest first. Rows that are equal stay in order of first appearance either way
 * @job: (nullable): for cancellation
 * @error: set to %G_IO_ERROR_CANCELLED where %NULL is returned
 *
 * For a worker where there are many flows: a million take some tenths of a second.
 *
 * Returns: (transfer full) (nullable): the rows in order, as guint32
 */
GBytes *
wire_view_sort_flows (WireView *self,
                      gboolean conversations,
                      WireFlowSort key,
                      gboolean descending,
                      WireJob *job,
                      GError **error)
{
  g_return_val_if_fail (WIRE_IS_VIEW (self), NULL);

  guint32 n = wire_view_get_n_flows (self, conversations);
  g_auto (Keys) keys = { n, g_new (WireKeyed, n), NULL, NULL, NULL };
  guint32 *rows;

  if (!extract_keys (&keys, self, conversations, key, job, error))
    return NULL;
  keys.scratch = g_new (WireKeyed, n);
  sort_keys (&keys, descending ? G_MAXUINT64 : 0);
  rows = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    rows[i] = keys.items[i].row;
  return g_bytes_new_take (rows, n * sizeof *rows);
}
