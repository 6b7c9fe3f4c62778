/* wire-guess-declared.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-guess-declared.h"

#include "text/wire-codec.h"

#include <string.h>

/* Where browsers look for a declaration (HTML Standard, section 13.2.3.2). */
#define BYTES_MOST 1024
#define NAME_MOST 40

/* What follows `charset` and `coding` at @text. Returns: (transfer full) (nullable): a codec */
static char *
take_name (const char *text, gsize length)
{
  gsize at = 0;
  gsize n = 0;
  g_autofree char *name = NULL;

  while (at < length && strchr ("\"' \t", text[at]))
    at++;
  if (at == length || (text[at] != '=' && text[at] != ':'))
    return NULL;
  for (at++; at < length && strchr ("\"' \t", text[at]);)
    at++;
  while (at + n < length && n < NAME_MOST
         && (g_ascii_isalnum (text[at + n]) || strchr ("-_.:+", text[at + n])))
    n++;
  if (n < 2)
    return NULL;
  name = g_strndup (text + at, n);
  return wire_codec_find (name, NULL);
}

/**
 * wire_guess_find_declared:
 * @bytes: how a text begins, in a codec that has ASCII in it
 * @length: in bytes
 *
 * `<meta charset=…>`, `<?xml … encoding="…"?>`, `Content-Type: …; charset=…` of mail and of
 * gettext,
 * `-*- coding: … -*-` (PEP 263). Whether it is true is for the caller to find out.
 *
 * Returns: (transfer full) (nullable): the codec, as it is called here
 */
char *
wire_guess_find_declared (const guint8 *bytes, gsize length)
{
  static const char *const WORDS[] = { "charset", "coding" };
  const char *text = (const char *) bytes;

  length = MIN (length, BYTES_MOST);
  for (gsize i = 0; i < length; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (WORDS); k++)
      {
        gsize word = strlen (WORDS[k]);
        char *codec = NULL;

        if (i + word < length && text[i] != '\0'
            && g_ascii_strncasecmp (text + i, WORDS[k], word) == 0)
          codec = take_name (text + i + word, length - i - word);
        if (codec)
          return codec;
      }
  return NULL;
}
