/* wire-command-stream.c: what was said on one stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "base/wire-hex.h"
#include "cli/output/wire-output.h"
#include "base/wire-printable.h"
#include "capture/follow/wire-decrypted-follow.h"
#include "capture/follow/wire-stream-follow.h"
#include "capture/wire-capture-body.h"
#include "capture/wire-capture-tls.h"
#include "capture/wire-version-search.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define BOTH 2u

typedef struct
{
  gboolean hex;
  gboolean raw;
  gboolean decrypted;
  gboolean as_sent;
  gboolean second;
  WireCapture *capture;
  GArray *versions; /* of WireSegmentVersion */
  guint direction;  /* 0, 1 or BOTH */
  char *names[2];   /* `a: 192.0.2.1:1000 -> 192.0.2.2:80` */
  guint last;       /* the direction that spoke last, BOTH before the first */
  gboolean in_line;
} Printer;

static void
end_line (Printer *self)
{
  if (self->in_line)
    putc ('\n', stdout);
  self->in_line = FALSE;
}

static void
print_turn (Printer *self, guint side)
{
  if (side == self->last || self->raw)
    return;
  end_line (self);
  if (self->direction == BOTH)
    wire_output_line (self->names[side]);
  self->last = side;
}

static char *
number_to_text (guint32 number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GString *text = g_string_new (NULL);
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

static void
print_gap (Printer *self, guint32 length)
{
  g_autofree char *number = number_to_text (length);
  g_autofree char *text = g_strdup_printf (
      ngettext ("[… %s byte missing …]", "[… %s bytes missing …]", length), number);

  end_line (self);
  wire_output_line (text);
}

static void
print_hex (const WireStreamPiece *piece)
{
  g_autofree char *dump = wire_hex_dump (piece->position, piece->data, piece->length);

  fputs (dump, stdout);
}

/* Lines end where the stream's do; what would not print, or would deceive, is escaped. */
static void
print_text (Printer *self, const WireStreamPiece *piece)
{
  const char *p = (const char *) piece->data;
  const char *end = p + piece->length;

  while (p < end)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));
      const char *stop = line_end ? line_end : end;
      gsize length = (gsize) (stop - p);
      gboolean cr = length > 0 && p[length - 1] == '\r';
      g_autofree char *text = wire_printable (p, length - cr);

      fputs (text, stdout);
      self->in_line = TRUE;
      if (line_end)
        end_line (self);
      p = line_end ? line_end + 1 : end;
    }
}

/* Returns: (transfer full) (nullable): @piece as it came the second time, where it did */
static GBytes *
read_second (const Printer *self, const WireStreamPiece *piece)
{
  g_auto (WireBody) first = { 0 };
  g_auto (WireBody) second = { 0 };

  if (!self->second || !piece->data || self->versions->len == 0)
    return NULL;
  wire_body_add (&first, piece->offset, piece->length, piece->packet);
  wire_segment_versions_exchange (self->versions, &first, &second);
  return wire_capture_read_body (self->capture, &second, 0, piece->length, NULL);
}

/* A WireStreamVisitor. */
static gboolean
print_piece (guint side, const WireStreamPiece *first, gpointer user_data)
{
  Printer *self = user_data;
  g_autoptr (GBytes) second = read_second (self, first);
  WireStreamPiece taken = *first;
  const WireStreamPiece *piece = &taken;

  if (self->direction != BOTH && self->direction != side)
    return TRUE;
  if (second)
    taken.data = g_bytes_get_data (second, NULL);
  print_turn (self, side);
  if (self->raw)
    {
      if (piece->data)
        fwrite (piece->data, 1, piece->length, stdout);
    }
  else if (!piece->data)
    print_gap (self, piece->length);
  else if (self->hex)
    print_hex (piece);
  else
    print_text (self, piece);
  return !ferror (stdout);
}

static void
name_directions (Printer *self, WireCapture *capture, const WireStream *stream)
{
  WireFlow flow = { 0 };

  wire_capture_get_flow (capture, stream->flows[0], &flow);
  for (guint side = 0; side < 2; side++)
    {
      WireTuple reversed;
      g_autofree char *tuple = NULL;

      wire_tuple_reverse (&flow.tuple, &reversed);
      tuple = wire_tuple_to_text (side == 0 ? &flow.tuple : &reversed, " -> ");
      self->names[side] = g_strdup_printf ("%c: %s", 'a' + (int) side, tuple);
    }
}

/* @sentence: (transfer full): about @n things; said where there are any */
static void
warn_of (guint32 n, char *sentence)
{
  if (n > 0)
    wire_cli_warn (sentence);
  g_free (sentence);
}

static void
print_warnings (const WireStreamFigures *figures, guint direction)
{
  guint32 gaps = 0, overlapping = 0, strays = 0;

  for (guint side = 0; side < 2; side++)
    if (direction == BOTH || direction == side)
      {
        gaps += figures->gaps[side];
        overlapping += figures->overlapping[side];
        strays += figures->strays[side];
      }
  warn_of (gaps,
           g_strdup_printf (ngettext ("%u range of bytes in the stream was not captured.",
                                      "%u ranges of bytes in the stream were not captured.", gaps),
                            gaps));
  warn_of (
      overlapping,
      g_strdup_printf (
          ngettext ("%u segment overlaps others; the bytes that were captured first are shown.",
                    "%u segments overlap others; the bytes that were captured first are shown.",
                    overlapping),
          overlapping));
  warn_of (strays,
           g_strdup_printf (ngettext ("%u segment lies outside of the stream and was left out.",
                                      "%u segments lie outside of the stream and were left out.",
                                      strays),
                            strays));
}

/* What was decrypted, where that is wanted, or nothing else is and there is something. */
static gboolean
follow (Printer *printer,
        WireCapture *capture,
        guint32 number,
        WireStreamFigures *figures,
        GError **error)
{
  g_autoptr (GArray) spoken =
      printer->as_sent ? NULL : wire_capture_get_decrypted (capture, number);

  if (spoken)
    return wire_decrypted_follow (capture, spoken, NULL, print_piece, printer, figures, error);
  if (!printer->decrypted)
    return wire_stream_follow (capture, number, NULL, print_piece, printer, figures, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _ ("Nothing was decrypted on stream %u. “wirecase-cli tls” tells why."), number + 1);
  return FALSE;
}

/* What was sent twice, and not alike, is never passed over. */
static void
warn_of_versions (const Printer *self)
{
  g_autofree char *sentence = wire_segment_versions_describe (self->versions);
  g_autofree char *text =
      sentence ? g_strdup_printf (self->second ? _ ("%s The second is shown.")
                                               : _ ("%s The first is shown; --second shows the "
                                                    "second."),
                                  sentence)
               : NULL;

  if (text)
    wire_cli_warn (text);
}

static void
forget_stream (Printer *self)
{
  g_clear_pointer (&self->versions, g_array_unref);
  g_clear_pointer (&self->names[0], g_free);
  g_clear_pointer (&self->names[1], g_free);
  self->last = BOTH;
}

static gboolean
print_stream (Printer *printer, WireCapture *capture, guint32 number, GError **error)
{
  WireStream stream = { 0 };
  WireStreamFigures figures;

  forget_stream (printer);
  printer->capture = capture;
  printer->versions = wire_version_search_stream (capture, number, NULL, error);
  if (!printer->versions)
    return FALSE;
  if (wire_capture_get_stream (capture, number, &stream))
    name_directions (printer, capture, &stream);
  if (!follow (printer, capture, number, &figures, error))
    return FALSE;
  end_line (printer);
  print_warnings (&figures, printer->direction);
  warn_of_versions (printer);
  return TRUE;
}

/* Returns: (transfer full): the streams, from 0, that have a packet which passes */
static GArray *
list_streams (WireCapture *capture, const WireCliRows *rows)
{
  GArray *streams = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 n = wire_capture_get_n_streams (capture);

  for (guint32 i = 0; i < n; i++)
    if (wire_cli_rows_have_stream (rows, i))
      g_array_append_val (streams, i);
  return streams;
}

/* Raw bytes have no headings, so that those of several streams could not be told apart. */
static gboolean
check_raw (const Printer *self, const GArray *streams, GError **error)
{
  if (!self->raw || streams->len < 2)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("%u streams have a packet that passes the filter, such as %u and %u. Use --raw "
                  "with the number of one."),
               streams->len, g_array_index (streams, guint32, 0) + 1,
               g_array_index (streams, guint32, 1) + 1);
  return FALSE;
}

/* What cannot be followed is reported, and the others are printed. */
static void
print_heading_and_stream (Printer *self, WireCapture *capture, guint32 number)
{
  g_autofree char *heading = g_strdup_printf (_ ("Stream %u"), number + 1);
  g_autoptr (GError) error = NULL;

  if (!self->raw)
    wire_output_line (heading);
  if (!print_stream (self, capture, number, &error))
    wire_cli_warn (error->message);
}

static gboolean
print_chosen (const WireCliOptions *options,
              const WireCliFilter *filter,
              Printer *printer,
              GError **error)
{
  g_autoptr (WireCliRows) rows = NULL;
  g_autoptr (WireCapture) capture = wire_cli_load_rows (options, filter, &rows, error);
  g_autoptr (GArray) streams = capture ? list_streams (capture, rows) : NULL;

  if (!streams || !check_raw (printer, streams, error))
    return FALSE;
  if (streams->len == 0)
    wire_cli_warn (_ ("None of the streams has a packet that passes the filter."));
  for (guint i = 0; i < streams->len; i++)
    print_heading_and_stream (printer, capture, g_array_index (streams, guint32, i));
  return TRUE;
}

static gboolean
print_numbered (const WireCliOptions *options, Printer *printer, guint32 number, GError **error)
{
  g_autoptr (WireCapture) capture = wire_cli_load_streams (options, error);

  return capture && print_stream (printer, capture, number, error);
}

/* Returns: whether streams are named in one way */
static gboolean
check_number (const WireCliOptions *options,
              const WireCliFilter *filter,
              gint64 *number,
              GError **error)
{
  const char *text = options->operands[1];

  if (wire_cli_filter_is_set (filter) == (text != NULL))
    {
      wire_cli_set_usage_error (error, _ ("Name a stream by its number, or streams by a filter."));
      return FALSE;
    }
  if (!text || g_ascii_string_to_signed (text, 10, 1, G_MAXUINT32, number, NULL))
    return TRUE;
  wire_cli_set_usage_error (error, _ ("A stream is a number from 1; “%s” is not."), text);
  return FALSE;
}

static gboolean
check_options (const WireCliOptions *options,
               const char *direction,
               Printer *printer,
               GError **error)
{
  if (direction && !g_str_equal (direction, "a") && !g_str_equal (direction, "b"))
    {
      wire_cli_set_usage_error (error, _ ("--direction takes a or b, not “%s”."), direction);
      return FALSE;
    }
  printer->direction = direction ? g_str_equal (direction, "b") : BOTH;
  if (options->json)
    {
      wire_cli_set_usage_error (error, _ ("A stream is bytes and cannot be printed as JSON."));
      return FALSE;
    }
  if (printer->hex && printer->raw)
    {
      wire_cli_set_usage_error (error, _ ("Use --hex or --raw, not both."));
      return FALSE;
    }
  if (printer->decrypted && printer->as_sent)
    {
      wire_cli_set_usage_error (error, _ ("Use --decrypted or --as-sent, not both."));
      return FALSE;
    }
  return TRUE;
}

gboolean
wire_command_stream (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_autofree char *direction = NULL;
  Printer printer = { .last = BOTH };
  gint64 number = 0;
  gboolean done;
  const GOptionEntry entries[] = {
    { "hex", 0, 0, G_OPTION_ARG_NONE, &printer.hex, N_ ("In hexadecimal and ASCII"), NULL },
    { "raw", 0, 0, G_OPTION_ARG_NONE, &printer.raw, N_ ("The bytes as they are, without gaps"),
      NULL },
    { "decrypted", 0, 0, G_OPTION_ARG_NONE, &printer.decrypted,
      N_ ("What was decrypted; the default where something was"), NULL },
    { "as-sent", 0, 0, G_OPTION_ARG_NONE, &printer.as_sent, N_ ("The bytes as they were sent"),
      NULL },
    { "second", 0, 0, G_OPTION_ARG_NONE, &printer.second,
      N_ ("Of bytes that were sent twice and differ, those that came second"), NULL },
    { "direction", 0, 0, G_OPTION_ARG_STRING, &direction,
      N_ ("Only direction a (that of the first packet) or b (the other)"), N_ ("a|b") },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter.either,
      N_ ("In place of a number: all streams with a packet that matches this filter, in fields or "
          "BPF"),
      N_ ("FILTER") },
    { "fields", 0, 0, G_OPTION_ARG_STRING, &filter.fields,
      N_ ("Likewise, in the fields that Wireshark’s display filters have"), N_ ("FILTER") },
    { "bpf", 0, 0, G_OPTION_ARG_STRING, &filter.bpf, N_ ("Likewise, as tcpdump takes it (BPF)"),
      N_ ("FILTER") },
    { NULL },
  };

  done = wire_cli_parse_streams (command, arguments, entries, 1, 2, &options, error)
         && check_options (&options, direction, &printer, error)
         && check_number (&options, &filter, &number, error)
         && (number > 0 ? print_numbered (&options, &printer, (guint32) number - 1, error)
                        : print_chosen (&options, &filter, &printer, error));
  forget_stream (&printer);
  return done;
}
