/* wire-printable.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"

#include <string.h>

/* Letters by their category, yet blank: the fillers of Hangul (Unicode Standard, section 18.6). */
static gboolean
is_blank_letter (gunichar c)
{
  return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
}

/**
 * wire_printable_hides:
 * @c: a character
 *
 * Whether @c prints nothing of its own but may hide something or change how others read: the
 * terminal's escape codes, the bidirectional controls by which `exe.gpj` can look like `jpg.exe`
 * (Unicode Standard Annex #9, section 2), soft hyphens, joiners, tags, blank letters. Unicode knows
 * them as controls, format characters, and line and paragraph separators. Any thread.
 */
gboolean
wire_printable_hides (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      /* The block of tags has unassigned places, which are shown as nothing too. */
      return is_blank_letter (c) || (c >= 0xe0000 && c <= 0xe007f);
    }
}

/* Not by printf(): large pieces of binary data are shown as they come in. */
static void
append_byte (GString *out, guint8 byte)
{
  static const char DIGITS[] = "0123456789abcdef";
  const char escape[4] = { '\\', 'x', DIGITS[byte >> 4], DIGITS[byte & 15] };

  g_string_append_len (out, escape, sizeof escape);
}

/* Returns: how many bytes from @p on are ASCII that prints itself */
static gsize
count_plain (const char *p, const char *end)
{
  const char *from = p;

  while (p < end && *p >= 0x20 && *p < 0x7f)
    p++;
  return (gsize) (p - from);
}

static void
append_escaped (GString *out, gunichar c)
{
  switch (c)
    {
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      if (c < 0x100)
        append_byte (out, (guint8) c);
      else if (c < 0x10000)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_printf (out, "\\U%08x", c);
    }
}

/**
 * wire_printable:
 * @bytes: any bytes; UTF-8 is recognised
 * @length: how many
 *
 * Makes one line of valid UTF-8 that hides nothing: line ends, and every character of which
 * wire_printable_hides() says so, are written as escapes (`\n`, `\x1b`, `\u202e`, `\U000e0041`),
 * and bytes that are not UTF-8 as `\xff`. For showing, never for giving back: a backslash in @bytes
 * stays single.
 *
 * Returns: (transfer full): the text. Any thread.
 */
char *
wire_printable (const void *bytes, gsize length)
{
  const char *p = bytes;
  const char *end = p + length;
  GString *out = g_string_sized_new (length + 1);

  while (p < end)
    {
      gsize plain = count_plain (p, end);
      gunichar c;

      g_string_append_len (out, p, (gssize) plain);
      p += plain;
      if (p == end)
        break;
      c = g_utf8_get_char_validated (p, end - p);

      /* GLib answers (gunichar) -1 and -2 for bad and cut sequences, and 0 or -2 for a NUL. */
      if (*p == '\0' || c >= 0x110000)
        {
          append_byte (out, (guint8) *p);
          p++;
          continue;
        }
      if (wire_printable_hides (c))
        append_escaped (out, c);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      p = g_utf8_next_char (p);
    }
  return g_string_free (out, FALSE);
}

/**
 * wire_printable_name:
 * @name: a file name or path in the file system's bytes
 *
 * Returns: (transfer full): wire_printable() of @name
 */
char *
wire_printable_name (const char *name)
{
  return wire_printable (name, strlen (name));
}
