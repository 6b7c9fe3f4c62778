/* wire-overview-rankings.c: what the rankings of the Overview have in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-naming.h"
#include "ui/capture/wire-overview-rankings.h"

#include "capture/decode/wire-protocol.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>
#include <string.h>

static guint64
get_size (gboolean by_bytes, guint64 packets, guint64 bytes)
{
  return by_bytes ? bytes : packets;
}

static char *
size_text (gboolean by_bytes, guint64 size)
{
  g_autofree char *count = wire_figure_count (size);

  if (by_bytes)
    return g_format_size (size);
  return g_strdup_printf (ngettext ("%s packet", "%s packets", size), count);
}

static char *
name_end (WireView *view, const WireViewFlow *figures, const WireFlow *flow, gboolean destination)
{
  const WireTuple *tuple = &flow->tuple;
  WireHostAddress address =
      destination ? wire_host_address_of_destination (tuple) : wire_host_address_of_source (tuple);
  gboolean ports = wire_protocol_has_ports (tuple->protocol) && !tuple->ports_unknown;
  char text[WIRE_ENDPOINT_TEXT_MAX];

  wire_endpoint_to_text (tuple->family, address.bytes, ports,
                         destination ? tuple->dst_port : tuple->src_port, text);
  return wire_naming_tell (wire_view_get_capture (view), g_strdup (text), &address, figures->first,
                           figures->last);
}

/* Returns: (transfer full): both ends, with names where these are wanted */
static char *
name_flow (WireView *view, const WireViewFlow *figures, const WireFlow *flow)
{
  g_autofree char *source = NULL;
  g_autofree char *destination = NULL;

  if (!wire_naming_is_wanted ())
    return wire_tuple_to_text (&flow->tuple, " → ");
  source = name_end (view, figures, flow, FALSE);
  destination = name_end (view, figures, flow, TRUE);
  return g_strdup_printf ("%s → %s", source, destination);
}

static void
add_flow (WireBarList *list, WireView *view, guint32 row, guint64 largest, gboolean by_bytes)
{
  WireViewFlow figures;
  WireFlow flow;
  guint64 size;
  g_autofree char *figure = NULL;
  g_autofree char *name = NULL;

  wire_view_get_flow (view, FALSE, row, &figures);
  if (!wire_capture_get_flow (wire_view_get_capture (view), figures.flow, &flow))
    return;
  size = get_size (by_bytes, figures.packets, figures.bytes);
  figure = size_text (by_bytes, size);
  name = name_flow (view, &figures, &flow);
  wire_bar_list_add (list, figures.flow, name, (double) size / (double) MAX (1, largest), figure);
}

/** Puts the largest flows of @view, as @order has them, into @list: each with its number in the
 * capture. */
void
wire_ranking_fill_flows (WireBarList *list,
                         WireView *view,
                         const WireFlowOrder *order,
                         gboolean by_bytes)
{
  const guint32 *largest = by_bytes ? order->by_bytes : order->largest;
  WireViewFlow first = { 0 };

  wire_bar_list_clear (list);
  if (order->n_largest)
    wire_view_get_flow (view, FALSE, largest[0], &first);
  for (guint i = 0; i < order->n_largest; i++)
    add_flow (list, view, largest[i], get_size (by_bytes, first.packets, first.bytes), by_bytes);
}

/* Finds the largest of @n addresses, which are in the order of packets. Returns: how many */
static guint
rank_addresses (const WireViewSource *all, guint n, gboolean by_bytes, guint *largest)
{
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      guint at = MIN (found, WIRE_FLOW_ORDER_LARGEST - 1);

      if (found == WIRE_FLOW_ORDER_LARGEST
          && get_size (by_bytes, all[i].packets, all[i].bytes)
                 <= get_size (by_bytes, all[largest[at]].packets, all[largest[at]].bytes))
        continue;
      for (; at > 0
             && get_size (by_bytes, all[largest[at - 1]].packets, all[largest[at - 1]].bytes)
                    < get_size (by_bytes, all[i].packets, all[i].bytes);
           at--)
        largest[at] = largest[at - 1];
      largest[at] = i;
      found = MIN (found + 1, WIRE_FLOW_ORDER_LARGEST);
    }
  return found;
}

/* Returns: (transfer full): the address of @one, and the names that it had in the time of @view */
static char *
name_address (WireView *view, const WireViewSource *one)
{
  WireHostAddress address = { .family = one->family };
  WireCaptureSummary summary;
  char text[WIRE_ADDRESS_TEXT_MAX];

  memcpy (address.bytes, one->address, sizeof address.bytes);
  wire_view_get_summary (view, &summary);
  return wire_naming_tell (wire_view_get_capture (view),
                           g_strdup (wire_address_to_text (one->family, one->address, text)),
                           &address, summary.first, summary.last);
}

/** Puts the largest of @n addresses of @view into @list, each with its number among them. */
void
wire_ranking_fill_addresses (
    WireBarList *list, WireView *view, const WireViewSource *all, guint n, gboolean by_bytes)
{
  guint largest[WIRE_FLOW_ORDER_LARGEST] = { 0 };
  guint found = rank_addresses (all, n, by_bytes, largest);

  wire_bar_list_clear (list);
  for (guint i = 0; i < found; i++)
    {
      const WireViewSource *one = &all[largest[i]];
      const WireViewSource *first = &all[largest[0]];
      guint64 size = get_size (by_bytes, one->packets, one->bytes);
      guint64 most = get_size (by_bytes, first->packets, first->bytes);
      g_autofree char *figure = size_text (by_bytes, size);
      g_autofree char *name = name_address (view, one);

      wire_bar_list_add (list, largest[i], name, (double) size / (double) MAX (1, most), figure);
    }
}

static int
compare_protocols (gconstpointer a, gconstpointer b, gpointer data)
{
  const WireViewProtocol *one = a;
  const WireViewProtocol *other = b;
  gboolean by_bytes = GPOINTER_TO_INT (data);
  guint64 left = get_size (by_bytes, one->packets, one->bytes);
  guint64 right = get_size (by_bytes, other->packets, other->bytes);

  if (left != right)
    return left > right ? -1 : 1;
  return (int) one->protocol - (int) other->protocol;
}

static void
add_protocol (WireBarList *list, const WireViewProtocol *one, guint64 whole, gboolean by_bytes)
{
  const WireProtocolInfo *info = wire_protocol_get_info (one->protocol);
  guint64 size = get_size (by_bytes, one->packets, one->bytes);
  g_autofree char *share = wire_figure_share (size, whole);
  g_autofree char *count = size_text (by_bytes, size);
  g_autofree char *figure = g_strdup_printf ("%s · %s", share, count);
  double length = (double) size / (double) MAX (1, whole);
  guint id = one->parent << 8 | one->protocol;

  if (one->parent == WIRE_PROTOCOL_NONE)
    wire_bar_list_add (list, id, info->name, length, figure);
  else
    wire_bar_list_add_below (list, id, info->name, length, figure);
}

/** Puts the carriers of @view into @list in their order, and below each what it carries. All shares
 * are of the whole. A row has its protocol, and eight bits above it the one that carries it. */
void
wire_ranking_fill_protocols (WireBarList *list, WireView *view, gboolean by_bytes)
{
  WireCaptureSummary summary;
  guint n;
  const WireViewProtocol *tree = wire_view_get_protocol_tree (view, &n);
  g_autofree WireViewProtocol *sorted = g_memdup2 (tree, n * sizeof *tree);
  guint64 whole;

  wire_view_get_summary (view, &summary);
  whole = get_size (by_bytes, summary.packets, summary.bytes);
  wire_bar_list_clear (list);
  if (n > 0)
    g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_protocols,
                       GINT_TO_POINTER (by_bytes));
  for (guint i = 0; i < n; i++)
    {
      if (sorted[i].parent != WIRE_PROTOCOL_NONE)
        continue;
      add_protocol (list, &sorted[i], whole, by_bytes);
      for (guint j = 0; j < n; j++)
        if (sorted[j].parent == sorted[i].protocol)
          add_protocol (list, &sorted[j], whole, by_bytes);
    }
}
