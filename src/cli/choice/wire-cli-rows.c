/* wire-cli-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-rows.h"

#include "capture/follow/wire-stream-follow.h"
#include "capture/frame/wire-frame.h"

#include <glib/gi18n.h>

/* Records taken out of the index at once. */
#define BLOCK 1024u

struct _WireCliRows
{
  WireCapture *capture;
  WireView *view;
  GArray *by_flow; /* of guint64: flow and packet, ascending */
  GArray *loose;   /* of guint64: packets that may bring bytes of other flows, ascending */
};

static guint64
make_key (guint32 flow, guint32 packet)
{
  return (guint64) flow << 32 | packet;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return left < right ? -1 : left > right;
}

/* Returns: whether one of @keys, which ascend, is from @first to @last */
static gboolean
have_between (const GArray *keys, guint64 first, guint64 last)
{
  guint low = 0;
  guint high = keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (keys, guint64, middle) < first)
        low = middle + 1;
      else
        high = middle;
    }
  return low < keys->len && g_array_index (keys, guint64, low) <= last;
}

static void
add_packet (WireCliRows *self, guint32 packet, const WirePacketRecord *record)
{
  guint64 key = make_key (record->flow, packet);
  guint64 number = packet;

  if (record->flow != WIRE_FLOW_NONE)
    g_array_append_val (self->by_flow, key);
  if (record->flags & (WIRE_FRAME_FRAGMENT | WIRE_FRAME_SEVERAL))
    g_array_append_val (self->loose, number);
}

/* What passes is put in the order of flows, those inside tunnels, as streams are made of these. */
static void
list_packets (WireCliRows *self)
{
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, BLOCK);
  guint32 end = wire_view_get_n_packets (self->view);
  guint32 at = 0;
  guint32 n;

  for (guint32 first = 0;
       at < end && (n = wire_capture_get_packets_inside (self->capture, first, BLOCK, records)) > 0;
       first += n)
    for (; at < end && wire_view_get_packet (self->view, at) < first + n; at++)
      {
        guint32 packet = wire_view_get_packet (self->view, at);

        add_packet (self, packet, &records[packet - first]);
      }
  g_array_sort (self->by_flow, compare_keys);
}

/**
 * wire_cli_rows_new:
 * @options: where @filter came from
 * @filter: of wire_cli_make_filter()
 * @capture: loaded with what @filter needs
 * @error: set where %NULL is returned: the filter or the file cannot be read
 *
 * Says on standard error what wire_cli_warn_of_language() says.
 *
 * Returns: (transfer full) (nullable): what passes
 */
WireCliRows *
wire_cli_rows_new (const WireCliFilter *options,
                   WireFilter *filter,
                   WireCapture *capture,
                   GError **error)
{
  g_autoptr (WireView) view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error);
  WireCliRows *self;

  if (!view)
    return NULL;
  wire_cli_warn_of_language (options, view);
  self = g_new0 (WireCliRows, 1);
  self->capture = g_object_ref (capture);
  self->view = g_steal_pointer (&view);
  self->by_flow = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->loose = g_array_new (FALSE, FALSE, sizeof (guint64));
  list_packets (self);
  return self;
}

void
wire_cli_rows_free (WireCliRows *self)
{
  g_object_unref (self->capture);
  g_object_unref (self->view);
  g_array_unref (self->by_flow);
  g_array_unref (self->loose);
  g_free (self);
}

/**
 * wire_cli_load_rows:
 * @options: from wire_cli_parse_streams()
 * @filter: what the command line asks for
 * @rows: (out) (transfer full) (nullable): which rows are listed; %NULL for all
 * @error: set where %NULL is returned
 *
 * As wire_cli_load_streams(), with a filter. One that is wrong is reported before the capture is
 * read.
 *
 * Returns: (transfer full) (nullable): the capture
 */
WireCapture *
wire_cli_load_rows (const WireCliOptions *options,
                    const WireCliFilter *filter,
                    WireCliRows **rows,
                    GError **error)
{
  g_autoptr (WireFilter) made = wire_cli_make_filter (filter, NULL, error);
  g_autoptr (WireCapture) capture = made ? wire_cli_load_streams (options, error) : NULL;

  *rows = NULL;
  if (!capture || !wire_cli_filter_is_set (filter))
    return g_steal_pointer (&capture);
  *rows = wire_cli_rows_new (filter, made, capture, error);
  return *rows ? g_steal_pointer (&capture) : NULL;
}

/** Returns: whether packet @packet, counted from 0, passes */
gboolean
wire_cli_rows_have_packet (const WireCliRows *self, guint32 packet)
{
  return !self || wire_view_find_packet (self->view, packet) != WIRE_VIEW_NO_PACKET;
}

typedef struct
{
  const WireCliRows *rows;
  const WirePacketSpan *span;
  gboolean found;
} Pieces;

/* A WireStreamVisitor. */
static gboolean
visit_piece (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  Pieces *self = user_data;

  (void) side;
  self->found = piece->data && piece->packet >= self->span->first
                && piece->packet <= self->span->last
                && wire_cli_rows_have_packet (self->rows, piece->packet);
  return !self->found;
}

/* A fragment may belong to another flow than its packet record says, and a frame may carry
 * several packets. Whether these brought bytes of a stream is only known when it is read again;
 * where it cannot be, that is said, and the row is listed. */
static gboolean
have_fragment (const WireCliRows *self, const WirePacketSpan *span)
{
  Pieces pieces = { self, span, FALSE };
  g_autoptr (GError) error = NULL;
  WireStreamFigures figures;

  if (!have_between (self->loose, span->first, span->last)
      || wire_stream_follow (self->capture, span->stream, NULL, visit_piece, &pieces, &figures,
                             &error))
    return pieces.found;
  wire_cli_warn (error->message);
  return TRUE;
}

/** Returns: whether one of the packets that wire_packet_choice_add_span() finds passes */
gboolean
wire_cli_rows_have_span (const WireCliRows *self, const WirePacketSpan *span)
{
  WireStream stream;

  if (!self)
    return TRUE;
  if (!wire_capture_get_stream (self->capture, span->stream, &stream))
    return FALSE;
  for (guint side = 0; side < G_N_ELEMENTS (stream.flows); side++)
    if (stream.flows[side] != WIRE_FLOW_NONE
        && have_between (self->by_flow,
                         make_key (stream.flows[side], MAX (stream.first_packet, span->first)),
                         make_key (stream.flows[side], MIN (stream.end_packet - 1, span->last))))
      return TRUE;
  return have_fragment (self, span);
}

/** Returns: whether a packet of stream @stream, counted from 0, passes */
gboolean
wire_cli_rows_have_stream (const WireCliRows *self, guint32 stream)
{
  const WirePacketSpan span = { stream, 0, G_MAXUINT32 };

  return wire_cli_rows_have_span (self, &span);
}

/** Returns: whether a packet of an HTTP request, or of the answer to it, passes */
gboolean
wire_cli_rows_have_exchange (const WireCliRows *self, guint32 exchange)
{
  WirePacketSpan span;

  return !self
         || (wire_exchange_get_span (self->capture, exchange, &span)
             && wire_cli_rows_have_span (self, &span));
}

/** Returns: whether a packet that brought @object of @list, or asked for it, passes */
gboolean
wire_cli_rows_have_object (const WireCliRows *self, const WireObjectList *list, guint32 object)
{
  g_autoptr (GArray) spans = NULL;

  if (!self)
    return TRUE;
  spans = wire_object_list_get_spans (list, object);
  for (guint i = 0; i < spans->len; i++)
    if (wire_cli_rows_have_span (self, &g_array_index (spans, WirePacketSpan, i)))
      return TRUE;
  return FALSE;
}

static void
add_ends (const WireCliRows *self, guint32 flow, GHashTable *addresses)
{
  WireHostAddress source, destination;
  WireFlow found;

  if (!wire_capture_get_flow (self->capture, flow, &found))
    return;
  source = wire_host_address_of_source (&found.tuple);
  destination = wire_host_address_of_destination (&found.tuple);
  g_hash_table_add (addresses, g_memdup2 (&source, sizeof source));
  g_hash_table_add (addresses, g_memdup2 (&destination, sizeof destination));
}

/** Returns: (transfer full): the addresses that packets which pass came from or went to, in the
 * outermost IP header and the innermost, as #WireHostAddress; none without a filter */
GHashTable *
wire_cli_rows_list_addresses (const WireCliRows *self)
{
  GHashTable *addresses =
      g_hash_table_new_full (wire_host_address_hash, wire_host_address_is_equal, g_free, NULL);
  guint32 last = WIRE_FLOW_NONE;
  WireViewFlow row;

  for (guint32 i = 0; self && i < wire_view_get_n_flows (self->view, FALSE); i++)
    {
      wire_view_get_flow (self->view, FALSE, i, &row);
      add_ends (self, row.flow, addresses);
    }
  for (guint i = 0; self && i < self->by_flow->len; i++)
    {
      guint32 flow = (guint32) (g_array_index (self->by_flow, guint64, i) >> 32);

      if (flow != last)
        add_ends (self, flow, addresses);
      last = flow;
    }
  return addresses;
}

/* Returns: whether packets that pass came from, or went to, both ends of @regular */
static gboolean
have_ends (const WireCliRows *self, const WireRegular *regular)
{
  g_autoptr (GHashTable) addresses = wire_cli_rows_list_addresses (self);

  return g_hash_table_contains (addresses, &regular->source)
         && (regular->target.family == WIRE_FAMILY_NONE
             || g_hash_table_contains (addresses, &regular->target));
}

/**
 * wire_cli_rows_have_regular:
 * @self: (nullable): what passes; %NULL is no filter
 * @regular: something that repeats
 *
 * Of a series only the first packets are known. Where none of these passes, and there were more, it
 * is listed if its addresses have packets that pass, and that is said on standard error.
 *
 * Returns: whether one of its packets passes, or may pass
 */
gboolean
wire_cli_rows_have_regular (const WireCliRows *self, const WireRegular *regular)
{
  g_autofree char *line = NULL;
  g_autofree char *sentence = NULL;

  if (!self)
    return TRUE;
  for (guint i = 0; i < regular->packets->len; i++)
    if (wire_cli_rows_have_packet (self, g_array_index (regular->packets, guint32, i)))
      return TRUE;
  if (regular->packets->len < WIRE_REGULAR_MAX_PACKETS || !have_ends (self, regular))
    return FALSE;
  line = wire_regular_tell (regular);
  sentence = g_strdup_printf (
      _ ("Only the first %u packets of this are known, and none of them passes the filter; it is "
         "listed because packets of its addresses pass: %s"),
      WIRE_REGULAR_MAX_PACKETS, line);
  wire_cli_warn (sentence);
  return TRUE;
}

static gboolean
has_transfer (const WireObjectList *list, guint32 number, gpointer rows)
{
  return wire_cli_rows_have_object (rows, list, number);
}

static gboolean
has_regular (const WireRegular *regular, gpointer rows)
{
  return wire_cli_rows_have_regular (rows, regular);
}

/** Returns: of what is found in a capture, that which has a packet that passes; valid as long as
 * @self */
WireFindingsChoice
wire_cli_rows_choose_findings (WireCliRows *self)
{
  return (WireFindingsChoice){ has_transfer, has_regular, self };
}

/** Returns: (transfer none): the packets that pass */
WireView *
wire_cli_rows_get_view (const WireCliRows *self)
{
  return self->view;
}
