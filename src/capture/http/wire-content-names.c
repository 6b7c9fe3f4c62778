/* wire-content-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-names.h"

#include "capture/http/wire-content-lines.h"

#include <string.h>

/* Names of IANA's register. */
static const struct
{
  const char *name;
  WireContentName coding;
} NAMES[] = {
  { "gzip", WIRE_CONTENT_GZIP },
  { "deflate", WIRE_CONTENT_DEFLATE },
  { "br", WIRE_CONTENT_BROTLI },
  { "zstd", WIRE_CONTENT_ZSTANDARD },
};

/* Others than the registered names hold them: x-gzip of RFC 9110, and what servers make of it. */
static gboolean
find_coding (const char *name, WireContentName *coding)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (; *name; name = g_utf8_next_char (name))
    if (*name > ' ' && *name < 0x7f)
      g_string_append_c (word, g_ascii_tolower (*name));
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i].name, word->str)
        || (strlen (NAMES[i].name) > 3 && strstr (word->str, NAMES[i].name)))
      {
        *coding = NAMES[i].coding;
        return TRUE;
      }
  return FALSE;
}

/* Returns: whether @content_encoding is one that stands for a coding where no field names it */
static gboolean
find_line_ends (const char *content_encoding, WireContentName *coding)
{
  *coding =
      content_encoding == WIRE_CONTENT_LINE_FEEDS ? WIRE_CONTENT_LINES : WIRE_CONTENT_LAST_END;
  return content_encoding == WIRE_CONTENT_LINE_FEEDS
         || content_encoding == WIRE_CONTENT_WITHOUT_END;
}

/**
 * wire_content_parse_names:
 * @content_encoding: (nullable): the field's value
 * @codings: (out): the codings, in the order in which they were applied
 *
 * Returns: how many there are, or -1 where one is not known
 */
int
wire_content_parse_names (const char *content_encoding,
                          WireContentName codings[WIRE_CONTENT_MAX_CODINGS])
{
  g_auto (GStrv) words = g_strsplit (content_encoding ? content_encoding : "", ",", -1);
  guint n = 0;

  if (find_line_ends (content_encoding, codings))
    return 1;
  for (guint i = 0; words[i]; i++)
    {
      const char *word = g_strstrip (words[i]);

      if (*word == '\0' || g_ascii_strcasecmp (word, "identity") == 0)
        continue;
      if (n == WIRE_CONTENT_MAX_CODINGS || !find_coding (word, &codings[n++]))
        return -1;
    }
  return (int) n;
}

/** Returns: whether @content_encoding names a coding that is not undone here: the bytes are not
 * what they are of */
gboolean
wire_content_is_strange (const char *content_encoding)
{
  WireContentName codings[WIRE_CONTENT_MAX_CODINGS];

  return wire_content_parse_names (content_encoding, codings) < 0;
}

/** Whether @content_encoding, which may be %NULL, names anything but the bytes themselves. */
gboolean
wire_content_is_coded (const char *content_encoding)
{
  WireContentName codings[WIRE_CONTENT_MAX_CODINGS];

  return wire_content_parse_names (content_encoding, codings) != 0;
}
