/* wire-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-json.h"

#include "base/wire-printable.h"

#include <string.h>

/* Above the sixteen bits that one escape holds, two of them make a surrogate pair. */
static void
append_escape (GString *out, gunichar c)
{
  if (c < 0x10000)
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xd7c0 + (c >> 10), 0xdc00 + (c & 0x3ff));
}

static void
append_character (GString *out, const char *p)
{
  static const char SHORT[] = "\bb\ff\nn\rr\tt\"\"\\\\";
  const char *found = NULL;

  for (const char *pair = SHORT; *pair && !found; pair += 2)
    if (*pair == *p)
      found = pair;
  if (found)
    g_string_append_printf (out, "\\%c", found[1]);
  else if (wire_printable_hides (g_utf8_get_char (p)))
    append_escape (out, g_utf8_get_char (p));
  else
    g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

/* Returns: how many characters from @text on are printed as they are; nearly all are */
static gsize
count_plain (const char *text)
{
  gsize n = 0;

  while (text[n] >= ' ' && text[n] < 0x7f && text[n] != '"' && text[n] != '\\')
    n++;
  return n;
}

/**
 * wire_json_append_string:
 * @out: takes the string with its quotation marks
 * @text: any bytes up to a NUL
 *
 * Writes a string as RFC 8259, section 7, has it. Control characters (those of C1 too) and
 * characters that hide or reorder others are escaped, so that a terminal shows what is there; a
 * program reads the same characters as without. Bytes that are not UTF-8 are written as
 * wire_printable() writes them (`\xff`, with a backslash of its own). Any thread.
 */
void
wire_json_append_string (GString *out, const char *text)
{
  g_autofree char *printable = NULL;
  gsize plain = count_plain (text);

  g_string_append_c (out, '"');
  g_string_append_len (out, text, (gssize) plain);
  text += plain;
  if (*text && !g_utf8_validate (text, -1, NULL))
    text = printable = wire_printable_name (text);
  while (*text)
    {
      append_character (out, text);
      text = g_utf8_next_char (text);
      plain = count_plain (text);
      g_string_append_len (out, text, (gssize) plain);
      text += plain;
    }
  g_string_append_c (out, '"');
}
