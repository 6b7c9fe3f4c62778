/* wire-tls-fingerprint.c: JA3 and JA3S as Salesforce published them, and the plain JA4 of FoxIO
 *
 * Of the JA4 family, JA4 alone is free for all; the others are not computed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-fingerprint.h"

#include "base/wire-cursor.h"
#include "base/wire-gcrypt.h"
#include "capture/tls/wire-dtls-record.h"

#include <stdlib.h>

/* Numbers that are hashed: a hello has some dozens, a hostile one thousands. */
#define MAX_NUMBERS 512u

typedef struct
{
  guint16 values[MAX_NUMBERS];
  guint n;
} Numbers;

static void
add_number (Numbers *numbers, guint16 value)
{
  if (!wire_tls_is_grease (value) && numbers->n < MAX_NUMBERS)
    numbers->values[numbers->n++] = value;
}

/* Numbers of two bytes each. */
static Numbers
read_pairs (const guint8 *data, gsize length)
{
  Numbers numbers = { .n = 0 };
  WireCursor cursor = wire_cursor_new (data, length);

  while (wire_cursor_remaining (&cursor) >= 2)
    add_number (&numbers, wire_cursor_be16 (&cursor));
  return numbers;
}

/* A list that has its length in bytes in front. */
static Numbers
read_list (WireTlsSpan extensions, guint16 type)
{
  WireTlsSpan content;

  if (!wire_tls_extensions_find (extensions, type, &content) || content.length < 2)
    return (Numbers){ .n = 0 };
  return read_pairs (content.data + 2, content.length - 2);
}

static Numbers
read_formats (WireTlsSpan extensions)
{
  Numbers numbers = { .n = 0 };
  WireTlsSpan content;

  if (wire_tls_extensions_find (extensions, WIRE_TLS_EXTENSION_POINT_FORMATS, &content))
    for (gsize i = 1; i < content.length; i++)
      add_number (&numbers, content.data[i]);
  return numbers;
}

static Numbers
read_types (WireTlsSpan extensions)
{
  Numbers numbers = { .n = 0 };
  WireTlsSpan content;
  guint16 type;

  while (wire_tls_extensions_next (&extensions, &type, &content))
    add_number (&numbers, type);
  return numbers;
}

static void
append (GString *out, const Numbers *numbers, const char *format, char separator)
{
  for (guint i = 0; i < numbers->n; i++)
    {
      if (i > 0)
        g_string_append_c (out, separator);
      if (*format == 'x')
        g_string_append_printf (out, "%04x", numbers->values[i]);
      else
        g_string_append_printf (out, "%u", numbers->values[i]);
    }
}

/* JA3 */

static void
append_ja3 (GString *out, Numbers numbers)
{
  g_string_append_c (out, ',');
  append (out, &numbers, "u", '-');
}

static void
hash_md5 (const GString *text, guint8 *out)
{
  wire_gcrypt_begin ();
  gcry_md_hash_buffer (GCRY_MD_MD5, out, text->str, text->len);
}

/** Fills @ja3 with the fingerprint of a client. */
void
wire_tls_fingerprint_ja3 (const WireTlsHello *client, guint8 ja3[WIRE_TLS_JA3_LENGTH])
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u", client->version);
  append_ja3 (text, read_pairs (client->suites.data, client->suites.length));
  append_ja3 (text, read_types (client->extensions));
  append_ja3 (text, read_list (client->extensions, WIRE_TLS_EXTENSION_GROUPS));
  append_ja3 (text, read_formats (client->extensions));
  hash_md5 (text, ja3);
}

/** Fills @ja3s with the fingerprint of a server. */
void
wire_tls_fingerprint_ja3s (const WireTlsHello *server, guint8 ja3s[WIRE_TLS_JA3_LENGTH])
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u,%u", server->version, server->suite);
  append_ja3 (text, read_types (server->extensions));
  hash_md5 (text, ja3s);
}

/* JA4 */

static int
compare_numbers (const void *a, const void *b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

static void
sort (Numbers *numbers)
{
  qsort (numbers->values, numbers->n, sizeof *numbers->values, compare_numbers);
}

static const char *
get_ja4_version (const WireTlsHello *client)
{
  guint16 version = client->version;
  WireTlsSpan list;

  if (wire_tls_extensions_find (client->extensions, WIRE_TLS_EXTENSION_VERSIONS, &list)
      && list.length > 1)
    {
      Numbers offered = read_pairs (list.data + 1, list.length - 1);

      version = 0;
      for (guint i = 0; i < offered.n; i++)
        version = MAX (version, offered.values[i]);
    }
  switch (version)
    {
    case WIRE_TLS_1_3:
      return "13";
    case WIRE_TLS_1_2:
      return "12";
    case WIRE_TLS_1_1:
      return "11";
    case WIRE_TLS_1_0:
      return "10";
    case WIRE_DTLS_1_2:
      return "d2";
    case WIRE_DTLS_1_0:
      return "d1";
    case 0xfefc:
      return "d3";
    case 0x0300:
      return "s3";
    case 0x0002:
      return "s2";
    default:
      return "00";
    }
}

/* First and last letter of the first protocol; of its hexadecimal form where these are not letters
 * or digits. */
static void
append_ja4_alpn (GString *out, WireTlsSpan alpn)
{
  static const char HEX[] = "0123456789abcdef";
  guint8 first = alpn.length > 0 ? alpn.data[0] : '0';
  guint8 last = alpn.length > 0 ? alpn.data[alpn.length - 1] : '0';

  if (g_ascii_isalnum (first) && g_ascii_isalnum (last))
    g_string_append_printf (out, "%c%c", first, last);
  else
    g_string_append_printf (out, "%c%c", HEX[first >> 4], HEX[last & 15]);
}

/* The first twelve digits of SHA-256, or zeros where nothing is hashed. */
static void
append_ja4_hash (GString *out, const GString *text)
{
  guint8 digest[32] = { 0 };

  wire_gcrypt_begin ();
  if (text->len > 0)
    gcry_md_hash_buffer (GCRY_MD_SHA256, digest, text->str, text->len);
  g_string_append_c (out, '_');
  for (guint i = 0; i < 6; i++)
    g_string_append_printf (out, "%02x", digest[i]);
}

static void
append_ja4_suites (GString *out, Numbers *suites)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sort (suites);
  append (text, suites, "x", ',');
  append_ja4_hash (out, text);
}

static void
append_ja4_extensions (GString *out, const WireTlsHello *client, const Numbers *types)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Numbers signatures = read_list (client->extensions, WIRE_TLS_EXTENSION_SIGNATURES);
  Numbers rest = { .n = 0 };

  for (guint i = 0; i < types->n; i++)
    if (types->values[i] != WIRE_TLS_EXTENSION_SERVER_NAME
        && types->values[i] != WIRE_TLS_EXTENSION_ALPN)
      add_number (&rest, types->values[i]);
  sort (&rest);
  append (text, &rest, "x", ',');
  if (signatures.n > 0)
    {
      g_string_append_c (text, '_');
      append (text, &signatures, "x", ',');
    }
  append_ja4_hash (out, text);
}

/** Fills @ja4 with the fingerprint of a client over TCP, or of DTLS over UDP. */
void
wire_tls_fingerprint_ja4 (const WireTlsHello *client, char ja4[WIRE_TLS_JA4_SIZE])
{
  g_autoptr (GString) out = g_string_new (wire_dtls_is_version (client->version) ? "d" : "t");
  Numbers suites = read_pairs (client->suites.data, client->suites.length);
  Numbers types = read_types (client->extensions);
  WireTlsSpan name;
  gboolean named =
      wire_tls_extensions_find (client->extensions, WIRE_TLS_EXTENSION_SERVER_NAME, &name);

  g_string_append (out, get_ja4_version (client));
  g_string_append_printf (out, "%c%02u%02u", named ? 'd' : 'i', MIN (suites.n, 99),
                          MIN (types.n, 99));
  append_ja4_alpn (out, wire_tls_extensions_get_first_alpn (client->extensions));
  append_ja4_suites (out, &suites);
  append_ja4_extensions (out, client, &types);
  g_strlcpy (ja4, out->str, WIRE_TLS_JA4_SIZE);
}
