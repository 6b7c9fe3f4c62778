/* wire-zeek-mime.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-mime.h"

#include <string.h>

/* Fewer characters are not called text. */
#define LEAST_TEXT 10u

/* Types that go by another name in Zeek's signatures. */
static const struct
{
  const char *type;
  const char *zeek;
} NAMES[] = {
  { "application/vnd.microsoft.portable-executable", "application/x-dosexec" },
  { "application/x-msdownload", "application/x-dosexec" },
  { "application/x-ms-dos-executable", "application/x-dosexec" },
  { "image/vnd.microsoft.icon", "image/x-icon" },
  { "application/x-shockwave-flash", "application/x-shockwave-flash" },
  { "application/vnd.adobe.flash.movie", "application/x-shockwave-flash" },
  { "application/x-gzip", "application/x-gzip" },
  { "application/gzip", "application/x-gzip" },
  { "application/x-rar", "application/x-rar" },
  { "application/vnd.rar", "application/x-rar" },
  { "application/x-bzip", "application/x-bzip2" },
  { "application/javascript", "text/plain" },
  { "text/javascript", "text/plain" },
  { "text/css", "text/plain" },
  { "text/csv", "text/plain" },
};

static gboolean
begins (const char *text, gsize length, const char *word)
{
  gsize size = strlen (word);

  return length >= size && g_ascii_strncasecmp (text, word, size) == 0;
}

static gboolean
begins_with_any (const char *text, gsize length, const char *const *words)
{
  for (; *words; words++)
    if (begins (text, length, *words))
      return TRUE;
  return FALSE;
}

/* No control characters but blanks, in ASCII or UTF-8 that may be cut at its end. */
static gboolean
is_text (const char *bytes, gsize length)
{
  const char *end;

  for (gsize i = 0; i < length; i++)
    if ((guchar) bytes[i] < 0x20 && !strchr ("\t\n\r\f\v\b\033", bytes[i]))
      return FALSE;
  if (memchr (bytes, 0, length))
    return FALSE;
  return g_utf8_validate (bytes, (gssize) length, &end) || (gsize) (end - bytes) + 4 > length;
}

static const char *
guess_text (const char *text, gsize length)
{
  static const char *const HTML[] = { "<!doctype html", "<html",   "<head", "<title",  "<body",
                                      "<table",         "<script", "<h1",   "<a href", NULL };
  const char *begin = text;
  gsize whole = length;

  while (length > 0
         && (g_ascii_isspace (*begin) || (guchar) *begin == 0xef || (guchar) *begin == 0xbb
             || (guchar) *begin == 0xbf))
    begin++, length--;
  if (begins_with_any (begin, length, HTML))
    return "text/html";
  if (begins (begin, length, "<?xml"))
    return g_strstr_len (begin, (gssize) length, "<!DOCTYPE html") ? "text/html"
                                                                   : "application/xml";
  if (begins (begin, length, "<!--") && g_strstr_len (begin, (gssize) length, "<html"))
    return "text/html";
  return whole >= LEAST_TEXT && is_text (text, whole) ? "text/plain" : NULL;
}

static gboolean
is_json (const char *text, gsize length)
{
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  if (length < 2 || (*text != '{' && *text != '['))
    return FALSE;
  text++, length--;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && (strchr ("\"{[]}-", *text) || g_ascii_isdigit (*text));
}

static const char *
rename_type (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i].type, type))
      return NAMES[i].zeek;
  return type;
}

/**
 * wire_zeek_mime_guess:
 * @bytes: the beginning of a file
 * @length: of @bytes
 * @type: (nullable): its type by Wirecase
 *
 * Zeek knows fewer kinds of text, and has its own names for some types.
 *
 * Returns: (transfer full) (nullable): the type
 */
char *
wire_zeek_mime_guess (const void *bytes, gsize length, const char *type)
{
  const char *text;

  if (length == 0)
    return NULL;
  if (type && !g_str_has_prefix (type, "text/") && !g_str_equal (type, "application/json")
      && !g_str_equal (type, "application/octet-stream") && !g_str_equal (type, "application/xml")
      && !g_str_equal (type, "application/javascript") && !g_str_has_suffix (type, "+xml"))
    return g_strdup (rename_type (type));
  text = guess_text (bytes, length);
  if (text && g_str_equal (text, "text/plain") && is_json (bytes, length))
    text = "text/json";
  return g_strdup (text);
}
