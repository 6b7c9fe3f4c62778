/* wire-ftp-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-address.h"

/* Reads a number of at most @limit at *@at and moves past it. */
static gboolean
read_number (const char **at, guint limit, guint *number)
{
  const char *begin = *at;

  *number = 0;
  for (; g_ascii_isdigit (**at) && *number <= limit; (*at)++)
    *number = *number * 10 + (guint) (**at - '0');
  return *at > begin && *number <= limit && !g_ascii_isdigit (**at);
}

/* h1,h2,h3,h4,p1,p2 of RFC 959, section 4.1.2 */
static gboolean
read_six (const char *text, WireFtpAddress *address)
{
  guint numbers[6];

  for (guint i = 0; i < 6; i++)
    {
      while (*text == ' ')
        text++;
      if (!read_number (&text, 255, &numbers[i]) || (i < 5 && *text++ != ','))
        return FALSE;
    }
  *address = (WireFtpAddress){ .family = WIRE_FAMILY_IPV4 };
  for (guint i = 0; i < 4; i++)
    address->address[i] = (guint8) numbers[i];
  address->port = (guint16) (numbers[4] << 8 | numbers[5]);
  return address->port != 0;
}

/** Reads the argument of PORT. Returns: whether it is one */
gboolean
wire_ftp_address_parse_port (const char *argument, WireFtpAddress *address)
{
  return read_six (argument, address);
}

/** Reads the text of a reply 227. Some servers write no parentheses, so that the first six numbers
 * count (RFC 1123, section 4.1.2.6). Returns: whether it has an address */
gboolean
wire_ftp_address_parse_pasv (const char *reply, WireFtpAddress *address)
{
  for (const char *at = reply; *at; at++)
    if (g_ascii_isdigit (*at) && (at == reply || !g_ascii_isdigit (at[-1]))
        && read_six (at, address))
      return TRUE;
  return FALSE;
}

/* |protocol|address|port| with any delimiter (RFC 2428); protocol and address may be empty. */
static gboolean
read_fields (const char *text, WireFtpAddress *address)
{
  const char delimiter[] = { *text, '\0' };
  g_auto (GStrv) fields = NULL;
  const char *digits;
  WireFamily family;
  guint port;

  if (*text <= ' ' || g_ascii_isalnum (*text))
    return FALSE;
  fields = g_strsplit (text + 1, delimiter, 4);
  if (g_strv_length (fields) < 4)
    return FALSE;
  digits = fields[2];
  *address = (WireFtpAddress){ 0 };
  if (!read_number (&digits, G_MAXUINT16, &port) || *digits || port == 0)
    return FALSE;
  address->port = (guint16) port;
  if (*fields[1] && wire_address_parse (fields[1], &family, address->address))
    address->family = (guint8) family;
  return TRUE;
}

/** Reads the argument of EPRT. Returns: whether it is one */
gboolean
wire_ftp_address_parse_eprt (const char *argument, WireFtpAddress *address)
{
  return read_fields (argument, address) && address->family != WIRE_FAMILY_NONE;
}

/** Reads the text of a reply 229. Returns: whether it has a port */
gboolean
wire_ftp_address_parse_epsv (const char *reply, WireFtpAddress *address)
{
  const char *begin = strchr (reply, '(');

  return begin && read_fields (begin + 1, address);
}
