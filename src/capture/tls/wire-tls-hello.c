/* wire-tls-hello.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-hello.h"

#include "base/wire-cursor.h"
#include "capture/tls/wire-dtls-record.h"

static WireTlsSpan
take_span (WireCursor *cursor, gsize length)
{
  const guint8 *data = wire_cursor_take (cursor, length);

  return (WireTlsSpan){ data, data ? length : 0 };
}

static void
take_extensions (WireCursor *cursor, WireTlsHello *hello)
{
  if (wire_cursor_remaining (cursor) >= 2)
    hello->extensions = take_span (cursor, wire_cursor_be16 (cursor));
}

static gboolean
is_version (guint16 version)
{
  return version >> 8 == 3 || wire_dtls_is_version (version);
}

/**
 * wire_tls_hello_parse_client:
 * @body: the message after its type and length
 * @length: bytes of @body
 * @hello: (out): what it says
 *
 * Returns: whether that is a Client Hello
 */
gboolean
wire_tls_hello_parse_client (const guint8 *body, gsize length, WireTlsHello *hello)
{
  WireCursor cursor = wire_cursor_new (body, length);

  *hello = (WireTlsHello){ 0 };
  hello->version = wire_cursor_be16 (&cursor);
  hello->random = wire_cursor_take (&cursor, WIRE_TLS_RANDOM_LENGTH);
  hello->session_id = take_span (&cursor, wire_cursor_u8 (&cursor));
  if (wire_dtls_is_version (hello->version))
    wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor)); /* the cookie */
  hello->suites = take_span (&cursor, wire_cursor_be16 (&cursor));
  wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor));
  take_extensions (&cursor, hello);
  return !cursor.failed && is_version (hello->version);
}

/** As wire_tls_hello_parse_client(), for a Server Hello. */
gboolean
wire_tls_hello_parse_server (const guint8 *body, gsize length, WireTlsHello *hello)
{
  WireCursor cursor = wire_cursor_new (body, length);

  *hello = (WireTlsHello){ 0 };
  hello->version = wire_cursor_be16 (&cursor);
  hello->random = wire_cursor_take (&cursor, WIRE_TLS_RANDOM_LENGTH);
  hello->session_id = take_span (&cursor, wire_cursor_u8 (&cursor));
  hello->suite = wire_cursor_be16 (&cursor);
  hello->compression = wire_cursor_u8 (&cursor);
  take_extensions (&cursor, hello);
  return !cursor.failed && is_version (hello->version);
}

/** Whether a Server Hello is a Hello Retry Request (RFC 8446, section 4.1.3). */
gboolean
wire_tls_hello_is_retry (const WireTlsHello *self)
{
  /* SHA-256 of “HelloRetryRequest” */
  static const guint8 RANDOM[WIRE_TLS_RANDOM_LENGTH] = {
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
  };

  return memcmp (self->random, RANDOM, sizeof RANDOM) == 0;
}

/** Returns: the version that a Server Hello chose */
guint16
wire_tls_hello_get_chosen_version (const WireTlsHello *self)
{
  WireTlsSpan chosen;

  if (wire_tls_extensions_find (self->extensions, WIRE_TLS_EXTENSION_VERSIONS, &chosen)
      && chosen.length == 2)
    return (guint16) (chosen.data[0] << 8 | chosen.data[1]);
  return self->version;
}

/**
 * wire_tls_extensions_next:
 * @rest: (inout): a block of extensions; afterwards those that follow
 * @type: (out): of the extension
 * @content: (out): of the extension
 *
 * Returns: whether there was one more
 */
gboolean
wire_tls_extensions_next (WireTlsSpan *rest, guint16 *type, WireTlsSpan *content)
{
  WireCursor cursor = wire_cursor_new (rest->data, rest->length);

  if (rest->length == 0)
    return FALSE;
  *type = wire_cursor_be16 (&cursor);
  *content = take_span (&cursor, wire_cursor_be16 (&cursor));
  rest->data += cursor.position;
  rest->length -= cursor.position;
  return !cursor.failed;
}

/** Returns: whether @extensions have one of @type; @content is filled where they do */
gboolean
wire_tls_extensions_find (WireTlsSpan extensions, guint16 type, WireTlsSpan *content)
{
  guint16 found;

  while (wire_tls_extensions_next (&extensions, &found, content))
    if (found == type)
      return TRUE;
  return FALSE;
}

/** Returns: the host name that a client asks for (RFC 6066, section 3); empty for none */
WireTlsSpan
wire_tls_extensions_get_server_name (WireTlsSpan extensions)
{
  WireTlsSpan content;
  WireCursor cursor;

  if (!wire_tls_extensions_find (extensions, WIRE_TLS_EXTENSION_SERVER_NAME, &content))
    return (WireTlsSpan){ 0 };
  cursor = wire_cursor_new (content.data, content.length);
  wire_cursor_skip (&cursor, 3); /* bytes of the list, and the kind of name: there is but one */
  return take_span (&cursor, wire_cursor_be16 (&cursor));
}

/** Returns: the first protocol of ALPN (RFC 7301): what a client likes best, or a server chose;
 *   empty for none */
WireTlsSpan
wire_tls_extensions_get_first_alpn (WireTlsSpan extensions)
{
  WireTlsSpan content;
  WireCursor cursor;

  if (!wire_tls_extensions_find (extensions, WIRE_TLS_EXTENSION_ALPN, &content))
    return (WireTlsSpan){ 0 };
  cursor = wire_cursor_new (content.data, content.length);
  wire_cursor_skip (&cursor, 2);
  return take_span (&cursor, wire_cursor_u8 (&cursor));
}
