/* wire-zeek-addresses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-addresses.h"

#include <arpa/inet.h>
#include <string.h>

/** Adds @address, which is taken, where it is not there yet. */
void
wire_zeek_addresses_add (GPtrArray *addresses, char *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (g_str_equal (g_ptr_array_index (addresses, i), address))
      {
        g_free (address);
        return;
      }
  if (addresses->len < WIRE_ZEEK_MAX_ADDRESSES)
    g_ptr_array_add (addresses, address);
  else
    g_free (address);
}

/** Adds the addresses in @text without names and brackets: `a@b` of `FROM:<a@b> SIZE=1`. */
void
wire_zeek_addresses_add_bare (GPtrArray *addresses, const char *text)
{
  const char *end = text;

  for (const char *at = strchr (text, '@'); at; at = strchr (end, '@'))
    {
      const char *begin = at;

      while (begin > end && !strchr ("<,: \t@", begin[-1]))
        begin--;
      end = at + 1 + strcspn (at + 1, ">,; \t");
      if (begin < at && end > at + 1)
        wire_zeek_addresses_add (addresses, g_strndup (begin, (gsize) (end - begin)));
    }
}

/* Returns: the end of the address that begins at @text: a comma that is not in a name in quotes */
static const char *
find_comma (const char *text)
{
  const char *quote = *text == '"' ? strchr (text + 1, '"') : NULL;

  if (quote)
    text = quote + 1;
  return text + strcspn (text, ",");
}

/** Adds the addresses in @text, the value of a field, with their names: `"A, B" <a@b>`. */
void
wire_zeek_addresses_add_named (GPtrArray *addresses, const char *text)
{
  while (*text)
    {
      const char *end;
      char *address;

      while (*text == ',' || g_ascii_isspace (*text))
        text++;
      end = find_comma (text);
      address = g_strstrip (g_strndup (text, (gsize) (end - text)));
      if (strchr (address, '@'))
        wire_zeek_addresses_add (addresses, address);
      else
        g_free (address);
      text = end;
    }
}

static gboolean
is_of_address (char c)
{
  return g_ascii_isxdigit (c) || c == '.' || c == ':';
}

static gboolean
is_wrapped (char before, char after)
{
  return (before == '[' && after == ']') || (before == '(' && after == ')')
         || (before == '{' && after == '}') || (before == ' ' && after == ' ');
}

static gboolean
is_address (const char *text)
{
  guint8 bytes[16];

  return inet_pton (AF_INET, text, bytes) == 1
         || (strchr (text, ':') && inet_pton (AF_INET6, text, bytes) == 1);
}

/**
 * wire_zeek_addresses_find_ip:
 * @text: any text
 * @wrapped: only those between blanks or in brackets
 *
 * Returns: (transfer full) (element-type utf8): addresses of IPv4 and IPv6 in @text
 */
GPtrArray *
wire_zeek_addresses_find_ip (const char *text, gboolean wrapped)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  char before = '\0';

  while (*text && found->len < WIRE_ZEEK_MAX_ADDRESSES)
    {
      gsize n = 0;
      g_autofree char *word = NULL;

      while (is_of_address (text[n]))
        n++;
      if (n == 0)
        {
          before = *text++;
          continue;
        }
      word = n < 64 ? g_strndup (text, n) : NULL;
      if (word && is_address (word) && (!wrapped || is_wrapped (before, text[n])))
        g_ptr_array_add (found, g_steal_pointer (&word));
      before = text[n - 1];
      text += n;
    }
  return found;
}
