/* wire-notation.c: which notations there are, and how each is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-notation.h"

#include "base/wire-hex.h"

#include <string.h>

static const char *const KEYS[WIRE_N_NOTATIONS] = {
  "hex", "escapes", "base64", "base32", "binary", "decimal", "octal", "percent", "quoted-printable",
};

/* RFC 2045, section 6.7, rule 5: a line with its soft break has at most 76 characters. */
#define QUOTED_LINE_MAX 76

/** Returns: (transfer none): as the command line writes it */
const char *
wire_notation_get_key (WireNotation notation)
{
  return KEYS[notation];
}

/** Returns: %FALSE where no notation has this key */
gboolean
wire_notation_parse_key (const char *key, WireNotation *notation)
{
  for (guint i = 0; i < WIRE_N_NOTATIONS; i++)
    if (strcmp (key, KEYS[i]) == 0)
      {
        *notation = (WireNotation) i;
        return TRUE;
      }
  return FALSE;
}

/* Python's choice of quotes: single ones, unless the text holds those and no double ones. */
static void
write_escapes (const guint8 *bytes, gsize length, GString *out)
{
  char quote =
      length > 0 && memchr (bytes, '\'', length) && !memchr (bytes, '"', length) ? '"' : '\'';

  g_string_append_printf (out, "b%c", quote);
  for (gsize i = 0; i < length; i++)
    {
      const char *named = bytes[i] != 0 ? strchr ("\nn\rr\tt\\\\", bytes[i]) : NULL;

      if (named && (bytes[i] < 0x20 || bytes[i] == '\\'))
        g_string_append_printf (out, "\\%c", named[1]);
      else if (bytes[i] == quote)
        g_string_append_printf (out, "\\%c", quote);
      else if (g_ascii_isprint (bytes[i]))
        g_string_append_c (out, (char) bytes[i]);
      else
        g_string_append_printf (out, "\\x%02x", bytes[i]);
    }
  g_string_append_c (out, quote);
}

static void
write_base32 (const guint8 *bytes, gsize length, GString *out)
{
  static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  guint32 buffer = 0;
  guint bits = 0;

  for (gsize i = 0; i < length; i++)
    {
      buffer = buffer << 8 | bytes[i];
      for (bits += 8; bits >= 5; bits -= 5)
        g_string_append_c (out, DIGITS[buffer >> (bits - 5) & 31]);
    }
  if (bits > 0)
    g_string_append_c (out, DIGITS[buffer << (5 - bits) & 31]);
  while (out->len % 8 != 0)
    g_string_append_c (out, '=');
}

static void
write_binary (const guint8 *bytes, gsize length, GString *out)
{
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      for (int bit = 7; bit >= 0; bit--)
        g_string_append_c (out, bytes[i] >> bit & 1 ? '1' : '0');
    }
}

static void
write_numbers (const guint8 *bytes, gsize length, gboolean octal, GString *out)
{
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      g_string_append_printf (out, octal ? "%03o" : "%u", bytes[i]);
    }
}

static void
write_percent (const guint8 *bytes, gsize length, GString *out)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (bytes[i]) || (bytes[i] != 0 && strchr ("-._~", bytes[i])))
      g_string_append_c (out, (char) bytes[i]);
    else
      g_string_append_printf (out, "%%%02X", bytes[i]);
}

static void
write_quoted_printable (const guint8 *bytes, gsize length, GString *out)
{
  gsize line = out->len;

  for (gsize i = 0; i < length; i++)
    {
      gboolean last = i + 1 == length || bytes[i + 1] == '\n';
      gboolean plain = (bytes[i] > ' ' && bytes[i] < 0x7f && bytes[i] != '=')
                       || ((bytes[i] == ' ' || bytes[i] == '\t') && !last);

      if (bytes[i] == '\n')
        {
          g_string_append_c (out, '\n');
          line = out->len;
          continue;
        }
      if (out->len - line + (plain ? 1 : 3) >= QUOTED_LINE_MAX)
        {
          g_string_append (out, "=\n");
          line = out->len;
        }
      g_string_append_printf (out, plain ? "%c" : "=%02X", bytes[i]);
    }
}

/** Returns: (transfer full): @bytes in the notation, without a line end */
char *
wire_notation_write (WireNotation notation, const guint8 *bytes, gsize length)
{
  g_autoptr (GString) out = g_string_new (NULL);

  switch (notation)
    {
    case WIRE_NOTATION_ESCAPES:
      write_escapes (bytes, length, out);
      break;
    case WIRE_NOTATION_BASE64:
      return g_base64_encode (bytes, length);
    case WIRE_NOTATION_BASE32:
      write_base32 (bytes, length, out);
      break;
    case WIRE_NOTATION_BINARY:
      write_binary (bytes, length, out);
      break;
    case WIRE_NOTATION_DECIMAL:
    case WIRE_NOTATION_OCTAL:
      write_numbers (bytes, length, notation == WIRE_NOTATION_OCTAL, out);
      break;
    case WIRE_NOTATION_PERCENT:
      write_percent (bytes, length, out);
      break;
    case WIRE_NOTATION_QUOTED_PRINTABLE:
      write_quoted_printable (bytes, length, out);
      break;
    case WIRE_NOTATION_HEX:
    case WIRE_N_NOTATIONS:
    default:
      return wire_hex_encode (bytes, length, NULL);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
