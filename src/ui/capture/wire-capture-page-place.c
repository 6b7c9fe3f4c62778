/* wire-capture-page-place.c: going to a place that a note is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-capture-page-private.h"

#include "capture/wire-capture-streams.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>
#include <string.h>

void
wire_capture_place_free (WireCapturePlace *self)
{
  g_free (self->kind);
  g_free (self->place);
  g_free (self->digest);
  g_free (self);
}

/** Returns: (transfer full) (nullable): SHA-256 of the bytes of @packet, counted from 0, as they
 * were captured, in hexadecimal */
char *
wire_capture_place_digest (WireCapture *self, guint32 packet)
{
  g_autoptr (GBytes) bytes = wire_capture_read_packet (self, packet, NULL);

  return bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

/** Returns: (transfer none) (nullable): the capture that is open */
WireCapture *
wire_capture_page_get_capture (WireCapturePage *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_PAGE (self), NULL);

  return self->session ? wire_capture_session_get_capture (self->session) : NULL;
}

/* Returns: the number in a place, counted from 0; G_MAXUINT32 where it has none */
static guint32
get_number (const WireCapturePlace *place)
{
  guint64 number;

  return g_ascii_string_to_unsigned (place->place, 10, 1, G_MAXUINT32 - 1, &number, NULL)
             ? (guint32) number - 1
             : G_MAXUINT32;
}

static guint32
get_packet (const WireCapturePlace *place)
{
  if (place->packet > 0)
    return place->packet - 1;
  return g_str_equal (place->kind, "packet") ? get_number (place) : G_MAXUINT32;
}

static void
refuse (WireCapturePage *self, const char *sentence)
{
  wire_message_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            _ ("This Place Was Not Found"), sentence);
}

/* Whether the packet is the one that the note is about; says it where it is not. */
static gboolean
verify (WireCapturePage *self, const WireCapturePlace *place, guint32 packet)
{
  WireCapture *capture = wire_capture_session_get_capture (self->session);
  g_autofree char *digest = NULL;
  g_autofree char *sentence = NULL;

  if (packet == G_MAXUINT32 || !*place->digest)
    return TRUE;
  if (packet < wire_capture_get_n_packets (capture))
    digest = wire_capture_place_digest (capture, packet);
  if (g_strcmp0 (digest, place->digest) == 0)
    return TRUE;
  sentence = g_strdup_printf (_ ("Packet %u is not the one that the note is about. Its SHA-256 is "
                                 "%s, and that of the note’s packet was %s."),
                              packet + 1, digest ? digest : "–", place->digest);
  refuse (self, sentence);
  return FALSE;
}

static void
activate (WireCapturePage *self, const char *action, guint32 number)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, "u", number);
}

/* Returns: whether request or transfer @number begins at @packet, or there is none to hold it
 * against */
static gboolean
is_at (WireCapturePage *self, gboolean request, guint32 number, guint32 packet)
{
  WireObjectList *objects = wire_capture_session_get_objects (self->session);
  WireHttpExchange exchange;

  if (request)
    return wire_capture_get_exchange (wire_capture_session_get_capture (self->session), number,
                                      &exchange)
           && (packet == G_MAXUINT32 || exchange.request.packet == packet);
  return objects && number < wire_object_list_get_length (objects)
         && (packet == G_MAXUINT32 || wire_object_list_get (objects, number)->packet == packet);
}

static void
show_flow (WireCapturePage *self, guint32 packet)
{
  WireCondition condition = { .kind = WIRE_CONDITION_FLOW };
  WireCapture *capture = wire_capture_session_get_capture (self->session);
  WirePacketRecord record;
  WireFlow flow;

  if (!wire_capture_get_packet (capture, packet, &record) || record.flow == WIRE_FLOW_NONE
      || !wire_capture_get_flow (capture, record.flow, &flow))
    return;
  condition.tuple = flow.tuple;
  wire_capture_session_add_condition (self->session, &condition);
}

/* Six bytes in hexadecimal, with colons between them. */
static gboolean
is_mac (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (i % 3 == 2 ? text[i] != ':' : !g_ascii_isxdigit (text[i]))
      return FALSE;
  return length == strlen ("00:00:00:00:00:00");
}

/* Notes come from outside: only an address becomes a filter. */
static char *
make_host_filter (const char *address)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_from_string (address);
  g_autofree char *text = host ? g_inet_address_to_string (host) : NULL;

  if (!text)
    return is_mac (address) ? g_strdup_printf ("eth.addr == %s", address) : NULL;
  return g_strdup_printf (
      "%s == %s",
      g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6 ? "ipv6.addr" : "ip.addr", text);
}

static void
show_host (WireCapturePage *self, const char *address)
{
  g_autofree char *expression = make_host_filter (address);
  const WireCondition condition = { .kind = WIRE_CONDITION_FIELDS, .bpf = expression };

  if (!expression)
    {
      refuse (self, _ ("The note is on a host without an address."));
      return;
    }
  wire_capture_session_add_condition (self->session, &condition);
  wire_capture_page_activate (self, "show-view", g_variant_new_string ("packets"));
}

static void
show_stream (WireCapturePage *self, const WireCapturePlace *place, guint32 packet)
{
  WireCapture *capture = wire_capture_session_get_capture (self->session);
  guint32 stream =
      packet == G_MAXUINT32 ? get_number (place) : wire_capture_find_stream (capture, packet);
  WireStream found;

  if (stream != G_MAXUINT32 && wire_capture_get_stream (capture, stream, &found))
    activate (self, "capture.follow-stream", stream);
  else
    refuse (self, _ ("The capture has no such stream."));
}

static void
say_too_few (WireCapturePage *self)
{
  guint32 n = wire_capture_get_n_packets (wire_capture_session_get_capture (self->session));
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("The capture has only %u packet.", "The capture has only %u packets.", n), n);

  wire_toast_show (GTK_WIDGET (self), sentence);
}

/* What has another number in this version of Wirecase is shown by its packet. */
static void
show (WireCapturePage *self, const WireCapturePlace *place, guint32 packet)
{
  gboolean request = g_str_equal (place->kind, "request");

  if (g_str_equal (place->kind, "host"))
    show_host (self, place->place);
  else if (g_str_equal (place->kind, "stream"))
    show_stream (self, place, packet);
  else if ((request || g_str_equal (place->kind, "transfer"))
           && is_at (self, request, get_number (place), packet))
    activate (self, request ? "capture.show-exchange" : "capture.show-object", get_number (place));
  else if (packet < wire_capture_get_n_packets (wire_capture_session_get_capture (self->session)))
    {
      if (g_str_equal (place->kind, "flow"))
        show_flow (self, packet);
      activate (self, "capture.show-packet", packet);
    }
  else if (packet != G_MAXUINT32)
    say_too_few (self);
  else
    refuse (self, _ ("The note does not say at which packet its place is."));
}

/* Goes where it was asked to, as soon as what is there is known. */
void
wire_capture_page_show_pending (WireCapturePage *self)
{
  g_autoptr (WireCapturePlace) place = NULL;
  guint32 packet;

  if (!self->place || !self->session || self->job
      || (g_str_equal (self->place->kind, "transfer")
          && !wire_capture_session_get_objects (self->session)))
    return;
  place = g_steal_pointer (&self->place);
  packet = get_packet (place);
  if (verify (self, place, packet))
    show (self, place, packet);
}

/**
 * wire_capture_page_show_place:
 * @page: a page with a capture
 * @place: (transfer full): of that capture
 *
 * Goes there as soon as the capture is read; not where the packet is another one.
 */
void
wire_capture_page_show_place (WireCapturePage *self, WireCapturePlace *place)
{
  g_return_if_fail (WIRE_IS_CAPTURE_PAGE (self));

  g_clear_pointer (&self->place, wire_capture_place_free);
  self->place = place;
  wire_capture_page_show_pending (self);
}

void
wire_capture_page_show_when_read (WireCapturePage *self, guint32 packet)
{
  WireCapturePlace *place = g_new0 (WireCapturePlace, 1);

  place->kind = g_strdup ("packet");
  place->place = g_strdup ("");
  place->digest = g_strdup ("");
  place->packet = packet + 1;
  wire_capture_page_show_place (self, place);
}
