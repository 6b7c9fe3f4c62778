/* wire-transcript-view-columns.c: what the columns of a transcript say of an event
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-transcript-view-private.h"

#include "base/wire-hex.h"
#include "base/wire-printable.h"
#include "ui/lists/wire-column.h"
#include "sockets/wire-telnet.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Bytes of a piece that its cell shows; the rest is a click away. */
#define CELL_BYTES 256u

static WireSocketEvent *
get_event (WireRow *row, WireTranscriptView *self)
{
  return wire_transcript_view_get_event (self, wire_row_get_id (row));
}

static char *
time_text (WireRow *row, WireTranscriptView *self)
{
  WireSocketEvent *event = get_event (row, self);
  g_autoptr (GDateTime) seconds = NULL;
  g_autofree char *clock = NULL;

  if (!event)
    return NULL;
  seconds = g_date_time_new_from_unix_local (event->time / G_USEC_PER_SEC);
  clock = g_date_time_format (seconds, "%H:%M:%S");
  return g_strdup_printf ("%s.%03d", clock, (int) (event->time % G_USEC_PER_SEC / 1000));
}

static char *
kind_text (WireRow *row, WireTranscriptView *self)
{
  static const char *const WORDS[] = {
    [WIRE_SOCKET_LISTENING] = N_ ("● listening"), [WIRE_SOCKET_STOPPED] = N_ ("○ stopped"),
    [WIRE_SOCKET_CONNECTED] = N_ ("● connected"), [WIRE_SOCKET_RECEIVED] = N_ ("← received"),
    [WIRE_SOCKET_SENT] = N_ ("→ sent"),           [WIRE_SOCKET_SHUTDOWN] = N_ ("◐ end of data"),
    [WIRE_SOCKET_RESET] = N_ ("✕ reset"),         [WIRE_SOCKET_CLOSED] = N_ ("○ closed"),
    [WIRE_SOCKET_ERROR] = N_ ("⚠ error"),
  };
  WireSocketEvent *event = get_event (row, self);

  if (event && event->kind == WIRE_SOCKET_SHUTDOWN && event->message)
    return g_strdup (_ ("✕ killed"));
  return event ? g_strdup (_ (WORDS[event->kind])) : NULL;
}

/* Returns: (transfer full) (nullable): the call after a step, and what the system does */
static char *
kind_tooltip (WireRow *row, WireTranscriptView *self)
{
  static const char *const CALLS[] = {
    [WIRE_SOCKET_LISTENING] =
        N_ ("bind gave the socket its address and port, and listen made the system take clients "
            "there. accept now waits for the next one."),
    [WIRE_SOCKET_STOPPED] = N_ ("close gave the socket back: the system takes no more clients."),
    [WIRE_SOCKET_CONNECTED] =
        N_ ("connect at the client, accept at the server: the system has made the connection, with "
            "SYN, SYN and ACK, and ACK."),
    [WIRE_SOCKET_RECEIVED] =
        N_ ("recv returned what had arrived, and at most as many bytes as the buffer holds."),
    [WIRE_SOCKET_SENT] =
        N_ ("send handed the bytes to the system, which sends them and repeats what gets lost."),
    [WIRE_SOCKET_SHUTDOWN] =
        N_ ("recv returned zero bytes: the other end called shutdown or close and sends no more. "
            "Here the loop of a server ends."),
    [WIRE_SOCKET_RESET] =
        N_ ("recv failed: the other end’s system answered with RST, and the connection is gone."),
    [WIRE_SOCKET_CLOSED] = N_ ("close ended this connection; the system sends FIN."),
    [WIRE_SOCKET_ERROR] = N_ ("A call failed; the message is the system’s."),
  };
  WireSocketEvent *event = get_event (row, self);

  return event && event->kind < G_N_ELEMENTS (CALLS) ? g_strdup (_ (CALLS[event->kind])) : NULL;
}

/* The peer's address is in the row that says that it is connected. */
static char *
port_text (WireRow *row, WireTranscriptView *self)
{
  WireSocketEvent *event = get_event (row, self);

  if (!event || (!event->peer.port && !event->local.port))
    return NULL;
  return g_strdup_printf ("%u", event->peer.port ? event->peer.port : event->local.port);
}

static char *
size_text (WireRow *row, WireTranscriptView *self)
{
  WireSocketEvent *event = get_event (row, self);

  return event && event->data ? wire_figure_count (g_bytes_get_size (event->data)) : NULL;
}

/* Returns: (transfer full) (nullable): which bytes of the piece are commands of telnet */
static char *
describe_telnet (const WireSocketEvent *event)
{
  gsize length;
  const guint8 *bytes;

  if (!event->data || event->kind != WIRE_SOCKET_RECEIVED)
    return NULL;
  bytes = g_bytes_get_data (event->data, &length);
  return wire_telnet_describe (bytes, MIN (length, CELL_BYTES));
}

static char *
content_text (WireRow *row, WireTranscriptView *self)
{
  WireSocketEvent *event = get_event (row, self);
  g_autofree char *telnet = event ? describe_telnet (event) : NULL;
  g_autofree char *content = event ? wire_transcript_view_print (self, event) : NULL;

  if (!telnet)
    return g_steal_pointer (&content);
  /* Translators: bytes that were received, and their meaning: DO ECHO */
  return g_strdup_printf (_ ("%s (commands of telnet: %s)"), content, telnet);
}

/** Returns: (transfer full): the beginning of the event's bytes as the user wants to see them, its
 * message, or with whom it was */
char *
wire_transcript_view_print (WireTranscriptView *self, const WireSocketEvent *event)
{
  gsize length;
  const guint8 *bytes;

  if (event->message)
    return g_strdup (event->message);
  if (!event->data && !event->peer.port && !event->local.port) /* as a server that stopped */
    return g_strdup ("");
  if (!event->data)
    return wire_socket_endpoint_to_string (event->peer.port ? &event->peer : &event->local);
  bytes = g_bytes_get_data (event->data, &length);
  length = MIN (length, CELL_BYTES);
  return self->as_hex ? wire_hex_encode (bytes, length, " ") : wire_printable (bytes, length);
}

/** Lets the template of the view use what fills its cells and sorts its columns. */
void
wire_transcript_view_bind_columns (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (time_text),    WIRE_CELL_CALLBACK (kind_text),
    WIRE_CELL_CALLBACK (kind_tooltip), WIRE_CELL_CALLBACK (port_text),
    WIRE_CELL_CALLBACK (size_text),    WIRE_CELL_CALLBACK (content_text),
  };

  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}
