/* wire-command-packets.c: packets of a capture, one a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/wire-cli-capture.h"
#include "cli/wire-commands.h"
#include "cli/wire-output.h"
#include "cli/wire-packet-json.h"
#include "capture/wire-packet-line.h"
#include "capture/wire-packet-scan.h"
#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-protocol.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Packets taken out of the index at once. */
#define BLOCK 4096

typedef struct
{
  char *filter;
  char *not_from;
  gint64 limit;
  gint64 number;
  gboolean layers;
} PacketOptions;

static void
packet_options_clear (PacketOptions *packet_options)
{
  g_free (packet_options->filter);
  g_free (packet_options->not_from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PacketOptions, packet_options_clear)

/* How packets are printed. */
typedef struct
{
  GString *json; /* the line to write; NULL for text */
  gboolean lab;  /* the lab's line for packets from elsewhere */
  gboolean layers;
} Printer;

/* Text */

static const char *
or_dash (const char *text)
{
  return text[0] ? text : "-";
}

static void
print_text (guint32 number, const WirePacketLine *line)
{
  char time[WIRE_TIME_TEXT_MAX];
  g_autofree char *text = g_strdup_printf (
      "%u %s %s -> %s %s %u %s", number, wire_time_to_text (line->record.time, time),
      or_dash (line->src), or_dash (line->dst), line->protocol, line->record.length, line->info);

  wire_output_line (text);
}

static void
print_lab_text (const WirePacketLine *line)
{
  g_autofree char *text =
      g_strdup_printf ("[+] Src: %s --> Dst: %s", or_dash (line->src), or_dash (line->dst));

  wire_output_line (text);
}

static void
print_fields (const WireFields *fields)
{
  for (guint i = 0; i < wire_fields_get_length (fields); i++)
    {
      const WireField *field = wire_fields_get (fields, i);
      g_autofree char *text = g_strdup_printf (
          "%*s%s%s%s", (int) (field->depth + 1) * 2, "", field->name,
          field->value && field->value[0] ? ": " : "", field->value ? field->value : "");

      wire_output_line (text);
    }
}

/* Both */

static void
print_packet (const Printer *printer,
              guint32 number,
              const WirePacketRecord *record,
              const WireFrame *frame)
{
  g_auto (WirePacketLine) line = { 0 };
  g_autoptr (WireFields) fields = printer->layers ? wire_frame_describe (frame) : NULL;

  wire_packet_line_fill (&line, record, frame);
  if (printer->json)
    {
      wire_packet_json_write (printer->json, number, &line, fields);
      wire_output_line (printer->json->str);
      return;
    }
  if (printer->lab)
    print_lab_text (&line);
  else
    print_text (number, &line);
  if (fields)
    print_fields (fields);
}

/* Prints the packets of @view from position @position on, at most @n. They are read again in order
 * and in large pieces. */
static gboolean
print_packets (const Printer *printer, WireView *view, guint32 position, guint32 n, GError **error)
{
  WireCapture *capture = wire_view_get_capture (view);
  g_autoptr (WirePacketScan) scan = wire_packet_scan_new (capture);
  guint32 end = position + MIN (n, wire_view_get_n_packets (view) - position);

  for (; position < end; position++)
    {
      guint32 packet = wire_view_get_packet (view, position);
      WirePacketRecord record;
      const guint8 *data;
      WireFrame frame;

      wire_capture_get_packet (capture, packet, &record);
      data = wire_packet_scan_read (scan, &record, error);
      if (!data)
        return FALSE;
      wire_frame_decode (&frame, wire_capture_get_interface (capture, record.interface).link_type,
                         data, record.captured, record.length);
      print_packet (printer, packet + 1, &record, &frame);
    }
  return TRUE;
}

/* Only packet @number, counted from 1, if the filter lets it through. */
static gboolean
print_one (const Printer *printer, WireView *view, gint64 number, GError **error)
{
  guint32 n = wire_capture_get_n_packets (wire_view_get_capture (view));
  guint32 position;

  if (number > n)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   ngettext ("Packet %" PRId64 " does not exist: the capture has %u packet.",
                             "Packet %" PRId64 " does not exist: the capture has %u packets.", n),
                   number, n);
      return FALSE;
    }
  position = wire_view_find_packet (view, (guint32) number - 1);
  return position == WIRE_VIEW_NO_PACKET || print_packets (printer, view, position, 1, error);
}

/* Without a filter it is known beforehand how far the file must be read. */
static guint32
count_needed (const PacketOptions *self)
{
  if (self->filter || self->not_from)
    return G_MAXUINT32;
  return (guint32) (self->number > 0 ? self->number : self->limit);
}

static gboolean
run (const WireCliOptions *options, const PacketOptions *packet_options, GError **error)
{
  g_autoptr (WireFilter) filter =
      wire_cli_make_filter (packet_options->filter, packet_options->not_from, error);
  g_autoptr (GString) json = options->json ? g_string_new (NULL) : NULL;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireView) view = NULL;
  Printer printer = { json, packet_options->not_from != NULL, packet_options->layers };

  if (!filter)
    return FALSE;
  capture = wire_cli_load_packets (options, count_needed (packet_options), error);
  if (!capture)
    return FALSE;
  view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error);
  if (!view)
    return FALSE;
  if (packet_options->number > 0)
    return print_one (&printer, view, packet_options->number, error);
  return print_packets (&printer, view, 0, (guint32) packet_options->limit, error);
}

gboolean
wire_command_packets (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (PacketOptions) packet_options = { .limit = G_MAXUINT32 };
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING, &packet_options.filter,
      N_ ("Only packets that match this BPF expression"), N_ ("BPF") },
    { "not-from", 0, 0, G_OPTION_ARG_STRING, &packet_options.not_from,
      N_ ("Only packets whose source is not this address"), N_ ("ADDRESS") },
    { "limit", 0, 0, G_OPTION_ARG_INT64, &packet_options.limit, N_ ("Only the first N"), "N" },
    { "number", 0, 0, G_OPTION_ARG_INT64, &packet_options.number, N_ ("Only packet number N"),
      "N" },
    { "layers", 0, 0, G_OPTION_ARG_NONE, &packet_options.layers, N_ ("Every field of every layer"),
      NULL },
    { NULL },
  };

  return wire_cli_parse_capture (command, arguments, entries, 1, 1, &options, error)
         && wire_cli_check_count ("--limit", packet_options.limit, error)
         && (packet_options.number == 0
             || wire_cli_check_count ("--number", packet_options.number, error))
         && run (&options, &packet_options, error);
}
