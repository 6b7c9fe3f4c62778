/* wire-dcc-offer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/irc/wire-dcc-offer.h"

#include <string.h>

void
wire_dcc_offer_clear (WireDccOffer *self)
{
  g_free (self->name);
  g_free (self->from);
  g_free (self->token);
  *self = (WireDccOffer){ 0 };
}

static gboolean
read_number (const char *text, guint64 limit, guint64 *number)
{
  return text && g_ascii_string_to_unsigned (text, 10, 0, limit, number, NULL);
}

/* An IPv4 address is one number in host order; some clients write addresses as they are. */
static gboolean
read_address (const char *text, WireDccOffer *offer)
{
  WireFamily family;
  guint64 number;

  if (read_number (text, G_MAXUINT32, &number))
    {
      for (guint i = 0; i < 4; i++)
        offer->address[i] = (guint8) (number >> (24 - 8 * i));
      offer->family = WIRE_FAMILY_IPV4;
      return TRUE;
    }
  if (!text || !wire_address_parse (text, &family, offer->address))
    return FALSE;
  offer->family = (guint8) family;
  return TRUE;
}

/* Returns: (transfer full) (nullable): the name, which may be in quotes, at *@at, which is moved
 *   after it */
static char *
take_name (const char **at)
{
  const char *begin = *at;
  const char *end = *begin == '"' ? strchr (begin + 1, '"') : strchr (begin, ' ');

  if (!end)
    return NULL;
  begin += *begin == '"';
  *at = end + (*end == '"');
  *at += strspn (*at, " ");
  return end > begin ? g_strndup (begin, (gsize) (end - begin)) : NULL;
}

/* Returns: (transfer full) (nullable): who speaks: what is before the `!` of a prefix */
static char *
take_prefix (const char *line)
{
  return *line == ':' ? g_strndup (line + 1, strcspn (line + 1, "! ")) : NULL;
}

/**
 * wire_dcc_offer_parse:
 * @line: of IRC, without its end
 * @offer: (out): cleared by the caller
 *
 * Returns: whether a file is offered
 */
gboolean
wire_dcc_offer_parse (const char *line, WireDccOffer *offer)
{
  const char *at = strstr (line, "\001DCC SEND ");
  g_autofree char *rest = NULL;
  g_auto (GStrv) words = NULL;
  guint64 port;
  guint n;

  *offer = (WireDccOffer){ .size = WIRE_DCC_UNKNOWN };
  if (!at || !strstr (line, "PRIVMSG "))
    return FALSE;
  at += strlen ("\001DCC SEND ");
  offer->name = take_name (&at);
  rest = g_strndup (at, strcspn (at, "\001"));
  words = g_strsplit (g_strstrip (rest), " ", 5);
  n = g_strv_length (words);
  if (!offer->name || n < 2 || !read_address (words[0], offer)
      || !read_number (words[1], G_MAXUINT16, &port))
    return FALSE;
  offer->port = (guint16) port;
  if (n > 2 && !read_number (words[2], G_MAXINT64, &offer->size))
    offer->size = WIRE_DCC_UNKNOWN;
  offer->token = n > 3 ? g_strdup (words[3]) : NULL;
  offer->from = take_prefix (line);
  return offer->port != 0 || offer->token;
}
