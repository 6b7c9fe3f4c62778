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

/* What a byte by itself is shown as: @text, of @length characters; 0 where it may begin a character
 * of several bytes. */
typedef struct
{
  char text[4];
  guint8 length;
} Shown;

/* The longest that a byte becomes. Longer escapes are of characters that are long themselves. */
#define MOST_PER_BYTE sizeof ((Shown *) NULL)->text

/* Bytes of what is made without asking for memory twice: names are short, and tables are full of
 * them.
 */
#define SMALL 1024u

static Shown
show_byte (guint byte)
{
  static const char DIGITS[] = "0123456789abcdef";

  switch (byte)
    {
    case '\n':
      return (Shown){ { '\\', 'n' }, 2 };
    case '\r':
      return (Shown){ { '\\', 'r' }, 2 };
    case '\t':
      return (Shown){ { '\\', 't' }, 2 };
    default:
      if (byte >= 0x20 && byte < 0x7f)
        return (Shown){ { (char) byte }, 1 };
      return (Shown){ { '\\', 'x', DIGITS[byte >> 4], DIGITS[byte & 15] }, 4 };
    }
}

static gpointer
make_table (gpointer data)
{
  Shown *table = g_new (Shown, 256);

  (void) data;
  for (guint byte = 0; byte < 256; byte++)
    table[byte] = byte >= 0xc2 && byte <= 0xf4 ? (Shown){ 0 } : show_byte (byte);
  return table;
}

/* Returns: (array fixed-size=256): by byte; what begins a character of UTF-8 as RFC 3629, section
 * 4, says
 */
static const Shown *
get_table (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_table, NULL);
}

static char *
put_byte (char *out, guint byte)
{
  const Shown shown = show_byte (byte);

  memcpy (out, shown.text, sizeof shown.text);
  return out + shown.length;
}

static char *
put_hidden (char *out, gunichar c)
{
  if (c < 0x100)
    return put_byte (out, c);
  return out + g_snprintf (out, 11, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

/* @p: (inout): what may begin a character of several bytes. Returns: the end of what is shown of it
 */
static char *
put_character (char *out, const char **p, const char *end)
{
  gboolean goes_on = *p + 1 < end && ((*p)[1] & 0xc0) == 0x80;
  gunichar c = goes_on ? g_utf8_get_char_validated (*p, end - *p) : G_MAXUINT32;
  gsize length = 1;

  if (c >= 0x110000) /* GLib answers (gunichar) -1 and -2 for bad and cut sequences */
    out = put_byte (out, (guint8) * *p);
  else
    {
      length = (gsize) (g_utf8_next_char (*p) - *p);
      out = wire_printable_hides (c) ? put_hidden (out, c)
                                     : (char *) memcpy (out, *p, length) + length;
    }
  *p += length;
  return out;
}

/* Large pieces of binary data are shown as they come in: of most bytes, one look into a table says
 * all. Returns: the end of what is shown */
static char *
put_all (char *out, const char *p, gsize length)
{
  const Shown *table = get_table ();
  const char *end = p + length;

  while (p < end)
    {
      const Shown *shown = &table[(guint8) *p];

      if (shown->length == 0)
        {
          out = put_character (out, &p, end);
          continue;
        }
      memcpy (out, shown->text, sizeof shown->text);
      out += shown->length;
      p++;
    }
  return out;
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
  char small[SMALL];
  char *large = length < SMALL / MOST_PER_BYTE ? NULL : g_malloc_n (length + 1, MOST_PER_BYTE);
  char *end = put_all (large ? large : small, bytes, length);

  *end++ = '\0';
  return large ? g_realloc (large, (gsize) (end - large))
               : g_memdup2 (small, (gsize) (end - small));
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
