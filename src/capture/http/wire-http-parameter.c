/* wire-http-parameter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-parameter.h"

#include <gmime/gmime.h>
#include <string.h>

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

/* Returns: what follows the value at @text; appended to @out. Browsers write a quotation mark in a
 * name as %22 and leave a backslash alone, though RFC 9110 has it quote: before anything but these
 * two it stays, as `C:\fakepath\a.txt` shows. */
static const char *
read_value (const char *text, GString *out)
{
  if (*text != '"')
    {
      gsize n = strcspn (text, ";");

      while (n > 0 && g_ascii_isspace (text[n - 1]))
        n--;
      g_string_append_len (out, text, (gssize) n);
      return text + strcspn (text, ";");
    }
  for (text++; *text && *text != '"'; text++)
    {
      if (*text == '\\' && (text[1] == '"' || text[1] == '\\'))
        text++;
      g_string_append_c (out, *text);
    }
  return text + strcspn (text, ";");
}

/**
 * wire_http_find_parameter:
 * @value: of a field, such as `form-data; name="a"` (RFC 9110, section 5.6.6)
 * @name: of the parameter, in any case
 *
 * Returns: (transfer full) (nullable): the value of the first parameter of that name
 */
char *
wire_http_find_parameter (const char *value, const char *name)
{
  gsize first = strcspn (value, ";");
  const char *at = memchr (value, '=', first) ? value : strchr (value, ';');

  /* Without a kind before it, the first part is a parameter, too, as browsers read it. */
  while (at && (*at == ';' || at == value))
    {
      g_autoptr (GString) found = g_string_new (NULL);
      const char *begin = skip_blanks (*at == ';' ? at + 1 : at);
      gsize length = strcspn (begin, "=; \t");
      const char *equals = skip_blanks (begin + length);

      if (*equals != '=')
        {
          at = strchr (begin, ';');
          continue;
        }
      at = read_value (skip_blanks (equals + 1), found);
      if (length == strlen (name) && g_ascii_strncasecmp (begin, name, length) == 0)
        return g_string_free (g_steal_pointer (&found), FALSE);
    }
  return NULL;
}

/* RFC 8187: a character set, a language, and text with percent codes. */
static char *
decode_extended (const char *value)
{
  const char *first = strchr (value, '\'');
  const char *second = first ? strchr (first + 1, '\'') : NULL;
  g_autofree char *charset = first ? g_strndup (value, (gsize) (first - value)) : NULL;
  g_autofree char *plain = second ? g_uri_unescape_string (second + 1, "") : NULL;

  if (!plain)
    return NULL;
  if (g_ascii_strcasecmp (charset, "UTF-8") == 0)
    return g_utf8_make_valid (plain, -1);
  return g_convert (plain, -1, "UTF-8", charset, NULL, NULL, NULL);
}

/* Names in several pieces (RFC 2231, section 3). */
#define MAX_PIECES 32u

/* Returns: (transfer full) (nullable): `filename*0`, `filename*1*` … joined */
static char *
join_pieces (const char *disposition)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  gboolean extended = FALSE;

  for (guint i = 0; i < MAX_PIECES; i++)
    {
      g_autofree char *plain = g_strdup_printf ("filename*%u", i);
      g_autofree char *coded = g_strconcat (plain, "*", NULL);
      g_autofree char *piece = wire_http_find_parameter (disposition, coded);

      if (i == 0)
        extended = piece != NULL;
      if (!piece)
        piece = wire_http_find_parameter (disposition, plain);
      if (!piece)
        break;
      g_string_append (joined, piece);
    }
  if (joined->len == 0)
    return NULL;
  return extended ? decode_extended (joined->str) : g_utf8_make_valid (joined->str, -1);
}

/* Returns: the end of the encoded word at @word, or %NULL where none is there */
static const char *
find_word_end (const char *word)
{
  const char *coding = strchr (word + 2, '?');
  const char *text = coding ? strchr (coding + 1, '?') : NULL;
  const char *end = text ? strstr (text + 1, "?=") : NULL;

  return end ? end + 2 : NULL;
}

static char *
decode_word (const char *word, const char *end)
{
  static gsize once;
  g_autofree char *alone = g_strndup (word, (gsize) (end - word));

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
  return g_mime_utils_header_decode_text (NULL, alone);
}

static gboolean
is_blank (const char *from, const char *to)
{
  while (from < to && g_ascii_isspace (*from))
    from++;
  return from == to;
}

/* Encoded words one by one: GMime takes the padding of one for the end of all. Blanks between them
 * are none of the name (RFC 2047, section 6.2). */
static char *
decode_words (const char *value)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *rest = value;
  const char *word = strstr (value, "=?");

  while (word)
    {
      const char *end = find_word_end (word);
      g_autofree char *decoded = end ? decode_word (word, end) : NULL;

      if (!decoded)
        break;
      if (name->len == 0 || !is_blank (rest, word))
        g_string_append_len (name, rest, word - rest);
      g_string_append (name, decoded);
      rest = end;
      word = strstr (rest, "=?");
    }
  g_string_append (name, rest);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Browsers undo what servers write although RFC 6266 has no room for it: encoded words (RFC 2047)
 * and percent codes, which forms (RFC 7578) do not have. */
static char *
decode_plain (const char *disposition, const char *value)
{
  gboolean form = g_ascii_strncasecmp (disposition, "form-data", strlen ("form-data")) == 0;
  g_autofree char *decoded = NULL;

  if (strstr (value, "=?"))
    decoded = decode_words (value);
  else if (strchr (value, '%') && !form)
    decoded = g_uri_unescape_string (value, "/\\");
  if (!decoded || !*decoded || !g_utf8_validate (decoded, -1, NULL))
    return g_utf8_make_valid (value, -1);
  return g_steal_pointer (&decoded);
}

/* Single quotes around all of a name are no part of it, and Windows drops blanks and dots at its
 * end. */
static char *
trim (char *name)
{
  gsize length = strlen (name);

  if (length > 2 && *name == '\'' && name[length - 1] == '\'')
    {
      memmove (name, name + 1, length - 2);
      length -= 2;
    }
  while (length > 1 && (name[length - 1] == ' ' || name[length - 1] == '.'))
    length--;
  name[length] = '\0';
  return name;
}

/**
 * wire_http_find_file_name:
 * @disposition: a value of Content-Disposition (RFC 6266, RFC 7578)
 *
 * Returns: (transfer full) (nullable): the file name that it tells, as browsers read it, in UTF-8;
 *   `filename*` comes before `filename`
 */
char *
wire_http_find_file_name (const char *disposition)
{
  g_autofree char *extended = wire_http_find_parameter (disposition, "filename*");
  char *name = extended ? decode_extended (extended) : NULL;
  g_autofree char *plain = NULL;

  if (name)
    return trim (name);
  plain = wire_http_find_parameter (disposition, "filename");
  name = plain ? decode_plain (disposition, plain) : join_pieces (disposition);
  return name ? trim (name) : NULL;
}
