/* wire-notation-read.c: bytes back out of their notations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-notation.h"

#include "base/wire-hex.h"
#include "text/wire-text-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Readers return where the first character is that is wrong or missing, or this. */
#define NOTHING_WRONG G_MAXSIZE

typedef gsize (*Reader) (const char *text, GByteArray *out);

static void
append_byte (GByteArray *out, guint value)
{
  guint8 byte = (guint8) value;

  g_byte_array_append (out, &byte, 1);
}

static int
hex_pair (const char *p)
{
  if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1]))
    return -1;
  return g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]);
}

/* Python's escapes (“String and Bytes literals” in its reference), as far as bytes have them. */
static gsize
read_escape (const char *p, GByteArray *out)
{
  static const char NAMED[] = "a\ab\bf\fn\nr\rt\tv\v\\\\''\"\"";
  const char *named = p[1] ? strchr (NAMED, p[1]) : NULL;

  if (p[1] == 'x' && hex_pair (p + 2) >= 0)
    {
      append_byte (out, (guint) hex_pair (p + 2));
      return 4;
    }
  if (p[1] >= '0' && p[1] <= '7')
    {
      guint value = 0;
      gsize length = 1;

      for (; length <= 3 && p[length] >= '0' && p[length] <= '7'; length++)
        value = value * 8 + (guint) (p[length] - '0');
      append_byte (out, value);
      return length;
    }
  if (!named || (named - NAMED) % 2 != 0)
    return 0;
  append_byte (out, (guint8) named[1]);
  return 2;
}

/* With or without `b` and quotes around. */
static gsize
read_escapes (const char *text, GByteArray *out)
{
  const char *p = text;
  char quote = '\0';

  if ((p[0] == 'b' || p[0] == 'B') && (p[1] == '\'' || p[1] == '"'))
    p++;
  if (*p == '\'' || *p == '"')
    quote = *p++;
  while (*p && *p != quote)
    {
      gsize length = 1;

      if (*p == '\\')
        length = read_escape (p, out);
      else
        append_byte (out, (guint8) *p);
      if (length == 0)
        return (gsize) (p - text);
      p += length;
    }
  if (quote && *p == quote)
    p++;
  else if (quote)
    return (gsize) (p - text); /* the closing quote is missing */
  while (g_ascii_isspace (*p))
    p++;
  return *p ? (gsize) (p - text) : NOTHING_WRONG;
}

static int
base64_value (char c)
{
  if (g_ascii_isupper (c))
    return c - 'A';
  if (g_ascii_islower (c))
    return c - 'a' + 26;
  if (g_ascii_isdigit (c))
    return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static int
base32_value (char c)
{
  if (g_ascii_isupper (c))
    return c - 'A';
  return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/* White space may be anywhere, padding only at the end. Bits that fill no byte must be zero:
 * otherwise digits are missing or wrong. */
static gsize
read_digits (const char *text, int (*value_of) (char), guint width, GByteArray *out)
{
  guint32 buffer = 0;
  guint bits = 0;
  gsize i = 0;

  for (; text[i] && text[i] != '='; i++)
    {
      int value = value_of (text[i]);

      if (g_ascii_isspace (text[i]))
        continue;
      if (value < 0)
        return i;
      buffer = buffer << width | (guint) value;
      bits += width;
      if (bits >= 8)
        {
          bits -= 8;
          append_byte (out, buffer >> bits);
        }
    }
  if (bits >= width || (buffer & ((1u << bits) - 1)) != 0)
    return i > 0 ? i - 1 : 0;
  while (text[i] == '=' || g_ascii_isspace (text[i]))
    i++;
  return text[i] ? i : NOTHING_WRONG;
}

static gsize
read_base64 (const char *text, GByteArray *out)
{
  return read_digits (text, base64_value, 6, out);
}

static gsize
read_base32 (const char *text, GByteArray *out)
{
  return read_digits (text, base32_value, 5, out);
}

static gboolean
is_separator (char c)
{
  return g_ascii_isspace (c) || c == ',' || c == ';';
}

/* Numbers with something between them; @digits is how many one has where nothing is between. */
static gsize
read_numbers (const char *text, guint base, guint digits, GByteArray *out)
{
  gsize i = 0;

  while (text[i])
    {
      guint value = 0;
      gsize start = i;

      if (is_separator (text[i]))
        {
          i++;
          continue;
        }
      for (; i - start < digits && g_ascii_isdigit (text[i])
             && (guint) g_ascii_digit_value (text[i]) < base;
           i++)
        value = value * base + (guint) g_ascii_digit_value (text[i]);
      if (i == start || value > 255)
        return start;
      append_byte (out, value);
    }
  return NOTHING_WRONG;
}

static gsize
read_binary (const char *text, GByteArray *out)
{
  return read_numbers (text, 2, 8, out);
}

static gsize
read_decimal (const char *text, GByteArray *out)
{
  return read_numbers (text, 10, 3, out);
}

static gsize
read_octal (const char *text, GByteArray *out)
{
  return read_numbers (text, 8, 3, out);
}

static gsize
read_percent (const char *text, GByteArray *out)
{
  gsize i = 0;

  while (text[i])
    {
      int byte = text[i] == '%' ? hex_pair (text + i + 1) : (guint8) text[i];

      if (byte < 0)
        return i;
      append_byte (out, (guint) byte);
      i += text[i] == '%' ? 3 : 1;
    }
  return NOTHING_WRONG;
}

static gsize
read_quoted_printable (const char *text, GByteArray *out)
{
  gsize i = 0;

  while (text[i])
    {
      const char *p = text + i;

      if (*p != '=')
        {
          append_byte (out, (guint8) *p);
          i++;
        }
      else if (p[1] == '\n' || (p[1] == '\r' && p[2] == '\n'))
        i += p[1] == '\n' ? 2 : 3;
      else if (hex_pair (p + 1) >= 0)
        {
          append_byte (out, (guint) hex_pair (p + 1));
          i += 3;
        }
      else
        return i;
    }
  return NOTHING_WRONG;
}

static gsize
read_hex (const char *text, GByteArray *out)
{
  gsize offset = 0;
  g_autoptr (GBytes) bytes = wire_hex_decode (text, &offset);

  if (!bytes)
    return offset;
  g_byte_array_append (out, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  return NOTHING_WRONG;
}

/**
 * wire_notation_read:
 * @text: bytes in the notation, with whatever white space and separators people put between
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL and %WIRE_TEXT_ERROR_NOTATION naming the
 *   offset of the first wrong character
 */
GBytes *
wire_notation_read (WireNotation notation, const char *text, GError **error)
{
  static const Reader READERS[WIRE_N_NOTATIONS] = {
    [WIRE_NOTATION_HEX] = read_hex,
    [WIRE_NOTATION_ESCAPES] = read_escapes,
    [WIRE_NOTATION_BASE64] = read_base64,
    [WIRE_NOTATION_BASE32] = read_base32,
    [WIRE_NOTATION_BINARY] = read_binary,
    [WIRE_NOTATION_DECIMAL] = read_decimal,
    [WIRE_NOTATION_OCTAL] = read_octal,
    [WIRE_NOTATION_PERCENT] = read_percent,
    [WIRE_NOTATION_QUOTED_PRINTABLE] = read_quoted_printable,
  };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize offset = READERS[notation](text, bytes);

  if (offset != NOTHING_WRONG)
    {
      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_NOTATION,
                   /* Translators: the name of a notation: hex, base64 */
                   _ ("This is not %s: wrong or missing character at offset %zu."),
                   wire_notation_get_key (notation), offset);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
reads_as (WireNotation notation, const char *text)
{
  g_autoptr (GBytes) bytes = wire_notation_read (notation, text, NULL);

  return bytes != NULL;
}

/**
 * wire_notation_guess:
 * @text: what somebody pasted
 *
 * Returns: the notation that it most looks like: what is unmistakable first (`b'…'`, `%41`), then
 *   digits from the fewest to the most
 */
WireNotation
wire_notation_guess (const char *text)
{
  static const WireNotation BY_DIGITS[] = { WIRE_NOTATION_BINARY, WIRE_NOTATION_HEX,
                                            WIRE_NOTATION_DECIMAL, WIRE_NOTATION_BASE32,
                                            WIRE_NOTATION_BASE64 };

  if (g_str_has_prefix (text, "b'") || g_str_has_prefix (text, "b\""))
    return WIRE_NOTATION_ESCAPES;
  if (strchr (text, '%') && reads_as (WIRE_NOTATION_PERCENT, text))
    return WIRE_NOTATION_PERCENT;
  for (gsize i = 0; i < G_N_ELEMENTS (BY_DIGITS); i++)
    if (reads_as (BY_DIGITS[i], text))
      return BY_DIGITS[i];
  if (strchr (text, '=') && reads_as (WIRE_NOTATION_QUOTED_PRINTABLE, text))
    return WIRE_NOTATION_QUOTED_PRINTABLE;
  return WIRE_NOTATION_ESCAPES;
}
