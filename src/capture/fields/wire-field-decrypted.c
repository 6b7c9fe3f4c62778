/* wire-field-decrypted.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-decrypted.h"

#include "capture/fields/extraction/wire-field-ear.h"
#include "capture/reassembly/wire-body.h"
#include "capture/wire-capture-tls.h"

#include <string.h>

/* The type of a record of TLS that carries what is said inside. */
#define APPLICATION_DATA 23

/* Bytes that one record brought, in the order in which they were said. */
typedef struct
{
  guint64 offset;
  guint64 order; /* among those of a packet: where they were kept, or of a gap, what follows it */
  guint32 packet;
  guint32 length;
  guint32 session;
  guint8 side;
  guint8 type; /* of the record */
} Piece;

/* The inside of a connection. */
typedef struct
{
  WireFieldConversation *conversation;
  WireTuple tuple;
  gboolean http2;  /* agreed on by both sides */
  gboolean sealed; /* TLS 1.3 */
} Session;

struct _WireFieldDecrypted
{
  WireFieldPacket *packet;
  WireCapture *capture;
  WireFieldEar ear;
  GArray *pieces;   /* of Piece, by packet */
  GArray *sessions; /* of Session */
  guint next;       /* of @pieces */
};

static void
clear_session (gpointer data)
{
  wire_field_conversation_free (((Session *) data)->conversation);
}

static void
find_tuple (WireCapture *capture, guint32 number, WireTuple *tuple)
{
  WireStream stream;
  WireFlow flow;

  if (wire_capture_get_stream (capture, number, &stream)
      && wire_capture_get_flow (capture, stream.flows[0], &flow))
    *tuple = flow.tuple;
}

static void
add_pieces (WireFieldDecrypted *self, const WireTlsSession *found, guint32 number)
{
  g_autoptr (GArray) spoken = wire_capture_get_decrypted_records (self->capture, number);
  guint64 order = G_MAXUINT64;
  Session session = { .conversation = wire_field_conversation_new (found->stream),
                      .http2 = g_strcmp0 (found->alpn, "h2") == 0,
                      .sealed = found->version == 0x0304 };

  find_tuple (self->capture, found->stream, &session.tuple);
  session.conversation->sides[0].secure = session.conversation->sides[1].secure = TRUE;
  for (guint i = spoken->len; i-- > 0;)
    {
      const WireTlsSpoken *said = &g_array_index (spoken, WireTlsSpoken, i);
      Piece piece = { .offset = said->offset,
                      .packet = said->packet,
                      .length = said->length,
                      .session = self->sessions->len,
                      .side = said->side,
                      .type = said->type };

      piece.order = order = said->offset == WIRE_EXTENT_GAP ? order : said->offset;
      g_array_append_val (self->pieces, piece);
    }
  g_array_append_val (self->sessions, session);
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *one = a, *other = b;

  if (one->packet != other->packet)
    return one->packet < other->packet ? -1 : 1;
  if (one->order != other->order)
    return one->order < other->order ? -1 : 1;
  return (one->offset != WIRE_EXTENT_GAP) - (other->offset != WIRE_EXTENT_GAP);
}

/** Returns: (transfer full) (nullable): what gives @packet, which must outlive it, the fields of
 * what @capture decrypted; %NULL where that is nothing */
WireFieldDecrypted *
wire_field_decrypted_new (WireFieldPacket *packet, WireCapture *capture)
{
  g_autoptr (WireFieldDecrypted) self = g_new0 (WireFieldDecrypted, 1);

  self->packet = packet;
  self->capture = g_object_ref (capture);
  self->ear = (WireFieldEar){ packet, WIRE_FIELD_MAX_ALL_PENDING };
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->sessions = g_array_new (FALSE, FALSE, sizeof (Session));
  g_array_set_clear_func (self->sessions, clear_session);
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };

      if (!wire_capture_get_tls_session (capture, i, &session))
        break;
      add_pieces (self, &session, i);
    }
  g_array_sort (self->pieces, compare_pieces);
  return self->pieces->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
wire_field_decrypted_free (WireFieldDecrypted *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->sessions);
  g_object_unref (self->capture);
  g_free (self);
}

/* The protocol that was agreed on decides, and else the first bytes. */
static void
recognise (Session *session, const guint8 *bytes, gsize length)
{
  if (session->conversation->talk != WIRE_FIELD_TALK_UNKNOWN)
    return;
  if (session->http2)
    session->conversation->talk = WIRE_FIELD_TALK_HTTP2;
  else if (session->tuple.src_port == 443 || session->tuple.dst_port == 443
           || wire_field_http_is_message (bytes, length)
           || (length >= 14 && memcmp (bytes, "PRI * HTTP/2.0", 14) == 0))
    session->conversation->talk = WIRE_FIELD_TALK_HTTP;
}

static void
add_piece (WireFieldDecrypted *self, const Piece *piece)
{
  Session *session = &g_array_index (self->sessions, Session, piece->session);
  g_autofree guint8 *bytes = NULL;
  guint8 *kept;

  if (piece->offset == WIRE_EXTENT_GAP)
    {
      wire_field_side_forget (&session->conversation->sides[piece->side], &self->ear.budget);
      return;
    }
  bytes = g_malloc (MAX (piece->length, 1));
  if (!wire_capture_read_into (self->capture, piece->offset, bytes, piece->length, NULL))
    return;
  kept = wire_field_packet_own (self->packet, g_steal_pointer (&bytes));
  wire_field_tls_give_opened (&session->conversation->sides[piece->side], self->packet, piece->type,
                              session->sealed, kept, piece->length);
  if (piece->type != APPLICATION_DATA)
    return;
  recognise (session, kept, piece->length);
  wire_field_ear_hear_bytes (&self->ear, session->conversation, piece->side, kept, piece->length);
}

/* Application data is what was said inside: of TLS 1.3, whose records hide their types, those with
 * messages of TLS itself are not. Which record a piece is of is known where all were opened. */
static void
drop_messages (WireFieldDecrypted *self, guint first, guint end)
{
  if (wire_field_packet_count (self->packet, "tls.app_data") != end - first)
    return;
  for (guint i = end; i-- > first;)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->type != APPLICATION_DATA
          && g_array_index (self->sessions, Session, piece->session).sealed)
        wire_field_packet_drop (self->packet, "tls.app_data", i - first);
    }
}

/** Gives the fields of messages that end in what @packet, counted from 0, brought. */
void
wire_field_decrypted_add (WireFieldDecrypted *self, guint32 packet)
{
  guint first;

  while (self->next < self->pieces->len
         && g_array_index (self->pieces, Piece, self->next).packet < packet)
    self->next++;
  first = self->next;
  for (; self->next < self->pieces->len; self->next++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, self->next);

      if (piece->packet > packet)
        break;
      add_piece (self, piece);
    }
  drop_messages (self, first, self->next);
}
