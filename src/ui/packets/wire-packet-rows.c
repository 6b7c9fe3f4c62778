/* wire-packet-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-rows.h"

#include "capture/wire-capture-marks.h"
#include "ui/session/wire-naming.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* A list realises some 205 rows; twice that keeps a scroll back and forth from reading again. */
#define CACHE_LINES 512

struct _WirePacketRows
{
  WireTimeDisplay display;
  GHashTable *lines; /* packet → WirePacketLine */
  GQueue order;      /* packets, the oldest first */
};

static void
line_free (gpointer data)
{
  wire_packet_line_clear (data);
  g_free (data);
}

WirePacketRows *
wire_packet_rows_new (void)
{
  WirePacketRows *self = g_new0 (WirePacketRows, 1);

  self->lines = g_hash_table_new_full (NULL, NULL, NULL, line_free);
  return self;
}

void
wire_packet_rows_free (WirePacketRows *self)
{
  g_hash_table_unref (self->lines);
  g_queue_clear (&self->order);
  g_free (self);
}

/** Forgets every line: the rows come from another capture. */
void
wire_packet_rows_forget (WirePacketRows *self)
{
  g_hash_table_remove_all (self->lines);
  g_queue_clear (&self->order);
}

void
wire_packet_rows_set_time_display (WirePacketRows *self, WireTimeDisplay display)
{
  self->display = display;
}

/* What cannot be read again is a line that says why. */
static WirePacketLine *
read_line (WireCapture *capture, guint32 packet)
{
  WirePacketLine *line = g_new0 (WirePacketLine, 1);
  g_autoptr (GError) error = NULL;

  if (!wire_packet_line_read (capture, packet, line, &error))
    {
      *line = (WirePacketLine){ .protocol = "", .info = g_strdup (error->message) };
      wire_capture_get_packet (capture, packet, &line->record);
    }
  return line;
}

/** Returns: (transfer none): valid until the next call */
const WirePacketLine *
wire_packet_rows_get (WirePacketRows *self, WireRow *row)
{
  gpointer key = GUINT_TO_POINTER (wire_row_get_id (row));
  WirePacketLine *line = g_hash_table_lookup (self->lines, key);

  if (line)
    return line;
  if (self->order.length >= CACHE_LINES)
    g_hash_table_remove (self->lines, g_queue_pop_head (&self->order));
  line = read_line (wire_row_get_source (row), wire_row_get_id (row));
  g_hash_table_insert (self->lines, key, line);
  g_queue_push_tail (&self->order, key);
  return line;
}

static char *
seconds_since (gint64 time, gint64 start)
{
  return g_strdup_printf ("%.6f", (double) (time - start) / 1e9);
}

static char *
clock_time (gint64 time, gboolean local)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (
      time / G_GINT64_CONSTANT (1000000000) - (time % G_GINT64_CONSTANT (1000000000) < 0));
  g_autoptr (GDateTime) shown = utc && local ? g_date_time_to_local (utc) : NULL;
  gint64 nanoseconds = ((time % G_GINT64_CONSTANT (1000000000)) + G_GINT64_CONSTANT (1000000000))
                       % G_GINT64_CONSTANT (1000000000);
  g_autofree char *date = NULL;

  if (!utc)
    return g_strdup ("");
  date = g_date_time_format (shown ? shown : utc, "%F %T");
  return g_strdup_printf ("%s.%06" G_GINT64_FORMAT, date, nanoseconds / 1000);
}

static char *
delta_time (WireCapture *capture, guint32 packet, gint64 time)
{
  WirePacketRecord before;

  if (packet == 0 || !wire_capture_get_packet (capture, packet - 1, &before)
      || before.time == WIRE_TIME_NONE)
    return seconds_since (time, time);
  return seconds_since (time, before.time);
}

char *
wire_packet_rows_number (WireRow *row, gpointer rows)
{
  (void) rows;
  return wire_figure_count ((guint64) wire_row_get_id (row) + 1);
}

char *
wire_packet_rows_time (WireRow *row, gpointer rows)
{
  WirePacketRows *self = rows;
  WireCapture *capture = wire_row_get_source (row);
  gint64 time = wire_packet_rows_get (self, row)->record.time;
  WireCaptureSummary summary;

  if (time == WIRE_TIME_NONE)
    return g_strdup ("–");
  switch (self->display)
    {
    case WIRE_TIME_UTC:
      return clock_time (time, FALSE);
    case WIRE_TIME_LOCAL:
      return clock_time (time, TRUE);
    case WIRE_TIME_DELTA:
      return delta_time (capture, wire_row_get_id (row), time);
    default:
      wire_capture_get_summary (capture, &summary);
      return seconds_since (time, summary.first);
    }
}

/* Not all that is shown as a source is an address of the flow: ARP and Ethernet have others. */
static char *
tell_end (WirePacketRows *self, WireRow *row, gboolean destination)
{
  WireCapture *capture = wire_row_get_source (row);
  const WirePacketLine *line = wire_packet_rows_get (self, row);
  const char *shown = destination ? line->dst : line->src;
  char text[WIRE_ADDRESS_TEXT_MAX];
  WireFlow flow;

  if (!shown || !wire_naming_is_wanted ()
      || !wire_capture_get_flow (capture, line->record.flow, &flow)
      || !g_str_equal (shown,
                       wire_address_to_text (flow.tuple.family,
                                             destination ? flow.tuple.dst : flow.tuple.src, text)))
    return g_strdup (shown);
  return wire_naming_tell_end (capture, g_strdup (shown), &flow.tuple, destination,
                               line->record.time);
}

char *
wire_packet_rows_source (WireRow *row, gpointer rows)
{
  return tell_end (rows, row, FALSE);
}

char *
wire_packet_rows_destination (WireRow *row, gpointer rows)
{
  return tell_end (rows, row, TRUE);
}

char *
wire_packet_rows_protocol (WireRow *row, gpointer rows)
{
  return g_strdup (wire_packet_rows_get (rows, row)->protocol);
}

char *
wire_packet_rows_length (WireRow *row, gpointer rows)
{
  return wire_figure_count (wire_packet_rows_get (rows, row)->record.length);
}

char *
wire_packet_rows_info (WireRow *row, gpointer rows)
{
  const char *info = wire_packet_rows_get (rows, row)->info;

  /* Translators: before what a packet says, where the user marked the packet */
  return wire_capture_is_marked (wire_row_get_source (row), wire_row_get_id (row))
             ? g_strdup_printf (_ ("Marked: %s"), info)
             : g_strdup (info);
}

/** Returns: (transfer full): the row as one line between tabs, as it is copied */
char *
wire_packet_rows_to_text (WirePacketRows *self, WireRow *row)
{
  const WirePacketLine *line = wire_packet_rows_get (self, row);
  g_autofree char *time = wire_packet_rows_time (row, self);

  return g_strdup_printf ("%u\t%s\t%s\t%s\t%s\t%u\t%s", wire_row_get_id (row) + 1, time, line->src,
                          line->dst, line->protocol, line->record.length, line->info);
}
