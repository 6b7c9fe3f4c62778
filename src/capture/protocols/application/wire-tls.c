/* wire-tls.c: the records of Transport Layer Security in one segment (RFC 8446, RFC 5246)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/frame/wire-names.h"
#include "capture/protocols/application/wire-tls-hello.h"

#define RECORD_HEADER 5
#define HANDSHAKE_HEADER 4

/* Messages named in a summary; a flight has fewer. */
#define SUMMARY_MESSAGES 6

enum
{
  RECORD_CHANGE_CIPHER_SPEC = 20,
  RECORD_ALERT = 21,
  RECORD_HANDSHAKE = 22,
  RECORD_APPLICATION_DATA = 23,
};

enum
{
  HANDSHAKE_CLIENT_HELLO = 1,
  HANDSHAKE_SERVER_HELLO = 2,
};

static const WireName RECORD_TYPES[] = {
  { 20, "Change Cipher Spec" }, { 21, "Alert" },     { 22, "Handshake" },
  { 23, "Application Data" },   { 24, "Heartbeat" },
};

static const WireName HANDSHAKE_TYPES[] = {
  { 0, "Hello Request" },      { 1, "Client Hello" },         { 2, "Server Hello" },
  { 4, "New Session Ticket" }, { 5, "End of Early Data" },    { 8, "Encrypted Extensions" },
  { 11, "Certificate" },       { 12, "Server Key Exchange" }, { 13, "Certificate Request" },
  { 14, "Server Hello Done" }, { 15, "Certificate Verify" },  { 16, "Client Key Exchange" },
  { 20, "Finished" },          { 21, "Certificate URL" },     { 22, "Certificate Status" },
  { 24, "Key Update" },
};

static const WireName ALERTS[] = {
  { 0, "close notify" },
  { 10, "unexpected message" },
  { 20, "bad record MAC" },
  { 21, "decryption failed" },
  { 22, "record overflow" },
  { 30, "decompression failure" },
  { 40, "handshake failure" },
  { 41, "no certificate" },
  { 42, "bad certificate" },
  { 43, "unsupported certificate" },
  { 44, "certificate revoked" },
  { 45, "certificate expired" },
  { 46, "certificate unknown" },
  { 47, "illegal parameter" },
  { 48, "unknown certificate authority" },
  { 49, "access denied" },
  { 50, "decode error" },
  { 51, "decrypt error" },
  { 70, "protocol version" },
  { 71, "insufficient security" },
  { 80, "internal error" },
  { 86, "inappropriate fallback" },
  { 90, "user canceled" },
  { 100, "no renegotiation" },
  { 109, "missing extension" },
  { 110, "unsupported extension" },
  { 112, "unrecognized name" },
  { 113, "bad certificate status response" },
  { 115, "unknown PSK identity" },
  { 116, "certificate required" },
  { 120, "no application protocol" },
};

/* A record; @encrypted says that a change of cipher came before it in the same segment. */
typedef struct
{
  guint8 type;
  guint16 version;
  guint16 length;
  gsize offset;
  WireCursor body;
  gboolean encrypted;
} Record;

static gboolean
read_record (WireCursor *cursor, Record *record)
{
  gboolean encrypted = record->encrypted || record->type == RECORD_CHANGE_CIPHER_SPEC;
  gsize offset = cursor->position;

  if (!wire_cursor_peek (cursor, RECORD_HEADER))
    return FALSE;

  record->offset = offset;
  record->type = wire_cursor_u8 (cursor);
  record->version = wire_cursor_be16 (cursor);
  record->length = wire_cursor_be16 (cursor);
  record->encrypted = encrypted;
  record->body = *cursor;
  wire_cursor_limit (&record->body, record->length);
  wire_cursor_skip (cursor, wire_cursor_remaining (&record->body));
  return record->type >= 20 && record->type <= 24;
}

/* A handshake record is encrypted from the change of cipher on, which may have come in an earlier
 * segment: then its first byte is no type, or its length does not fit the record. A certificate
 * chain is the one message that may well be longer than its record. */
static const char *
handshake_name (const Record *record, WireCursor *body, guint8 *type, guint32 *length)
{
  WireCursor start = *body;

  *type = wire_cursor_u8 (body);
  *length = wire_cursor_be24 (body);

  const char *name = wire_names_lookup (HANDSHAKE_TYPES, *type);
  gsize room = record->body.position + record->length - start.position;
  gboolean fits = room >= HANDSHAKE_HEADER && *length <= room - HANDSHAKE_HEADER;
  gboolean may_go_on = *type == HANDSHAKE_CLIENT_HELLO || *type == 11;

  if (body->failed || record->encrypted || !name || (!fits && !(may_go_on && *length < 0x40000)))
    return NULL;
  return name;
}

WireProtocol
wire_tls_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 length = (guint32) wire_cursor_remaining (cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_TLS, cursor, length);
  wire_cursor_skip (cursor, length);
  return WIRE_PROTOCOL_NONE;
}

static void
describe_handshake (const Record *record, WireFields *fields)
{
  WireCursor body = record->body;

  while (wire_cursor_remaining (&body) > 0)
    {
      guint32 offset = (guint32) body.position;
      guint8 type;
      guint32 length;
      const char *name = handshake_name (record, &body, &type, &length);

      if (!name)
        {
          wire_fields_add (fields, offset, (guint32) body.size - offset, "Handshake message",
                           "encrypted");
          return;
        }
      if (!wire_fields_add (fields, offset, length + HANDSHAKE_HEADER, "Handshake message",
                            "%s, %u bytes", name, length))
        return;

      WireCursor message = body;
      wire_cursor_limit (&message, length);
      wire_fields_push (fields);
      wire_fields_add (fields, offset, 1, "Type", "%u (%s)", type, name);
      wire_fields_add (fields, offset + 1, 3, "Length", "%u", length);
      if (type == HANDSHAKE_CLIENT_HELLO)
        wire_tls_describe_client_hello (&message, fields);
      else if (type == HANDSHAKE_SERVER_HELLO)
        wire_tls_describe_server_hello (&message, fields);
      wire_fields_pop (fields);
      wire_cursor_skip (&body, MIN (length, wire_cursor_remaining (&body)));
    }
}

static void
describe_alert (const Record *record, WireFields *fields)
{
  WireCursor body = record->body;
  guint32 offset = (guint32) body.position;

  if (record->length != 2)
    {
      wire_fields_add (fields, offset, record->length, "Alert", "encrypted");
      return;
    }

  guint8 level = wire_cursor_u8 (&body);
  guint8 alert = wire_cursor_u8 (&body);
  if (body.failed)
    return;
  wire_fields_add (fields, offset, 1, "Level", "%u (%s)", level,
                   level == 1   ? "warning"
                   : level == 2 ? "fatal"
                                : "unknown");
  wire_fields_add (fields, offset + 1, 1, "Description", "%u (%s)", alert,
                   wire_names_or_unknown (ALERTS, alert));
}

static void
describe_record (const Record *record, WireFields *fields)
{
  guint32 offset = (guint32) record->offset;
  guint32 held = (guint32) wire_cursor_remaining (&record->body);

  wire_fields_add (fields, offset, RECORD_HEADER + held, "Record", "%s%s",
                   wire_names_or_unknown (RECORD_TYPES, record->type),
                   held < record->length ? ", continues in a later segment" : "");
  wire_fields_push (fields);
  wire_fields_add (fields, offset, 1, "Content type", "%u (%s)", record->type,
                   wire_names_or_unknown (RECORD_TYPES, record->type));
  wire_fields_add (fields, offset + 1, 2, "Version", "0x%04x (%s)", record->version,
                   wire_tls_version_name (record->version));
  wire_fields_add (fields, offset + 3, 2, "Length", "%u", record->length);
  if (record->type == RECORD_HANDSHAKE)
    describe_handshake (record, fields);
  else if (record->type == RECORD_ALERT)
    describe_alert (record, fields);
  else if (record->type == RECORD_APPLICATION_DATA)
    wire_fields_add (fields, offset + RECORD_HEADER, held, "Encrypted data", "%u bytes", held);
  wire_fields_pop (fields);
}

void
wire_tls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);
  Record record = { 0 };

  wire_tls_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  while (wire_fields_get_length (fields) < WIRE_FIELDS_MAX && read_record (&cursor, &record))
    describe_record (&record, fields);
}

static void
append_message (GString *out, gsize start, const char *message)
{
  if (out->len > start)
    g_string_append (out, ", ");
  g_string_append (out, message);
}

static guint
summarise_handshake (const Record *record, gsize start, guint room, GString *out)
{
  WireCursor body = record->body;
  guint n = 0;

  while (n < room && wire_cursor_remaining (&body) > 0)
    {
      guint8 type;
      guint32 length;
      const char *name = handshake_name (record, &body, &type, &length);

      append_message (out, start, name ? name : "Encrypted Handshake");
      n++;
      if (!name)
        break;

      WireCursor message = body;
      wire_cursor_limit (&message, length);
      if (type == HANDSHAKE_CLIENT_HELLO)
        wire_tls_summarise_client_hello (&message, out);
      wire_cursor_skip (&body, MIN (length, wire_cursor_remaining (&body)));
    }
  return n;
}

void
wire_tls_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  Record record = { 0 };
  gsize start = out->len;
  guint n = 0;

  while (n < SUMMARY_MESSAGES && read_record (&cursor, &record))
    {
      WireCursor body = record.body;

      if (record.type == RECORD_HANDSHAKE)
        {
          n += summarise_handshake (&record, start, SUMMARY_MESSAGES - n, out);
          continue;
        }
      append_message (out, start, wire_names_or_unknown (RECORD_TYPES, record.type));
      if (record.type == RECORD_ALERT && record.length == 2)
        {
          wire_cursor_skip (&body, 1);
          g_string_append_printf (out, " (%s)",
                                  wire_names_or_unknown (ALERTS, wire_cursor_u8 (&body)));
        }
      n++;
    }
  if (n == SUMMARY_MESSAGES && wire_cursor_remaining (&cursor) > 0)
    g_string_append (out, ", …");
}
