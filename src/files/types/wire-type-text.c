/* wire-type-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-text.h"

/* Control characters that text has: tab, line feed, form feed, carriage return, escape. */
static gboolean
is_text_byte (guint8 byte)
{
  return byte >= 0x20
             ? byte != 0x7f
             : byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r' || byte == 0x1b;
}

static gboolean
is_utf8 (const guint8 *head, gsize length, gboolean is_whole)
{
  const char *end;

  if (g_utf8_validate ((const char *) head, (gssize) length, &end))
    return TRUE;
  /* The head may end in the middle of a character. */
  return !is_whole && length - (gsize) (end - (const char *) head) < 4;
}

static gboolean
is_utf16 (const guint8 *head, gsize length, gboolean big_endian)
{
  guint odd = 0;

  for (gsize i = 2; i + 1 < length; i += 2)
    {
      guint unit =
          big_endian ? (guint) (head[i] << 8 | head[i + 1]) : (guint) (head[i + 1] << 8 | head[i]);

      odd += unit < 0x20 && !is_text_byte ((guint8) unit);
    }
  return odd == 0;
}

/**
 * wire_text_recognise:
 * @head: the beginning of a file
 * @length: how much of it
 * @is_whole: it is all of the file
 * @is_certain: (out): it is UTF-8 or has a mark; otherwise any bytes without control characters
 * would do, and a signature, however short, tells more
 *
 * Returns: (nullable): which encoding the text has, in words for people, or %NULL where the bytes
 * are no text
 */
const char *
wire_text_recognise (const guint8 *head, gsize length, gboolean is_whole, gboolean *is_certain)
{
  *is_certain = TRUE;
  if (length >= 2 && head[0] == 0xff && head[1] == 0xfe)
    return is_utf16 (head, length, FALSE) ? "UTF-16 text" : NULL;
  if (length >= 2 && head[0] == 0xfe && head[1] == 0xff)
    return is_utf16 (head, length, TRUE) ? "UTF-16 text" : NULL;
  for (gsize i = 0; i < length; i++)
    if (!is_text_byte (head[i]))
      return NULL;
  *is_certain = is_utf8 (head, length, is_whole);
  return *is_certain ? "text" : "text in an 8-bit encoding";
}
