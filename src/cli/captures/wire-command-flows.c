/* wire-command-flows.c: flows of a capture, counted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/choice/wire-cli-hosts.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"
#include "capture/frame/wire-tunnel.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64 top;
  char *sort;
  WireCliFilter filter;
  gboolean conversations;
  gboolean inner;
  gboolean names;
} FlowOptions;

static void
flow_options_clear (FlowOptions *flow_options)
{
  g_free (flow_options->sort);
  wire_cli_filter_clear (&flow_options->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FlowOptions, flow_options_clear)

static const struct
{
  const char *name;
  WireFlowSort key;
  gboolean descending;
} ORDERS[] = {
  { "packets", WIRE_FLOW_SORT_PACKETS, TRUE },
  { "bytes", WIRE_FLOW_SORT_BYTES, TRUE },
  { "duration", WIRE_FLOW_SORT_DURATION, TRUE },
  { "first", WIRE_FLOW_SORT_FIRST, FALSE },
};

/* Returns: an index into ORDERS, or -1 with @error */
static int
find_order (const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ORDERS); i++)
    if (!name || g_str_equal (ORDERS[i].name, name))
      return (int) i;
  wire_cli_set_usage_error (error, _ ("--sort takes packets, bytes, duration or first, not “%s”."),
                            name);
  return -1;
}

static void
print_json (JsonBuilder *builder,
            WireHosts *hosts,
            const WireViewFlow *row,
            const WireFlow *flow,
            gboolean both)
{
  json_builder_begin_object (builder);
  wire_json_add_tuple (builder, &flow->tuple);
  if (flow->tunnel)
    wire_json_add_string (builder, "tunnel", wire_tunnel_get_name (flow->tunnel));
  wire_json_add_int (builder, "packets", (gint64) row->packets + row->back_packets);
  wire_json_add_int (builder, "bytes", (gint64) (row->bytes + row->back_bytes));
  if (both)
    {
      wire_json_add_int (builder, "forth_packets", row->packets);
      wire_json_add_int (builder, "forth_bytes", (gint64) row->bytes);
      wire_json_add_int (builder, "back_packets", row->back_packets);
      wire_json_add_int (builder, "back_bytes", (gint64) row->back_bytes);
    }
  wire_json_add_time (builder, "first", row->first);
  wire_json_add_time (builder, "last", row->last);
  wire_json_add_names (builder, hosts, &flow->tuple, row->first, row->last);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* As the lab writes it; a conversation points both ways. */
static void
print_text (WireHosts *hosts, const WireViewFlow *row, const WireTuple *tuple, gboolean both)
{
  g_autofree char *ends = wire_tuple_to_text (tuple, both ? "<->" : "->");
  g_autofree char *names = wire_cli_tell_names (hosts, tuple, row->first, row->last);
  g_autofree char *line = g_strdup_printf ("%s - %" G_GUINT64_FORMAT "%s", ends,
                                           (guint64) row->packets + row->back_packets, names);

  wire_output_line (line);
}

static void
print_rows (
    WireView *view, WireHosts *hosts, const guint32 *rows, gsize n, gboolean both, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;
  WireViewFlow row;
  WireFlow flow;

  for (gsize i = 0; i < n; i++)
    {
      wire_view_get_flow (view, both, rows[i], &row);
      wire_capture_get_flow (wire_view_get_capture (view), row.flow, &flow);
      if (json)
        print_json (builder, hosts, &row, &flow, both);
      else
        print_text (hosts, &row, &flow.tuple, both);
    }
}

static WireViewParts
choose_parts (const FlowOptions *self)
{
  return (self->conversations ? WIRE_VIEW_CONVERSATIONS : WIRE_VIEW_FLOWS)
         | (self->inner ? WIRE_VIEW_INSIDE : WIRE_VIEW_FLOWS);
}

static gboolean
run (const WireCliOptions *options, const FlowOptions *flow_options, GError **error)
{
  g_autoptr (WireFilter) filter = wire_cli_make_filter (&flow_options->filter, NULL, error);
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireHosts) hosts = NULL;
  g_autoptr (WireView) view = NULL;
  g_autoptr (GBytes) sorted = NULL;
  gboolean both = flow_options->conversations;
  int order = find_order (flow_options->sort, error);
  const guint32 *rows;
  gsize size;

  if (!filter || order < 0)
    return FALSE;
  capture = flow_options->names ? wire_cli_load_named (options, TRUE, &hosts, error)
                                : wire_cli_load_filtered (options, filter, G_MAXUINT32, error);
  if (!capture)
    return FALSE;
  view = wire_view_new_parts (capture, filter, choose_parts (flow_options), NULL, error);
  if (!view)
    return FALSE;
  wire_cli_warn_of_language (&flow_options->filter, view);
  sorted =
      wire_view_sort_flows (view, both, ORDERS[order].key, ORDERS[order].descending, NULL, error);
  if (!sorted)
    return FALSE;
  rows = g_bytes_get_data (sorted, &size);
  print_rows (view, hosts, rows, MIN (size / sizeof *rows, (gsize) flow_options->top), both,
              options->json);
  return TRUE;
}

gboolean
wire_command_flows (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (FlowOptions) flow_options = { .top = G_MAXUINT32 };
  const GOptionEntry entries[] = {
    { "top", 0, 0, G_OPTION_ARG_INT64, &flow_options.top, N_ ("Only the first N"), "N" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &flow_options.sort,
      N_ ("By packets (the default), bytes, duration or first"), N_ ("KEY") },
    { "conversations", 0, 0, G_OPTION_ARG_NONE, &flow_options.conversations,
      N_ ("Join both directions into one row"), NULL },
    { "inner", 0, 0, G_OPTION_ARG_NONE, &flow_options.inner,
      N_ ("Count what is inside tunnels, and not the tunnels"), NULL },
    WIRE_CLI_NAMES_ENTRY (&flow_options.names),
    WIRE_CLI_FILTER_ENTRIES (flow_options.filter),
    { NULL },
  };

  return wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
         && wire_cli_check_count ("--top", flow_options.top, error)
         && run (&options, &flow_options, error);
}
