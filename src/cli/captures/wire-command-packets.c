/* wire-command-packets.c: packets of a capture, one a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/choice/wire-cli-choice.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"
#include "cli/captures/wire-packet-json.h"
#include "capture/wire-capture-tls.h"
#include "capture/wire-capture-whole.h"
#include "capture/wire-packet-line.h"
#include "capture/wire-packet-block.h"
#include "base/wire-printable.h"
#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-protocol.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Packets taken out of the index at once. */
#define BLOCK 4096

typedef struct
{
  WireCliFilter filter;
  char *not_from;
  gint64 limit;
  gint64 number;
  gboolean layers;
  WireCliChoice choice;
} PacketOptions;

static void
packet_options_clear (PacketOptions *packet_options)
{
  wire_cli_filter_clear (&packet_options->filter);
  g_free (packet_options->not_from);
  wire_cli_choice_clear (&packet_options->choice);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PacketOptions, packet_options_clear)

/* How packets are printed. */
typedef struct
{
  GString *json; /* the line to write; NULL for text */
  gboolean lab;  /* the lab's line for packets from elsewhere */
  gboolean layers;
  const WirePacketChoice *choice; /* only these; NULL for all */
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

static void
print_comments (GStrv comments)
{
  for (guint i = 0; comments && comments[i]; i++)
    {
      g_autofree char *printable = wire_printable (comments[i], strlen (comments[i]));
      g_autofree char *text = g_strdup_printf ("  %s: %s", _ ("Comment"), printable);

      wire_output_line (text);
    }
}

/* Both */

static void
print_packet (const Printer *printer,
              WireCapture *capture,
              guint32 number,
              const WirePacketRecord *record,
              const WirePacketBlock *block,
              const WireFrame *frame)
{
  g_auto (GStrv) comments = wire_packet_block_get_comments (block);
  g_auto (WirePacketLine) line = { 0 };
  g_autoptr (WireFields) fields = printer->layers ? wire_frame_describe (frame) : NULL;

  if (fields)
    wire_capture_describe_whole (capture, number - 1, fields);
  if (fields)
    wire_capture_describe_decrypted (capture, number - 1, fields);
  wire_packet_line_fill (&line, record, frame);
  if (printer->json)
    {
      wire_packet_json_write (printer->json, number, &line, fields, (const char *const *) comments);
      wire_output_line (printer->json->str);
      return;
    }
  if (printer->lab)
    print_lab_text (&line);
  else
    print_text (number, &line);
  if (!fields)
    return;
  print_comments (comments);
  print_fields (fields);
}

/* Prints the packets of @view from position @position on, at most @n. They are read again in order
 * and in large pieces. */
static gboolean
print_packets (const Printer *printer, WireView *view, guint32 position, guint32 n, GError **error)
{
  WireCapture *capture = wire_view_get_capture (view);
  g_autoptr (WirePacketBlocks) blocks = wire_packet_blocks_new (capture);
  guint32 end = wire_view_get_n_packets (view);

  for (; position < end && n > 0; position++)
    {
      guint32 packet = wire_view_get_packet (view, position);
      WirePacketRecord record;
      WirePacketBlock block;
      WireFrame frame;

      if (printer->choice && !wire_packet_choice_has (printer->choice, packet))
        continue;
      n--;
      wire_capture_get_packet (capture, packet, &record);
      if (!wire_packet_blocks_read (blocks, &record, &block, error))
        return FALSE;
      wire_frame_decode (&frame, wire_capture_get_interface (capture, record.interface).link_type,
                         block.data, record.captured, record.length);
      print_packet (printer, capture, packet + 1, &record, &block, &frame);
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
  if (wire_cli_filter_is_set (&self->filter) || self->not_from
      || wire_cli_choice_needs_streams (&self->choice))
    return G_MAXUINT32;
  return (guint32) (self->number > 0 ? self->number : self->limit);
}

/* Returns: (transfer full) (nullable): the capture, with what is asked for */
static WireCapture *
load (const WireCliOptions *options,
      const PacketOptions *packet_options,
      WireFilter *filter,
      GError **error)
{
  if (wire_cli_choice_needs_streams (&packet_options->choice)
      || (packet_options->layers && options->keys))
    return wire_cli_load_streams (options, error);
  return wire_cli_load_filtered (options, filter, count_needed (packet_options), error);
}

/* Prints the packets of @view that were chosen, or saves them. */
static gboolean
answer (const WireCliOptions *options,
        const PacketOptions *packet_options,
        WireView *view,
        GError **error)
{
  const WireCliChoice *choice = &packet_options->choice;
  g_autoptr (WirePacketChoice) packets = NULL;
  g_autoptr (GString) json = options->json ? g_string_new (NULL) : NULL;
  guint32 limit = (guint32) packet_options->limit;
  Printer printer = { json, packet_options->not_from != NULL, packet_options->layers, NULL };

  if (wire_cli_choice_needs_streams (choice)
      && !(packets = wire_cli_choice_find (choice, wire_view_get_capture (view), error)))
    return FALSE;
  if (choice->write)
    return wire_cli_choice_save (choice, options, view, packets, limit, error);
  printer.choice = packets;
  if (packet_options->number > 0)
    return print_one (&printer, view, packet_options->number, error);
  return print_packets (&printer, view, 0, limit, error);
}

static gboolean
run (const WireCliOptions *options, const PacketOptions *packet_options, GError **error)
{
  g_autoptr (WireFilter) filter =
      wire_cli_make_filter (&packet_options->filter, packet_options->not_from, error);
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireView) view = NULL;

  if (!filter)
    return FALSE;
  capture = load (options, packet_options, filter, error);
  if (!capture)
    return FALSE;
  view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error);
  if (!view)
    return FALSE;
  wire_cli_warn_of_language (&packet_options->filter, view);
  return answer (options, packet_options, view, error);
}

/* --write and --number do not go together: a number may name a packet that the filter holds back.
 */
static gboolean
check (const PacketOptions *self, GError **error)
{
  if (!wire_cli_check_count ("--limit", self->limit, error)
      || (self->number != 0 && !wire_cli_check_count ("--number", self->number, error))
      || !wire_cli_choice_check (&self->choice, error))
    return FALSE;
  if (self->number == 0 || (!self->choice.write && !wire_cli_choice_needs_streams (&self->choice)))
    return TRUE;
  wire_cli_set_usage_error (
      error, _ ("--number shows one packet; it does not go with --write, --stream, --transfer or "
                "--request."));
  return FALSE;
}

gboolean
wire_command_packets (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (PacketOptions) packet_options = { .limit = G_MAXUINT32 };
  const GOptionEntry entries[] = {
    WIRE_CLI_FILTER_ENTRIES (packet_options.filter),
    { "not-from", 0, 0, G_OPTION_ARG_STRING, &packet_options.not_from,
      N_ ("Only packets whose source is not this address"), N_ ("ADDRESS") },
    { "limit", 0, 0, G_OPTION_ARG_INT64, &packet_options.limit, N_ ("Only the first N"), "N" },
    { "number", 0, 0, G_OPTION_ARG_INT64, &packet_options.number, N_ ("Only packet number N"),
      "N" },
    { "layers", 0, 0, G_OPTION_ARG_NONE, &packet_options.layers, N_ ("Every field of every layer"),
      NULL },
    { "stream", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packet_options.choice.streams,
      N_ ("Only packets of stream number N; may be repeated"), "N" },
    { "side", 0, 0, G_OPTION_ARG_STRING, &packet_options.choice.side,
      N_ ("Of these streams only what one side sent: a is that of a stream’s first packet, b the "
          "other"),
      "a|b" },
    { "transfer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packet_options.choice.transfers,
      N_ ("Only packets of transfer number N, from the request to its end; may be repeated"), "N" },
    { "request", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packet_options.choice.requests,
      N_ ("Only packets of the HTTP request that begins in packet N, and of the answer; may be "
          "repeated"),
      "N" },
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &packet_options.choice.write,
      N_ ("Save the packets to this file: pcapng, or pcap where its name ends in .pcap; packed "
          "where .gz or .zst follows"),
      N_ ("FILE") },
    { "comment", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packet_options.choice.comments,
      N_ ("Give packet number N a comment in that file; may be repeated"), N_ ("N=TEXT") },
    { "set-comment", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packet_options.choice.edits,
      N_ ("Give packet number N this comment in that file, in place of those that it has; an empty "
          "text removes them; may be repeated"),
      N_ ("N=TEXT") },
    { "with-keys", 0, 0, G_OPTION_ARG_NONE, &packet_options.choice.with_keys,
      N_ ("Put the key logs of the capture into that file, and what the packets need of --keys"),
      NULL },
    { NULL },
  };

  return wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
         && check (&packet_options, error) && run (&options, &packet_options, error);
}
