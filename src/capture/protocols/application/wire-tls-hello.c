/* wire-tls-hello.c: Client Hello and Server Hello (RFC 8446, section 4.1; RFC 5246, section 7.4.1)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-tls-hello.h"

#include "base/wire-hex.h"
#include "capture/frame/wire-names.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

#define RANDOM_BYTES 32

/* Names and protocols listed in one value; a hostile hello has thousands. */
#define LIST_MAX 32

enum
{
  EXTENSION_SERVER_NAME = 0,         /* RFC 6066 */
  EXTENSION_SUPPORTED_GROUPS = 10,   /* RFC 8422 */
  EXTENSION_ALPN = 16,               /* RFC 7301 */
  EXTENSION_SUPPORTED_VERSIONS = 43, /* RFC 8446 */
};

static const WireName EXTENSIONS[] = {
  { 0, N_ ("Server name") },
  { 1, N_ ("Maximum fragment length") },
  { 5, N_ ("Status request") },
  { 10, N_ ("Supported groups") },
  { 11, N_ ("Point formats") },
  { 13, N_ ("Signature algorithms") },
  { 14, "SRTP" },
  { 15, N_ ("Heartbeat") },
  { 16, N_ ("Application protocols") },
  { 17, N_ ("Status request, version 2") },
  { 18, N_ ("Signed certificate timestamp") },
  { 21, N_ ("Padding") },
  { 22, N_ ("Encrypt then MAC") },
  { 23, N_ ("Extended master secret") },
  { 27, N_ ("Compress certificate") },
  { 28, N_ ("Record size limit") },
  { 34, N_ ("Delegated credential") },
  { 35, N_ ("Session ticket") },
  { 41, N_ ("Pre-shared key") },
  { 42, N_ ("Early data") },
  { 43, N_ ("Supported versions") },
  { 44, N_ ("Cookie") },
  { 45, N_ ("PSK exchange modes") },
  { 47, N_ ("Certificate authorities") },
  { 48, N_ ("OID filters") },
  { 49, N_ ("Post-handshake authentication") },
  { 50, N_ ("Certificate signature algorithms") },
  { 51, N_ ("Key share") },
  { 57, N_ ("QUIC transport parameters") },
  { 13172, N_ ("Next protocol negotiation") },
  { 17513, N_ ("Application settings") },
  { 65037, N_ ("Encrypted client hello") },
  { 65281, N_ ("Renegotiation information") },
};

static const WireName GROUPS[] = {
  { 21, "secp224r1" },       { 22, "secp256k1" },
  { 23, "secp256r1" },       { 24, "secp384r1" },
  { 25, "secp521r1" },       { 26, "brainpoolP256r1" },
  { 27, "brainpoolP384r1" }, { 28, "brainpoolP512r1" },
  { 29, "x25519" },          { 30, "x448" },
  { 256, "ffdhe2048" },      { 257, "ffdhe3072" },
  { 258, "ffdhe4096" },      { 259, "ffdhe6144" },
  { 260, "ffdhe8192" },      { 4588, "X25519MLKEM768" },
};

static const WireName VERSIONS[] = {
  { 0x0002, "SSL 2.0" },  { 0x0300, "SSL 3.0" },  { 0x0301, "TLS 1.0" },
  { 0x0302, "TLS 1.1" },  { 0x0303, "TLS 1.2" },  { 0x0304, "TLS 1.3" },
  { 0xfefc, "DTLS 1.3" }, { 0xfefd, "DTLS 1.2" }, { 0xfeff, "DTLS 1.0" },
};

/* Values that clients send so that servers learn to pass over what they do not know. */
static gboolean
is_grease (guint16 value)
{
  return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff); /* RFC 8701 */
}

const char *
wire_tls_version_name (guint16 version)
{
  if (is_grease (version))
    return "GREASE";
  return wire_names_or_unknown (VERSIONS, version);
}

static const char *
group_name (guint16 group)
{
  return is_grease (group) ? "GREASE" : wire_names_or_unknown (GROUPS, group);
}

/* A cursor over the next @length bytes of @cursor, which moves past them. */
static WireCursor
sub_cursor (WireCursor *cursor, gsize length)
{
  WireCursor sub = *cursor;

  wire_cursor_limit (&sub, length);
  wire_cursor_skip (cursor, wire_cursor_remaining (&sub));
  return sub;
}

static void
append_item (GString *list, const char *item)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  g_string_append (list, item);
}

/* RFC 6066, section 3: a list of (type, name); type 0 is a host name, and no other exists. */
static char *
read_server_name (WireCursor extension)
{
  wire_cursor_skip (&extension, 2);
  guint8 type = wire_cursor_u8 (&extension);
  guint16 length = wire_cursor_be16 (&extension);
  const guint8 *name = wire_cursor_take (&extension, length);

  return name && type == 0 ? wire_printable (name, length) : NULL;
}

static char *
read_protocols (WireCursor extension)
{
  g_autoptr (GString) list = g_string_new (NULL);

  wire_cursor_skip (&extension, 2);
  for (guint i = 0; i < LIST_MAX && wire_cursor_remaining (&extension) > 0; i++)
    {
      guint8 length = wire_cursor_u8 (&extension);
      const guint8 *name = wire_cursor_take (&extension, length);
      g_autofree char *text = name ? wire_printable (name, length) : NULL;

      if (text)
        append_item (list, text);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
read_numbers (WireCursor numbers, const char *(*name) (guint16 number))
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < LIST_MAX && wire_cursor_remaining (&numbers) >= 2; i++)
    append_item (list, name (wire_cursor_be16 (&numbers)));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* A client lists the versions it takes, after a length of one byte; a server names the one. */
static char *
read_versions (WireCursor extension, gboolean client)
{
  if (client)
    wire_cursor_skip (&extension, 1);
  return read_numbers (extension, wire_tls_version_name);
}

static char *
read_extension (guint16 type, WireCursor body, gboolean client)
{
  switch (type)
    {
    case EXTENSION_SERVER_NAME:
      return read_server_name (body);
    case EXTENSION_ALPN:
      return read_protocols (body);
    case EXTENSION_SUPPORTED_VERSIONS:
      return read_versions (body, client);
    case EXTENSION_SUPPORTED_GROUPS:
      wire_cursor_skip (&body, 2);
      return read_numbers (body, group_name);
    default:
      return NULL;
    }
}

static gboolean
describe_extension (WireCursor *extensions, gboolean client, WireFields *fields)
{
  guint32 offset = (guint32) extensions->position;
  guint16 type = wire_cursor_be16 (extensions);
  guint16 length = wire_cursor_be16 (extensions);

  if (extensions->failed)
    return FALSE;

  WireCursor body = sub_cursor (extensions, length);
  g_autofree char *value = read_extension (type, body, client);
  const char *name = wire_names_find_or (EXTENSIONS, G_N_ELEMENTS (EXTENSIONS), type, "Extension");

  if (value)
    return wire_fields_add (fields, offset, 4u + length, name, "%s", value);
  return wire_fields_add (fields, offset, 4u + length, name, "type %u, %u bytes", type, length);
}

static void
describe_extensions (WireCursor *message, gboolean client, WireFields *fields)
{
  guint32 offset = (guint32) message->position;

  if (wire_cursor_remaining (message) == 0)
    return;

  guint16 length = wire_cursor_be16 (message);
  WireCursor extensions = sub_cursor (message, length);

  if (message->failed)
    return;
  wire_fields_add (fields, offset, 2u + length, "Extensions", "%u bytes", length);
  wire_fields_push (fields);
  while (wire_cursor_remaining (&extensions) > 0 && !extensions.failed)
    if (!describe_extension (&extensions, client, fields))
      break;
  wire_fields_pop (fields);
}

static void
describe_bytes (WireCursor *message, gsize length, const char *name, WireFields *fields)
{
  guint32 offset = (guint32) message->position;
  const guint8 *bytes = wire_cursor_take (message, length);

  if (!bytes)
    return;
  g_autofree char *hex = wire_hex_encode (bytes, length, NULL);
  wire_fields_add (fields, offset, (guint32) length, name, "%s", length > 0 ? hex : "none");
}

static void
describe_session (WireCursor *message, WireFields *fields)
{
  guint8 length = wire_cursor_u8 (message);

  describe_bytes (message, length, N_ ("Session identifier"), fields);
}

static void
describe_version (WireCursor *message, WireFields *fields)
{
  guint32 offset = (guint32) message->position;
  guint16 version = wire_cursor_be16 (message);

  if (!message->failed)
    wire_fields_add (fields, offset, 2, "Version", "0x%04x (%s)", version,
                     wire_tls_version_name (version));
}

static gboolean
describe_cipher (WireCursor *cursor, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  guint16 cipher = wire_cursor_be16 (cursor);
  const char *name = is_grease (cipher) ? "GREASE" : wire_tls_cipher_name (cipher);

  return !cursor->failed
         && wire_fields_add (fields, offset, 2, "Cipher suite", "0x%04x (%s)", cipher, name);
}

static void
describe_ciphers (WireCursor *message, WireFields *fields)
{
  guint32 offset = (guint32) message->position;
  guint16 length = wire_cursor_be16 (message);
  WireCursor ciphers = sub_cursor (message, length);

  if (message->failed)
    return;
  wire_fields_add (fields, offset, 2u + length, "Cipher suites", "%u", length / 2);
  wire_fields_push (fields);
  while (wire_cursor_remaining (&ciphers) >= 2 && describe_cipher (&ciphers, fields))
    ;
  wire_fields_pop (fields);
}

/** Adds the fields of a Client Hello; what a segment cut off is left out. */
void
wire_tls_describe_client_hello (WireCursor *message, WireFields *fields)
{
  describe_version (message, fields);
  describe_bytes (message, RANDOM_BYTES, N_ ("Random"), fields);
  describe_session (message, fields);
  describe_ciphers (message, fields);
  describe_bytes (message, wire_cursor_u8 (message), N_ ("Compression methods"), fields);
  describe_extensions (message, TRUE, fields);
}

/** Adds the fields of a Server Hello; what a segment cut off is left out. */
void
wire_tls_describe_server_hello (WireCursor *message, WireFields *fields)
{
  describe_version (message, fields);
  describe_bytes (message, RANDOM_BYTES, N_ ("Random"), fields);
  describe_session (message, fields);
  describe_cipher (message, fields);
  describe_bytes (message, 1, N_ ("Compression method"), fields);
  describe_extensions (message, FALSE, fields);
}

/** Appends the server name that a Client Hello asks for, where it has one. */
void
wire_tls_summarise_client_hello (const WireCursor *message, GString *out)
{
  WireCursor cursor = *message;

  wire_cursor_skip (&cursor, 2 + RANDOM_BYTES);
  wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor));
  wire_cursor_skip (&cursor, wire_cursor_be16 (&cursor));
  wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor));
  wire_cursor_limit (&cursor, wire_cursor_be16 (&cursor));
  while (wire_cursor_remaining (&cursor) > 0)
    {
      guint16 type = wire_cursor_be16 (&cursor);
      WireCursor body = sub_cursor (&cursor, wire_cursor_be16 (&cursor));
      g_autofree char *name =
          type == EXTENSION_SERVER_NAME && !cursor.failed ? read_server_name (body) : NULL;

      if (name)
        g_string_append_printf (out, " %s", name);
    }
}
