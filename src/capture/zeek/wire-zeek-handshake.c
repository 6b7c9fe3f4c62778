/* wire-zeek-handshake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-handshake.h"

#include "base/wire-cursor.h"

#include <netinet/in.h>

/* Of a message, as much is kept as the curve needs. */
#define MAX_MESSAGE 512u

/* Types of records and of messages (RFC 8446, sections 5.1 and 4; RFC 5246). */
enum
{
  RECORD_CHANGE = 20,
  RECORD_ALERT = 21,
  RECORD_HANDSHAKE = 22,
  RECORD_DATA = 23,
  CLIENT_HELLO = 1,
  SERVER_HELLO = 2,
  SERVER_KEYS = 12,
};

/* One direction. */
typedef struct
{
  gboolean begun;
  gboolean lost;
  gboolean encrypted;
  guint8 header[5];
  guint have; /* bytes of @header */
  guint left; /* bytes of the record */
  guint8 head[4];
  guint head_have;
  guint message_left;
  guint8 *message;
  guint message_have;
} Side;

typedef struct
{
  WireZeekHandshake handshake;
  Side sides[2];
  guint client;    /* side of the first message */
  gboolean modern; /* TLS 1.3 */
} Entry;

struct _WireZeekHandshakes
{
  GHashTable *entries; /* number of the connection → Entry */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->sides[0].message);
  g_free (entry->sides[1].message);
  g_free (entry);
}

/** Returns: (transfer full): no handshakes yet */
WireZeekHandshakes *
wire_zeek_handshakes_new (void)
{
  WireZeekHandshakes *self = g_new0 (WireZeekHandshakes, 1);

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
  return self;
}

void
wire_zeek_handshakes_free (WireZeekHandshakes *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/** Returns: (nullable) (transfer none): the handshake on @connection */
const WireZeekHandshake *
wire_zeek_handshakes_find (const WireZeekHandshakes *self, const WireZeekConnection *connection)
{
  Entry *entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (connection->number));

  return entry ? &entry->handshake : NULL;
}

static void
add_letter (Entry *self, guint side, char letter)
{
  gsize length = strlen (self->handshake.history);

  if (length + 1 < sizeof self->handshake.history)
    self->handshake.history[length] = side == self->client ? letter : g_ascii_tolower (letter);
}

static const char *
name_curve (guint16 curve)
{
  static const struct
  {
    guint16 curve;
    const char *name;
  } NAMES[] = {
    { 19, "secp192r1" },
    { 21, "secp224r1" },
    { 22, "secp256k1" },
    { 23, "secp256r1" },
    { 24, "secp384r1" },
    { 25, "secp521r1" },
    { 26, "brainpoolP256r1" },
    { 27, "brainpoolP384r1" },
    { 28, "brainpoolP512r1" },
    { 29, "x25519" },
    { 30, "x448" },
    { 256, "ffdhe2048" },
    { 257, "ffdhe3072" },
    { 258, "ffdhe4096" },
    { 4588, "X25519MLKEM768" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (NAMES[i].curve == curve)
      return NAMES[i].name;
  return NULL;
}

/* RFC 8446, section 6. */
static const char *
name_alert (guint8 alert)
{
  static const struct
  {
    guint8 alert;
    const char *name;
  } NAMES[] = {
    { 0, "close_notify" },
    { 10, "unexpected_message" },
    { 20, "bad_record_mac" },
    { 21, "decryption_failed" },
    { 22, "record_overflow" },
    { 30, "decompression_failure" },
    { 40, "handshake_failure" },
    { 41, "no_certificate" },
    { 42, "bad_certificate" },
    { 43, "unsupported_certificate" },
    { 44, "certificate_revoked" },
    { 45, "certificate_expired" },
    { 46, "certificate_unknown" },
    { 47, "illegal_parameter" },
    { 48, "unknown_ca" },
    { 49, "access_denied" },
    { 50, "decode_error" },
    { 51, "decrypt_error" },
    { 60, "export_restriction" },
    { 70, "protocol_version" },
    { 71, "insufficient_security" },
    { 80, "internal_error" },
    { 86, "inappropriate_fallback" },
    { 90, "user_canceled" },
    { 100, "no_renegotiation" },
    { 109, "missing_extension" },
    { 110, "unsupported_extension" },
    { 112, "unrecognized_name" },
    { 113, "bad_certificate_status_response" },
    { 115, "unknown_psk_identity" },
    { 116, "certificate_required" },
    { 120, "no_application_protocol" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (NAMES[i].alert == alert)
      return NAMES[i].name;
  return NULL;
}

/* Zeek's letter for a message. */
static char
get_letter (guint8 type)
{
  static const struct
  {
    guint8 type;
    char letter;
  } LETTERS[] = {
    { 0, 'H' },  { 1, 'C' },  { 2, 'S' },  { 3, 'V' },  { 4, 'T' },  { 5, 'E' },  { 6, 'J' },
    { 8, 'O' },  { 11, 'X' }, { 12, 'K' }, { 13, 'R' }, { 14, 'N' }, { 15, 'Y' }, { 16, 'G' },
    { 20, 'F' }, { 21, 'W' }, { 22, 'U' }, { 23, 'A' }, { 24, 'P' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LETTERS); i++)
    if (LETTERS[i].type == type)
      return LETTERS[i].letter;
  return 'Z';
}

/* Extensions of a ServerHello: the version of TLS 1.3, and the group of its key. */
static void
read_extensions (Entry *self, WireCursor cursor)
{
  while (wire_cursor_remaining (&cursor) >= 4)
    {
      guint16 type = wire_cursor_be16 (&cursor);
      guint16 length = wire_cursor_be16 (&cursor);
      const guint8 *bytes = wire_cursor_take (&cursor, length);

      if (!bytes)
        return;
      if (type == 43)
        self->modern = TRUE;
      if (type == 51 && length >= 2)
        self->handshake.curve = name_curve (wire_be16 (bytes));
    }
}

static void
read_hello (Entry *self, const Side *side)
{
  WireCursor cursor = wire_cursor_new (side->message, side->message_have);

  wire_cursor_skip (&cursor, 34);
  wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor));
  wire_cursor_skip (&cursor, 5);
  if (!cursor.failed)
    read_extensions (self, cursor);
}

/* A curve that has a name (RFC 8422, section 5.4). With other ways to agree on keys the first byte
 * is of a length, which is less than 768. */
static void
read_keys (Entry *self, const Side *side)
{
  if (side->message_have >= 4 && side->message[0] == 3 && side->message[3] > 16)
    self->handshake.curve = name_curve (wire_be16 (side->message + 1));
}

static void
end_message (Entry *self, guint number)
{
  Side *side = &self->sides[number];

  if (side->head[0] == SERVER_HELLO)
    read_hello (self, side);
  else if (side->head[0] == SERVER_KEYS)
    read_keys (self, side);
  add_letter (self, number, get_letter (side->head[0]));
  side->head_have = 0;
  side->message_have = 0;
}

/* Takes bytes of handshake messages, which records cut anywhere. */
static void
take_handshake (Entry *self, guint number, const guint8 *bytes, gsize length)
{
  Side *side = &self->sides[number];

  while (length > 0)
    {
      gsize n;

      if (side->head_have < sizeof side->head)
        {
          side->head[side->head_have++] = *bytes++;
          length--;
          if (side->head_have < sizeof side->head)
            continue;
          side->message_left =
              (guint) side->head[1] << 16 | (guint) side->head[2] << 8 | side->head[3];
          if (!side->message)
            side->message = g_malloc (MAX_MESSAGE);
        }
      n = MIN (length, side->message_left);
      memcpy (side->message + side->message_have, bytes, MIN (n, MAX_MESSAGE - side->message_have));
      side->message_have += (guint) MIN (n, MAX_MESSAGE - side->message_have);
      side->message_left -= (guint) n;
      bytes += n;
      length -= n;
      if (side->message_left == 0)
        end_message (self, number);
    }
}

static void
begin_record (Entry *self, guint number)
{
  Side *side = &self->sides[number];
  guint8 type = side->header[0];

  side->left = wire_be16 (side->header + 3);
  if (type < RECORD_CHANGE || type > 24 || side->header[1] != 3)
    side->lost = TRUE;
  else if (type == RECORD_CHANGE)
    {
      add_letter (self, number, 'I');
      side->encrypted = TRUE;
    }
  else if (type == RECORD_DATA)
    side->encrypted = TRUE;
  /* The client's first data are the end of its handshake in TLS 1.3. */
  if (self->modern
          ? self->sides[self->client].encrypted && type == RECORD_DATA && number == self->client
          : self->sides[0].encrypted && self->sides[1].encrypted)
    self->handshake.established = TRUE;
}

static void
take_record (Entry *self, guint number, const guint8 *bytes, gsize length)
{
  Side *side = &self->sides[number];

  if (side->encrypted)
    return;
  if (side->header[0] == RECORD_HANDSHAKE)
    take_handshake (self, number, bytes, length);
  else if (side->header[0] == RECORD_ALERT && length == 2)
    {
      add_letter (self, number, 'L');
      self->handshake.alert = name_alert (bytes[1]);
    }
}

static void
take_bytes (Entry *self, guint number, const guint8 *bytes, gsize length)
{
  Side *side = &self->sides[number];

  while (length > 0 && !side->lost)
    {
      gsize n;

      if (side->left == 0)
        {
          side->header[side->have++] = *bytes++;
          length--;
          if (side->have == sizeof side->header)
            {
              side->have = 0;
              begin_record (self, number);
            }
          continue;
        }
      n = MIN (length, side->left);
      take_record (self, number, bytes, n);
      side->left -= (guint) n;
      bytes += n;
      length -= n;
    }
}

/* A record with a hello; before it there may have been STARTTLS. */
static gboolean
is_hello (const WireZeekPayload *payload)
{
  return payload->length > 5 && payload->data[0] == RECORD_HANDSHAKE && payload->data[1] == 3
         && (payload->data[5] == CLIENT_HELLO || payload->data[5] == SERVER_HELLO);
}

static Entry *
begin (WireZeekHandshakes *self, const WireZeekPayload *payload)
{
  Entry *entry;

  if (!is_hello (payload) || g_hash_table_size (self->entries) >= WIRE_ZEEK_MAX_HANDSHAKES)
    return NULL;
  entry = g_new0 (Entry, 1);
  entry->client = payload->data[5] == CLIENT_HELLO ? payload->side : 1 - payload->side;
  g_hash_table_insert (self->entries, GUINT_TO_POINTER (payload->connection->number), entry);
  return entry;
}

/** Takes what connections carry, until both sides have gone over to encryption. */
void
wire_zeek_handshakes_hear (WireZeekHandshakes *self, const WireZeekPayload *payload)
{
  Entry *entry =
      g_hash_table_lookup (self->entries, GUINT_TO_POINTER (payload->connection->number));
  Side *side;

  if (payload->connection->tuple.protocol != IPPROTO_TCP || payload->length == 0)
    return;
  if (!entry)
    entry = begin (self, payload);
  if (!entry || entry->handshake.established)
    return;
  side = &entry->sides[payload->side];
  if (!side->begun && !is_hello (payload) && payload->data[0] != RECORD_ALERT)
    return;
  side->begun = TRUE;
  side->lost |= payload->after_gap && side->have + side->left > 0;
  take_bytes (entry, payload->side, payload->data, payload->length);
}
