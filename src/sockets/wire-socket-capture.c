/* wire-socket-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-socket-capture.h"

#include "sockets/wire-tcp-frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* pcap (https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html), times in microseconds */
#define PCAP_MAGIC 0xa1b2c3d4u
#define PCAP_SNAPLEN 65535u
#define LINKTYPE_ETHERNET 1u

/* What is on its way may not be more than the window that was advertised: the other end says after
 * so many segments that they have come. */
#define SEGMENTS_AN_ACK 16

/* The two ends of a connection. */
enum
{
  LOCAL,
  PEER,
  N_ENDS
};

typedef struct
{
  GInetAddress *address;
  guint16 port;
  guint32 next;  /* sequence number of its next byte */
  guint16 id;    /* of its next IPv4 packet */
  gboolean done; /* sent its FIN */
} End;

typedef struct
{
  End ends[N_ENDS];
  gboolean over;
} Conversation;

typedef struct
{
  WireSocketRole role;
  GOutputStream *out;
  GCancellable *cancellable;
  GHashTable *conversations; /* guint64 → Conversation */
  GByteArray *frame;
} Writer;

static void
conversation_free (gpointer data)
{
  Conversation *conversation = data;

  for (guint i = 0; i < N_ENDS; i++)
    g_clear_object (&conversation->ends[i].address);
  g_free (conversation);
}

static gboolean
write_words (Writer *writer, const guint32 *words, gsize n, GError **error)
{
  return g_output_stream_write_all (writer->out, words, n * sizeof *words, NULL,
                                    writer->cancellable, error);
}

static gboolean
write_header (Writer *writer, GError **error)
{
  /* In this machine's byte order, by which readers tell it from the magic; version 2.4. */
  const guint16 version[2] = { 2, 4 };
  guint32 words[6] = { PCAP_MAGIC, 0, 0, 0, PCAP_SNAPLEN, LINKTYPE_ETHERNET };

  memcpy (&words[1], version, sizeof version);
  return write_words (writer, words, G_N_ELEMENTS (words), error);
}

/* Writes a segment from end @from, which takes what it carries off its sequence numbers. */
static gboolean
write_segment (Writer *writer,
               Conversation *conversation,
               guint from,
               gint64 time,
               guint8 flags,
               const guint8 *data,
               guint length,
               GError **error)
{
  End *src = &conversation->ends[from];
  const End *dst = &conversation->ends[N_ENDS - 1 - from];
  const WireTcpSegment segment = {
    .src = src->address,
    .dst = dst->address,
    .src_port = src->port,
    .dst_port = dst->port,
    .seq = src->next,
    .ack = dst->next,
    .flags = flags,
    .id = src->id++,
  };
  guint32 words[4] = { (guint32) (time / G_USEC_PER_SEC), (guint32) (time % G_USEC_PER_SEC) };

  wire_tcp_frame_build (writer->frame, &segment, data, length);
  words[2] = words[3] = writer->frame->len;
  src->next += length + (flags & (WIRE_TCP_SYN | WIRE_TCP_FIN) ? 1 : 0);
  return write_words (writer, words, G_N_ELEMENTS (words), error)
         && g_output_stream_write_all (writer->out, writer->frame->data, writer->frame->len, NULL,
                                       writer->cancellable, error);
}

static gboolean
write_bare (Writer *writer,
            Conversation *conversation,
            guint from,
            gint64 time,
            guint8 flags,
            GError **error)
{
  return write_segment (writer, conversation, from, time, flags, NULL, 0, error);
}

/* The three-way handshake (RFC 9293, section 3.5): the client begins. */
static gboolean
write_handshake (Writer *writer, Conversation *conversation, gint64 time, GError **error)
{
  guint client = writer->role == WIRE_SOCKET_CLIENT ? LOCAL : PEER;
  guint server = N_ENDS - 1 - client;

  return write_bare (writer, conversation, client, time, WIRE_TCP_SYN, error)
         && write_bare (writer, conversation, server, time, WIRE_TCP_SYN | WIRE_TCP_ACK, error)
         && write_bare (writer, conversation, client, time, WIRE_TCP_ACK, error);
}

static gboolean
write_data (Writer *writer,
            Conversation *conversation,
            guint from,
            const WireSocketEvent *event,
            GError **error)
{
  guint mss = wire_tcp_frame_get_mss (g_inet_address_get_family (conversation->ends[from].address));
  gsize length;
  const guint8 *data = g_bytes_get_data (event->data, &length);

  for (gsize offset = 0, n = 1; offset < length; offset += mss, n++)
    {
      guint part = (guint) MIN (mss, length - offset);
      gboolean last = offset + part == length;

      if (!write_segment (writer, conversation, from, event->time,
                          WIRE_TCP_ACK | (last ? WIRE_TCP_PSH : 0), data + offset, part, error))
        return FALSE;
      if ((last || n % SEGMENTS_AN_ACK == 0)
          && !write_bare (writer, conversation, N_ENDS - 1 - from, event->time, WIRE_TCP_ACK,
                          error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_end (Writer *writer, Conversation *conversation, guint from, gint64 time, GError **error)
{
  if (conversation->ends[from].done || conversation->over)
    return TRUE;
  conversation->ends[from].done = TRUE;
  return write_bare (writer, conversation, from, time, WIRE_TCP_FIN | WIRE_TCP_ACK, error)
         && write_bare (writer, conversation, N_ENDS - 1 - from, time, WIRE_TCP_ACK, error);
}

static gboolean
set_end (End *end, const WireSocketEndpoint *endpoint, guint32 first, GError **error)
{
  end->address = g_inet_address_new_from_string (endpoint->host);
  end->port = endpoint->port;
  end->next = first;
  if (end->address)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s” is not an address that a capture can have."), endpoint->host);
  return FALSE;
}

/* Returns: (transfer none) (nullable): the one of @event, with its handshake written. Where that
 * was forgotten it begins where the first thing is remembered. */
static Conversation *
get_conversation (Writer *writer, const WireSocketEvent *event, GError **error)
{
  Conversation *conversation = g_hash_table_lookup (writer->conversations, &event->connection);
  /* Which numbers the systems chose is not known; these make none look like one before it. */
  guint32 first = (guint32) event->connection * 1000000u;
  guint64 *key;

  if (conversation)
    return conversation;
  conversation = g_new0 (Conversation, 1);
  key = g_memdup2 (&event->connection, sizeof event->connection);
  g_hash_table_insert (writer->conversations, key, conversation);
  if (!set_end (&conversation->ends[LOCAL], &event->local, first, error)
      || !set_end (&conversation->ends[PEER], &event->peer, first + 500000u, error)
      || !write_handshake (writer, conversation, event->time, error))
    return NULL;
  return conversation;
}

static gboolean
write_event (Writer *writer, const WireSocketEvent *event, GError **error)
{
  Conversation *conversation = get_conversation (writer, event, error);

  if (!conversation)
    return FALSE;
  switch (event->kind)
    {
    case WIRE_SOCKET_RECEIVED:
      return write_data (writer, conversation, PEER, event, error);
    case WIRE_SOCKET_SENT:
      return write_data (writer, conversation, LOCAL, event, error);
    case WIRE_SOCKET_SHUTDOWN:
      return write_end (writer, conversation, PEER, event->time, error);
    case WIRE_SOCKET_CLOSED:
      return write_end (writer, conversation, LOCAL, event->time, error);
    case WIRE_SOCKET_RESET:
      conversation->over = TRUE;
      return write_bare (writer, conversation, PEER, event->time, WIRE_TCP_RST | WIRE_TCP_ACK,
                         error);
    case WIRE_SOCKET_CONNECTED:
    case WIRE_SOCKET_LISTENING:
    case WIRE_SOCKET_STOPPED:
    case WIRE_SOCKET_ERROR:
    default:
      return TRUE;
    }
}

/**
 * wire_socket_capture_write:
 * @events: (element-type WireSocketEvent): of a server or of a client, in order; those that are of
 *   no connection are passed over
 * @role: whose they are
 * @out: where to; not closed
 *
 * Writes a pcap file with the TCP connections of @events: what was sent and received as it was, in
 * segments no larger than Ethernet's, acknowledged, with handshake, end and right checksums. A
 * program sees bytes and not segments: where those were cut, their sequence numbers and the order
 * of the two directions within a moment are made up as they might have been.
 *
 * Blocks; any thread. Takes little memory, whatever the size.
 *
 * Returns: %FALSE with a #GIOErrorEnum where @out does not take it
 */
gboolean
wire_socket_capture_write (GPtrArray *events,
                           WireSocketRole role,
                           GOutputStream *out,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GHashTable) conversations =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, conversation_free);
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  g_autoptr (GOutputStream) buffered = g_buffered_output_stream_new_sized (out, 256 * 1024);
  Writer writer = { role, buffered, cancellable, conversations, frame };

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  if (!write_header (&writer, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const WireSocketEvent *event = events->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (event->connection != 0 && !write_event (&writer, event, error))
        return FALSE;
    }
  return g_output_stream_close (buffered, cancellable, error);
}
