/* wire-command-connections.c: from where to where every TCP and UDP packet went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-hosts.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <netinet/in.h>

/* Packets taken out of the index at once. */
#define BLOCK 4096

/* A later fragment has no ports of its own but belongs to the flow of its first one. One whose
 * first is not there belongs to a flow without ports, and is no connection. */
static gboolean
get_connection (WireCapture *capture, const WirePacketRecord *record, WireTuple *tuple)
{
  WireFlow flow;

  if (record->flow == WIRE_FLOW_NONE || !wire_capture_get_flow (capture, record->flow, &flow))
    return FALSE;
  *tuple = flow.tuple;
  if (tuple->protocol != IPPROTO_TCP && tuple->protocol != IPPROTO_UDP)
    return FALSE;
  return !tuple->ports_unknown;
}

static void
print (JsonBuilder *builder, WireHosts *hosts, guint32 number, const WireTuple *tuple, gint64 time)
{
  if (builder)
    {
      json_builder_begin_object (builder);
      wire_json_add_int (builder, "number", number);
      wire_json_add_tuple (builder, tuple);
      wire_json_add_names (builder, hosts, tuple, time, time);
      json_builder_end_object (builder);
      wire_output_json (builder);
    }
  else
    {
      g_autofree char *text = wire_tuple_to_text (tuple, " -> ");
      g_autofree char *names = wire_cli_tell_names (hosts, tuple, time, time);
      g_autofree char *line = g_strconcat (text, names, NULL);

      wire_output_line (line);
    }
}

/* Returns: how many of the next packets there are */
static guint32
get_records (WireCapture *capture, gboolean inner, guint32 first, WirePacketRecord *records)
{
  return inner ? wire_capture_get_packets_inside (capture, first, BLOCK, records)
               : wire_capture_get_packets (capture, first, BLOCK, records);
}

/* Streams are put together where @names or @filter need them. */
static WireCapture *
load (const WireCliOptions *options,
      const WireCliFilter *filter,
      gboolean names,
      WireHosts **hosts,
      WireCliRows **rows,
      GError **error)
{
  g_autoptr (WireFilter) made = wire_cli_make_filter (filter, NULL, error);
  g_autoptr (WireCapture) capture = NULL;

  if (!made)
    return NULL;
  capture = names ? wire_cli_load_named (options, TRUE, hosts, error)
                  : wire_cli_load_filtered (options, made, G_MAXUINT32, error);
  if (!capture || !wire_cli_filter_is_set (filter))
    return g_steal_pointer (&capture);
  *rows = wire_cli_rows_new (filter, made, capture, error);
  return *rows ? g_steal_pointer (&capture) : NULL;
}

gboolean
wire_command_connections (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (WireHosts) hosts = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCliRows) rows = NULL;
  gboolean names = FALSE;
  gboolean inner = FALSE;
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, BLOCK);
  WireTuple tuple;
  const GOptionEntry entries[] = {
    { "inner", 0, 0, G_OPTION_ARG_NONE, &inner,
      N_ ("Of packets in tunnels, those inside, and not of the tunnels"), NULL },
    WIRE_CLI_NAMES_ENTRY (&names),
    WIRE_CLI_FILTER_ENTRIES (filter),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  capture = load (&options, &filter, names, &hosts, &rows, error);
  if (!capture)
    return FALSE;

  builder = options.json ? json_builder_new () : NULL;
  for (guint32 first = 0, n; (n = get_records (capture, inner, first, records)) > 0; first += n)
    for (guint32 i = 0; i < n; i++)
      if (wire_cli_rows_have_packet (rows, first + i)
          && get_connection (capture, &records[i], &tuple))
        print (builder, hosts, first + i + 1, &tuple, records[i].time);
  return TRUE;
}
