/* wire-capture-decrypted-details.c: what the encrypted records of a packet say, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-tls.h"

#include "base/wire-printable.h"
#include "capture/decode/wire-protocol.h"
#include "capture/http/wire-http-head.h"
#include "capture/http2/wire-http2-frame.h"
#include "capture/tls/wire-dtls-record.h"
#include "capture/tls/wire-tls-protection.h"

#include <glib/gi18n.h>
#include <string.h>

/* A record has no more, and of a gap there is nothing to read. */
#define MAX_RECORD (64u * 1024)

/* How much of what nobody knows is shown as text. */
#define MAX_TEXT 256u

/* The first line of a message is not longer, where it is shown as one. */
#define MAX_LINE 8192u

/* The head of a record, as its plaintext would have been sent. */
#define HEAD 5u

static const char *
name_content (guint8 type)
{
  switch (type)
    {
    case WIRE_TLS_HANDSHAKE:
      return N_ ("handshake");
    case WIRE_TLS_ALERT:
      return N_ ("alert");
    case WIRE_TLS_APPLICATION_DATA:
      return N_ ("application data");
    default:
      return N_ ("other content");
    }
}

/* Describes @bytes as @protocol, and what it leads to. */
static void
describe_as (WireProtocol protocol, const guint8 *bytes, guint32 length, WireFields *fields)
{
  WireFrame frame = { .data = bytes, .captured = length, .length = length };
  WireCursor cursor = wire_cursor_new (bytes, length);
  g_autoptr (WireFields) derived = NULL;

  while (protocol != WIRE_PROTOCOL_NONE && frame.n_layers < WIRE_FRAME_MAX_LAYERS)
    protocol = wire_protocol_decode (protocol, &frame, &cursor);
  derived = wire_frame_describe (&frame);
  wire_fields_add_derived (fields, derived);
}

static const char *
name_frame (guint8 type)
{
  static const char *const NAMES[] = {
    "DATA",         "HEADERS", "PRIORITY", "RST_STREAM",    "SETTINGS",
    "PUSH_PROMISE", "PING",    "GOAWAY",   "WINDOW_UPDATE", "CONTINUATION",
  };

  return type < G_N_ELEMENTS (NAMES) ? NAMES[type] : "unknown";
}

/* RFC 9113, section 4.1. Only frames that are whole in the record. */
static void
describe_frames (const guint8 *bytes, guint32 length, WireFields *fields)
{
  guint32 at = 0;
  gboolean room = TRUE;
  guint n = 0;

  if (length >= WIRE_HTTP2_PREFACE_LENGTH
      && memcmp (bytes, WIRE_HTTP2_PREFACE, WIRE_HTTP2_PREFACE_LENGTH) == 0)
    at = WIRE_HTTP2_PREFACE_LENGTH;
  wire_fields_begin_layer (fields, "HTTP/2", 0, 0, 0);
  if (at > 0)
    wire_fields_add (fields, 0, 0, "Preface", "%u bytes", at);
  while (room && length - at >= WIRE_HTTP2_FRAME_HEAD)
    {
      WireHttp2Frame frame;

      wire_http2_frame_parse (bytes + at, &frame);
      room = wire_fields_add (fields, 0, 0, "Frame", "%s, stream %u, %u bytes, flags 0x%02x",
                              name_frame (frame.type), frame.stream, frame.length, frame.flags);
      at += WIRE_HTTP2_FRAME_HEAD + MIN (frame.length, length - at - WIRE_HTTP2_FRAME_HEAD);
      n++;
    }
  wire_fields_set_layer_value (fields, n == 1 ? "%u frame" : "%u frames", n);
}

static gboolean
are_frames (const WireTlsSession *session, const guint8 *bytes, guint32 length)
{
  gboolean exact = FALSE;

  if (g_strcmp0 (session->alpn, "h2") != 0)
    return FALSE;
  if (length >= WIRE_HTTP2_PREFACE_LENGTH
      && memcmp (bytes, WIRE_HTTP2_PREFACE, WIRE_HTTP2_PREFACE_LENGTH) == 0)
    return TRUE;
  return wire_http2_frame_count_chain (bytes, length, &exact) > 0 && exact;
}

/* A body that goes on may begin with a word that could be a method: the whole line counts. */
static gboolean
is_message (const guint8 *bytes, guint32 length)
{
  const guint8 *end = memchr (bytes, '\n', MIN (length, MAX_LINE));
  gsize n = end ? (gsize) (end - bytes) : 0;
  WireHttpStart start;

  if (n > 0 && bytes[n - 1] == '\r')
    n--;
  return n > 0 && wire_http_may_start (bytes, length)
         && wire_http_read_start_line ((const char *) bytes, n, &start) != WIRE_HTTP_NOTHING
         && !start.odd;
}

static void
describe_data (const WireTlsSession *session,
               const guint8 *bytes,
               guint32 length,
               WireFields *fields)
{
  g_autofree char *text = NULL;

  if (are_frames (session, bytes, length))
    {
      describe_frames (bytes, length, fields);
      return;
    }
  if (is_message (bytes, length))
    {
      describe_as (WIRE_PROTOCOL_HTTP, bytes, length, fields);
      return;
    }
  text = wire_printable (bytes, MIN (length, MAX_TEXT));
  wire_fields_add (fields, 0, 0, "Data", "%s%s", text, length > MAX_TEXT ? "…" : "");
}

/* As it would have been sent without encryption. */
static void
describe_record (guint8 type, const guint8 *bytes, guint32 length, WireFields *fields)
{
  g_autofree guint8 *record = g_malloc (HEAD + length);

  record[0] = type;
  record[1] = record[2] = 3;
  record[3] = (guint8) (length >> 8);
  record[4] = (guint8) length;
  memcpy (record + HEAD, bytes, length);
  describe_as (WIRE_PROTOCOL_TLS, record, HEAD + length, fields);
}

static const char *
name_key (const WireTlsSession *session, const WireTlsSpoken *part)
{
  WireTlsKeyKind kind = session->key;

  if (session->private_key)
    return "private key";
  /* There is one for each side, of which the connection knows one. */
  if (kind == WIRE_TLS_KEY_SERVER_TRAFFIC || kind == WIRE_TLS_KEY_CLIENT_TRAFFIC)
    kind =
        part->side == session->client ? WIRE_TLS_KEY_CLIENT_TRAFFIC : WIRE_TLS_KEY_SERVER_TRAFFIC;
  return wire_tls_key_kind_get_label (kind);
}

static void
describe (WireCapture *self,
          const WireTlsSession *session,
          const WireTlsSpoken *part,
          WireFields *fields)
{
  guint32 length = MIN (part->length, MAX_RECORD);
  g_autofree guint8 *bytes = g_malloc (length);

  wire_fields_begin_layer (fields,
                           wire_dtls_is_version (session->version) ? N_ ("DTLS record, decrypted")
                                                                   : N_ ("TLS record, decrypted"),
                           0, 0, 0);
  wire_fields_set_layer_value (fields, "%s, %u bytes", name_content (part->type), part->length);
  if (part->type == WIRE_TLS_APPLICATION_DATA)
    wire_fields_add (fields, 0, 0, "Decrypted with", "%s", name_key (session, part));
  if (!wire_capture_read_into (self, part->offset, bytes, length, NULL))
    wire_fields_add (fields, 0, 0, "Content", "could not be read again");
  else if (part->type == WIRE_TLS_APPLICATION_DATA)
    describe_data (session, bytes, length, fields);
  else if (length <= G_MAXUINT16)
    describe_record (part->type, bytes, length, fields);
}

/**
 * wire_capture_describe_decrypted:
 * @self: a capture
 * @packet: counted from 0
 * @fields: of the packet
 *
 * Adds what the TLS records say that ended in @packet: a layer for each, and what is in it. Nothing
 * of that is in the bytes of the packet. Blocks.
 */
void
wire_capture_describe_decrypted (WireCapture *self, guint32 packet, WireFields *fields)
{
  g_auto (WireTlsSession) session = { 0 };
  g_autoptr (GArray) parts = wire_capture_list_decrypted (self, packet, &session);

  for (guint i = 0; parts && i < parts->len; i++)
    describe (self, &session, &g_array_index (parts, WireTlsSpoken, i), fields);
}
