/* wire-http-parameter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-parameter.h"

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

/**
 * wire_http_find_file_name:
 * @disposition: a value of Content-Disposition (RFC 6266, RFC 7578)
 *
 * Returns: (transfer full) (nullable): the file name that it tells, as UTF-8; `filename*` comes
 *   before `filename`
 */
char *
wire_http_find_file_name (const char *disposition)
{
  g_autofree char *extended = wire_http_find_parameter (disposition, "filename*");
  char *name = extended ? decode_extended (extended) : NULL;
  g_autofree char *plain = NULL;

  if (name)
    return name;
  plain = wire_http_find_parameter (disposition, "filename");
  return plain ? g_utf8_make_valid (plain, -1) : NULL;
}
