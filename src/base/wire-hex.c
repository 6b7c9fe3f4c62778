/* wire-hex.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-hex.h"

#include <string.h>

static const char DIGITS[] = "0123456789abcdef";

/**
 * wire_hex_encode:
 * @bytes: what to write
 * @length: its length in bytes
 * @separator: (nullable): put between two bytes, such as ":" or " "
 *
 * Returns: (transfer full): lower-case hexadecimal, two digits a byte
 */
char *
wire_hex_encode (const guint8 *bytes, gsize length, const char *separator)
{
  GString *out = g_string_sized_new (length * 3 + 1);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && separator)
        g_string_append (out, separator);
      g_string_append_c (out, DIGITS[bytes[i] >> 4]);
      g_string_append_c (out, DIGITS[bytes[i] & 0xf]);
    }
  return g_string_free (out, FALSE);
}

/**
 * wire_hex_append_line:
 * @out: gets one line, without a line end
 * @offset: printed in front, at least four digits
 * @bytes: at most %WIRE_HEX_LINE_BYTES bytes
 * @length: how many there are
 *
 * `0010  03 f2 03 be 40 00 80 06  …  ....@...`: offset, bytes in two groups of eight, ASCII.
 */
void
wire_hex_append_line (GString *out, guint64 offset, const guint8 *bytes, gsize length)
{
  g_return_if_fail (length <= WIRE_HEX_LINE_BYTES);

  g_string_append_printf (out, "%04" G_GINT64_MODIFIER "x ", offset);
  for (gsize i = 0; i < WIRE_HEX_LINE_BYTES; i++)
    {
      if (i % 8 == 0)
        g_string_append_c (out, ' ');
      if (i < length)
        {
          g_string_append_c (out, DIGITS[bytes[i] >> 4]);
          g_string_append_c (out, DIGITS[bytes[i] & 0xf]);
          g_string_append_c (out, ' ');
        }
      else
        g_string_append (out, "   ");
    }
  g_string_append_c (out, ' ');
  for (gsize i = 0; i < length; i++)
    g_string_append_c (out, g_ascii_isprint (bytes[i]) ? (char) bytes[i] : '.');
}

/**
 * wire_hex_dump:
 * @offset: the offset of the first byte
 * @bytes: what to write
 * @length: its length in bytes
 *
 * Returns: (transfer full): lines as wire_hex_append_line() makes them, each with its line end
 */
char *
wire_hex_dump (guint64 offset, const guint8 *bytes, gsize length)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i += WIRE_HEX_LINE_BYTES)
    {
      wire_hex_append_line (out, offset + i, bytes + i, MIN (length - i, WIRE_HEX_LINE_BYTES));
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/**
 * wire_hex_c_array:
 * @name: a C identifier
 * @bytes: what to write
 * @length: its length in bytes
 *
 * Returns: (transfer full): a definition that a C compiler takes, for tests and reports
 */
char *
wire_hex_c_array (const char *name, const guint8 *bytes, gsize length)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "static const unsigned char %s[%" G_GSIZE_FORMAT "] = {", name,
                          length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (out, "%s0x%02x,", i % 12 == 0 ? "\n  " : " ", bytes[i]);
  g_string_append (out, "\n};\n");
  return g_string_free (out, FALSE);
}

/**
 * wire_hex_decode:
 * @text: hexadecimal digits; white space and the separators `: - , .` may be between bytes,
 *   and a byte may begin with `0x` or `\x`
 * @bad_offset: (out) (optional): where in @text the first wrong character is
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL where @text is not hexadecimal
 */
GBytes *
wire_hex_decode (const char *text, gsize *bad_offset)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *p = text;

  while (*p)
    {
      if (g_ascii_isspace (*p) || strchr (":-,.", *p))
        {
          p++;
          continue;
        }
      if ((p[0] == '0' || p[0] == '\\') && (p[1] == 'x' || p[1] == 'X'))
        p += 2;
      if (!g_ascii_isxdigit (p[0]) || !g_ascii_isxdigit (p[1]))
        {
          if (bad_offset)
            *bad_offset = (gsize) (g_ascii_isxdigit (p[0]) ? p + 1 - text : p - text);
          return NULL;
        }

      guint8 byte = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
      g_byte_array_append (bytes, &byte, 1);
      p += 2;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * wire_hex_parse_needle:
 * @text: what somebody looks for
 * @is_text: (out): whether @text is meant as it is
 *
 * `0x47 49 46` means bytes; everything else is text.
 *
 * Returns: (transfer full) (nullable): the bytes to find; %NULL where what follows `0x` is not
 *   hexadecimal, or nothing is to be found
 */
GBytes *
wire_hex_parse_needle (const char *text, gboolean *is_text)
{
  g_autoptr (GBytes) needle = NULL;

  *is_text = !g_str_has_prefix (text, "0x");
  needle = *is_text ? g_bytes_new (text, strlen (text)) : wire_hex_decode (text, NULL);
  return needle && g_bytes_get_size (needle) > 0 ? g_steal_pointer (&needle) : NULL;
}
