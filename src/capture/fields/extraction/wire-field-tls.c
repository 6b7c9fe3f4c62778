/* wire-field-tls.c: fields of TLS records and handshakes (RFC 8446, RFC 5246)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-cursor.h"
#include "capture/fields/extraction/wire-field-side.h"

#define RECORD_HEADER 5
#define MAX_HANDSHAKE (128u * 1024)

enum
{
  CHANGE_CIPHER_SPEC = 20,
  ALERT = 21,
  HANDSHAKE = 22,
  APPLICATION_DATA = 23,
  HEARTBEAT = 24,
};

gboolean
wire_field_tls_is_record (const guint8 *bytes, gsize length)
{
  return length >= RECORD_HEADER && bytes[0] >= CHANGE_CIPHER_SPEC && bytes[0] <= HEARTBEAT
         && bytes[1] == 3 && bytes[2] <= 4 && wire_be16 (bytes + 3) > 0
         && wire_be16 (bytes + 3) <= 16384 + 2048;
}

static WireFieldCut
cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  (void) side;
  if (length < RECORD_HEADER)
    return WIRE_FIELD_CUT_MORE;
  if (!wire_field_tls_is_record (bytes, length))
    return WIRE_FIELD_CUT_FOREIGN;
  *size = RECORD_HEADER + (guint64) wire_be16 (bytes + 3);
  return WIRE_FIELD_CUT_WHOLE;
}

/* Handshakes */

static WireCursor
take_part (WireCursor *cursor, gsize length)
{
  WireCursor part = *cursor;

  wire_cursor_limit (&part, length);
  wire_cursor_skip (cursor, MIN (length, wire_cursor_remaining (cursor)));
  return part;
}

/* RFC 6066, section 3. */
static void
give_server_names (WireFieldPacket *packet, WireCursor body)
{
  wire_cursor_skip (&body, 2);
  while (wire_cursor_remaining (&body) >= 3)
    {
      guint8 type = wire_cursor_u8 (&body);
      guint16 length = wire_cursor_be16 (&body);
      const guint8 *name = wire_cursor_take (&body, length);

      if (!name)
        return;
      wire_field_packet_give_number (packet, "tls.handshake.extensions_server_name_type", type);
      wire_field_packet_give_number (packet, "tls.handshake.extensions_server_name_len", length);
      wire_field_packet_give_raw (packet, "tls.handshake.extensions_server_name", name, length);
    }
}

/* RFC 7301. */
static void
give_protocols (WireFieldPacket *packet, WireCursor body)
{
  wire_cursor_skip (&body, 2);
  while (wire_cursor_remaining (&body) > 0)
    {
      guint8 length = wire_cursor_u8 (&body);
      const guint8 *name = wire_cursor_take (&body, length);

      if (!name)
        return;
      wire_field_packet_give_raw (packet, "tls.handshake.extensions_alpn_str", name, length);
    }
}

static void
give_numbers (WireFieldPacket *packet, WireCursor body, gsize size, const char *name)
{
  while (wire_cursor_remaining (&body) >= size)
    wire_field_packet_give_raw (packet, name, wire_cursor_take (&body, size), size);
}

/* RFC 8446, section 4.2.8: a client offers several, a server takes one. */
static void
give_key_shares (WireFieldPacket *packet, WireCursor body, gboolean client)
{
  if (client)
    wire_cursor_skip (&body, 2);
  while (wire_cursor_remaining (&body) >= 4)
    {
      wire_field_packet_give_number (packet, "tls.handshake.extensions_key_share_group",
                                     wire_cursor_be16 (&body));
      take_part (&body, wire_cursor_be16 (&body));
    }
}

/* A server's choice of TLS 1.3. */
static gboolean
chooses_13 (guint16 type, const WireCursor *body, gboolean client)
{
  const guint8 *version = wire_cursor_peek (body, 2);

  return type == 43 && !client && version && wire_be16 (version) == 0x0304;
}

static void
give_extension (WireFieldPacket *packet, guint16 type, WireCursor body, gboolean client)
{
  switch (type)
    {
    case 0:
      give_server_names (packet, body);
      break;
    case 10:
      wire_cursor_skip (&body, 2);
      give_numbers (packet, body, 2, "tls.handshake.extensions_supported_group");
      break;
    case 11:
      wire_cursor_skip (&body, 1);
      give_numbers (packet, body, 1, "tls.handshake.extensions_ec_point_format");
      break;
    case 13:
      wire_cursor_skip (&body, 2);
      give_numbers (packet, body, 2, "tls.handshake.sig_hash_alg");
      break;
    case 16:
      give_protocols (packet, body);
      break;
    case 43:
      if (client)
        wire_cursor_skip (&body, 1);
      give_numbers (packet, body, 2, "tls.handshake.extensions.supported_version");
      break;
    case 51:
      give_key_shares (packet, body, client);
      break;
    default:
      break;
    }
}

static void
give_extensions (WireFieldSide *side, WireFieldPacket *packet, WireCursor *body, gboolean client)
{
  guint16 length;
  WireCursor extensions;

  if (wire_cursor_remaining (body) < 2)
    return;
  length = wire_cursor_be16 (body);
  wire_field_packet_give_number (packet, "tls.handshake.extensions_length", length);
  extensions = take_part (body, length);
  while (wire_cursor_remaining (&extensions) >= 4)
    {
      guint16 type = wire_cursor_be16 (&extensions);
      guint16 size = wire_cursor_be16 (&extensions);

      wire_field_packet_give_number (packet, "tls.handshake.extension.type", type);
      wire_field_packet_give_number (packet, "tls.handshake.extension.len", size);
      WireCursor part = take_part (&extensions, size);

      side->sealed |= chooses_13 (type, &part, client);
      give_extension (packet, type, part, client);
    }
}

static void
give_session (WireFieldPacket *packet, WireCursor *body)
{
  guint8 length = wire_cursor_u8 (body);
  const guint8 *session = wire_cursor_take (body, length);

  wire_field_packet_give_number (packet, "tls.handshake.session_id_length", length);
  if (session && length > 0)
    wire_field_packet_give_raw (packet, "tls.handshake.session_id", session, length);
}

static void
give_hello (WireFieldSide *side, WireFieldPacket *packet, WireCursor body, gboolean client)
{
  wire_field_packet_give_raw (packet, "tls.handshake.version", wire_cursor_take (&body, 2), 2);
  wire_field_packet_give_raw (packet, "tls.handshake.random", wire_cursor_take (&body, 32), 32);
  give_session (packet, &body);
  if (body.failed)
    return;
  if (client)
    {
      guint16 length = wire_cursor_be16 (&body);

      wire_field_packet_give_number (packet, "tls.handshake.cipher_suites_length", length);
      give_numbers (packet, take_part (&body, length), 2, "tls.handshake.ciphersuite");
      give_numbers (packet, take_part (&body, wire_cursor_u8 (&body)), 1,
                    "tls.handshake.comp_method");
    }
  else
    {
      wire_field_packet_give_raw (packet, "tls.handshake.ciphersuite", wire_cursor_take (&body, 2),
                                  2);
      wire_field_packet_give_raw (packet, "tls.handshake.comp_method", wire_cursor_take (&body, 1),
                                  1);
    }
  if (!body.failed)
    give_extensions (side, packet, &body, client);
}

/* RFC 5246, section 7.4.2; RFC 8446, section 4.4.2: in TLS 1.3 a context comes first, and
 * extensions follow each certificate. */
static void
give_certificates (WireFieldPacket *packet, WireCursor body, gboolean sealed)
{
  if (sealed)
    take_part (&body, wire_cursor_u8 (&body));
  wire_cursor_skip (&body, 3);
  while (wire_cursor_remaining (&body) >= 3)
    {
      guint32 length = wire_cursor_be24 (&body);
      const guint8 *certificate = wire_cursor_take (&body, length);

      if (!certificate)
        return;
      wire_field_packet_give_number (packet, "tls.handshake.certificate_length", length);
      wire_field_packet_give_raw (packet, "tls.handshake.certificate", certificate, length);
      if (sealed)
        take_part (&body, wire_cursor_be16 (&body));
    }
}

/* RFC 5246, section 7.4.4; RFC 8446, section 4.3.2. Before TLS 1.2 there is no list of algorithms:
 * then the names of authorities, which come last, do not fill the message after it. */
static void
give_certificate_request (WireFieldSide *side, WireFieldPacket *packet, WireCursor body)
{
  WireCursor algorithms;

  take_part (&body, wire_cursor_u8 (&body));
  if (side->sealed)
    {
      give_extensions (side, packet, &body, FALSE);
      return;
    }
  algorithms = take_part (&body, wire_cursor_be16 (&body));
  if (wire_cursor_remaining (&body) >= 2
      && wire_cursor_be16 (&body) == wire_cursor_remaining (&body))
    give_numbers (packet, algorithms, 2, "tls.handshake.sig_hash_alg");
}

static void
give_message (WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  WireCursor body = wire_cursor_new (bytes, length);
  guint8 type = wire_cursor_u8 (&body);

  wire_field_packet_give_protocol (packet, "tls.handshake", bytes, length, length);
  wire_field_packet_give_number (packet, "tls.handshake.type", type);
  wire_field_packet_give_number (packet, "tls.handshake.length", wire_cursor_be24 (&body));
  if (type == 1 || type == 2)
    give_hello (side, packet, body, type == 1);
  else if (type == 11)
    give_certificates (packet, body, side->sealed);
  else if (type == 8)
    give_extensions (side, packet, &body, FALSE);
  else if (type == 13)
    give_certificate_request (side, packet, body);
}

/* What is in a handshake record once keys were changed cannot be read: its first byte is then
 * seldom a type, and its length seldom fits. */
static gboolean
is_handshake (const guint8 *bytes, gsize length)
{
  static const guint8 TYPES[] = {
    0, 1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24
  };

  if (length < 4)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (bytes[0] == TYPES[i])
      return bytes[1] < 2;
  return FALSE;
}

/* After a change of keys that changes none, as in TLS 1.3, a message fills its record. */
static gboolean
is_plain (const guint8 *bytes, gsize length)
{
  return is_handshake (bytes, length)
         && 4 + (gsize) (bytes[1] << 16 | bytes[2] << 8 | bytes[3]) == length;
}

static void
keep_handshake (WireFieldSide *side, const guint8 *bytes, gsize length)
{
  if (length == 0 || length > MAX_HANDSHAKE)
    return;
  side->handshake = g_byte_array_new ();
  g_byte_array_append (side->handshake, bytes, (guint) length);
}

/* Messages may go on in the next record. */
static void
give_handshakes (WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  if (side->handshake)
    {
      g_byte_array_append (side->handshake, bytes, (guint) length);
      length = side->handshake->len;
      bytes = wire_field_packet_own (packet, g_byte_array_free (side->handshake, FALSE));
      side->handshake = NULL;
    }
  while (length >= 4)
    {
      gsize size = 4 + (gsize) (bytes[1] << 16 | bytes[2] << 8 | bytes[3]);

      if (!is_handshake (bytes, length))
        {
          wire_field_packet_give_protocol (packet, "tls.handshake", bytes, length, length);
          return;
        }
      if (size > length)
        break;
      give_message (side, packet, bytes, size);
      bytes += size;
      length -= size;
    }
  keep_handshake (side, bytes, length);
}

static void
give_alert (WireFieldPacket *packet, const guint8 *bytes, gsize length, gboolean encrypted)
{
  wire_field_packet_give_protocol (packet, "tls.alert_message", bytes, length, length);
  if (encrypted || length != 2)
    return;
  wire_field_packet_give_number (packet, "tls.alert_message.level", bytes[0]);
  wire_field_packet_give_number (packet, "tls.alert_message.desc", bytes[1]);
}

static void
give_content (WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  const guint8 *content = bytes + RECORD_HEADER;
  gsize size = length - RECORD_HEADER;

  switch (bytes[0])
    {
    case CHANGE_CIPHER_SPEC:
      wire_field_packet_give_protocol (packet, "tls.change_cipher_spec", content, size, size);
      side->encrypted = TRUE;
      break;
    case ALERT:
      give_alert (packet, content, size, side->encrypted);
      break;
    case HANDSHAKE:
      if (side->encrypted && !is_plain (content, size))
        wire_field_packet_give_protocol (packet, "tls.handshake", content, size, size);
      else
        give_handshakes (side, packet, content, size);
      break;
    case APPLICATION_DATA:
      wire_field_packet_give_raw (packet, "tls.app_data", content, size);
      break;
    default:
      break;
    }
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  if (length < RECORD_HEADER)
    return;
  other->sealed = side->sealed = side->sealed || other->sealed;
  wire_field_packet_begin_layer (packet, WIRE_PROTOCOL_TLS);
  wire_field_packet_give_protocol (packet, "tls", bytes, length, length);
  wire_field_packet_give_protocol (packet, "tls.record", bytes, length, length);
  wire_field_packet_give_number (packet,
                                 side->sealed && bytes[0] == APPLICATION_DATA
                                     ? "tls.record.opaque_type"
                                     : "tls.record.content_type",
                                 bytes[0]);
  wire_field_packet_give_raw (packet, "tls.record.version", bytes + 1, 2);
  wire_field_packet_give_raw (packet, "tls.record.length", bytes + 3, 2);
  give_content (side, packet, bytes, length);
}

/* On its port, what is no record is called TLS all the same. */
static void
foreign (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_begin_layer (packet, WIRE_PROTOCOL_TLS);
  wire_field_packet_give_protocol (packet, "tls", bytes, length, length);
}

void
wire_field_tls_give_opened (WireFieldSide *side,
                            WireFieldPacket *packet,
                            guint8 type,
                            gboolean sealed,
                            const guint8 *bytes,
                            gsize length)
{
  side->sealed = sealed;
  if (sealed)
    wire_field_packet_give_number (packet, "tls.record.content_type", type);
  if (type == HANDSHAKE)
    give_handshakes (side, packet, bytes, length);
  else if (type == ALERT)
    give_alert (packet, bytes, length, FALSE);
}

/* A packet in which a record begins is called TLS, wherever the record ends. */
const WireFieldProtocol wire_field_tls = { NULL, cut, give, foreign, foreign };
