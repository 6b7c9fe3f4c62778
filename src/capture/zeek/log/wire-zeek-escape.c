/* wire-zeek-escape.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-escape.h"

#include <string.h>

/* Returns: the length of the character at @bytes where it is UTF-8 beyond ASCII, or 0. Control
 * characters of Latin-1 and Unicode's line ends would part a row for some readers. */
static gsize
measure_character (const char *bytes, gsize length)
{
  gunichar character = g_utf8_get_char_validated (bytes, (gssize) length);

  if (character == (gunichar) -1 || character == (gunichar) -2 || character < 0xa0
      || character == 0x2028 || character == 0x2029)
    return 0;
  return (gsize) g_unichar_to_utf8 (character, NULL);
}

static void
append_hex (GString *out, char byte)
{
  g_string_append_printf (out, "\\x%02x", (guchar) byte);
}

static gboolean
is_plain (char byte)
{
  return byte >= 0x20 && byte < 0x7f && byte != '\\';
}

/* What would be read as something else. */
static gboolean
is_reserved (const char *bytes, gsize length)
{
  return (length == 1 && *bytes == '-') || (length == 7 && memcmp (bytes, "(empty)", 7) == 0);
}

/**
 * wire_zeek_escape_tsv:
 * @out: gets the value
 * @bytes: any bytes
 * @length: of @bytes
 * @in_list: commas part values
 *
 * Appends a value of a table with tabs. A backslash is doubled, and what is not printable UTF-8 is
 * `\xNN`; nothing is `(empty)`.
 */
void
wire_zeek_escape_tsv (GString *out, const char *bytes, gsize length, gboolean in_list)
{
  gsize at = 0;

  if (length == 0)
    g_string_append (out, "(empty)");
  else if (is_reserved (bytes, length))
    append_hex (out, bytes[at++]);
  while (at < length)
    {
      gsize size = (guchar) bytes[at] < 0x80 ? 0 : measure_character (bytes + at, length - at);

      if (size > 0)
        g_string_append_len (out, bytes + at, (gssize) size);
      else if (bytes[at] == '\\')
        g_string_append (out, "\\\\");
      else if (is_plain (bytes[at]) && !(in_list && bytes[at] == ','))
        g_string_append_c (out, bytes[at]);
      else
        append_hex (out, bytes[at]);
      at += MAX (size, 1);
    }
}

static void
append_json_byte (GString *out, char byte)
{
  if (byte == '"' || byte == '\\')
    g_string_append_printf (out, "\\%c", byte);
  else if ((guchar) byte >= 0x80)
    g_string_append_printf (out, "\\\\x%02x", (guchar) byte);
  else if (byte >= 0x20 && byte != 0x7f)
    g_string_append_c (out, byte);
  else if (byte == '\n' || byte == '\t' || byte == '\r')
    g_string_append (out, byte == '\n' ? "\\n" : byte == '\t' ? "\\t" : "\\r");
  else
    g_string_append_printf (out, "\\u%04x", (guchar) byte);
}

/** Appends a string of JSON. A byte that is not UTF-8 is the four characters `\xNN`, as Zeek writes
 * it. */
void
wire_zeek_escape_json (GString *out, const char *bytes, gsize length)
{
  g_string_append_c (out, '"');
  for (gsize at = 0; at < length;)
    {
      gsize size = (guchar) bytes[at] < 0x80 ? 0 : measure_character (bytes + at, length - at);

      if (size > 0)
        g_string_append_len (out, bytes + at, (gssize) size);
      else
        append_json_byte (out, bytes[at]);
      at += MAX (size, 1);
    }
  g_string_append_c (out, '"');
}
