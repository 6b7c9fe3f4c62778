/* wire-inet.c: RFC 4291 (IPv6), RFC 4632 (CIDR), RFC 3021 (networks of two addresses)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-inet.h"

#include "text/wire-notation.h"
#include "text/wire-text-error.h"

#include <arpa/inet.h>
#include <glib/gi18n.h>
#include <string.h>

/* Digits of 2^128 and its NUL. */
#define NUMBER_TEXT_MAX 40

static gboolean
parse_address (const char *text, WireInet *inet)
{
  inet->prefix = -1;
  inet->length = strchr (text, ':') ? 16 : 4;
  return inet_pton (inet->length == 16 ? AF_INET6 : AF_INET, text, inet->bytes) == 1;
}

/* Multiplies the number in @bytes by ten and adds a digit. Returns: %FALSE where it gets too big.
 */
static gboolean
push_digit (guint8 *bytes, guint length, guint digit)
{
  guint carry = digit;

  for (guint i = length; i-- > 0;)
    {
      guint value = bytes[i] * 10u + carry;

      bytes[i] = (guint8) value;
      carry = value >> 8;
    }
  return carry == 0;
}

/* Decimal. What fits into 32 bits is IPv4. Digits with a zero before them are bytes: 01020304. */
static gboolean
parse_number (const char *text, WireInet *inet)
{
  guint8 wide[WIRE_INET_BYTES_MAX] = { 0 };

  if (*text == '\0' || (text[0] == '0' && text[1] != '\0'))
    return FALSE;
  for (const char *p = text; *p; p++)
    if (!g_ascii_isdigit (*p) || !push_digit (wide, sizeof wide, (guint) (*p - '0')))
      return FALSE;

  gboolean small = TRUE;
  for (guint i = 0; i < 12; i++)
    small &= wide[i] == 0;
  inet->prefix = -1;
  inet->length = small ? 4 : 16;
  memcpy (inet->bytes, small ? wide + 12 : wide, inet->length);
  return TRUE;
}

static gboolean
parse_bytes (const char *text, WireNotation notation, WireInet *inet)
{
  g_autoptr (GBytes) bytes = wire_notation_read (notation, text, NULL);
  gsize length = bytes ? g_bytes_get_size (bytes) : 0;

  if (length != 4 && length != 16)
    return FALSE;
  memcpy (inet->bytes, g_bytes_get_data (bytes, NULL), length);
  inet->length = (guint) length;
  inet->prefix = -1;
  return TRUE;
}

/* A prefix length, or a mask whose ones come first: 255.255.255.0. */
static gboolean
parse_prefix (const char *text, WireInet *inet)
{
  WireInet mask, expected;
  guint64 bits;

  if (g_ascii_string_to_unsigned (text, 10, 0, inet->length * 8, &bits, NULL))
    {
      inet->prefix = (int) bits;
      return TRUE;
    }
  if (!parse_address (text, &mask) || mask.length != inet->length)
    return FALSE;
  for (inet->prefix = 0; inet->prefix <= (int) inet->length * 8; inet->prefix++)
    {
      wire_inet_get_mask (inet, &expected);
      if (memcmp (mask.bytes, expected.bytes, mask.length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
parse_with_prefix (const char *value, WireInet *inet)
{
  g_auto (GStrv) parts = g_strsplit_set (value, "/ ", 2);

  return parts[0] && parts[1] && parse_address (parts[0], inet)
         && parse_prefix (g_strstrip (parts[1]), inet);
}

/**
 * wire_inet_parse:
 * @value: an address as text, with a prefix length or mask or without; a number; or four or sixteen
 *   bytes as hexadecimal or as Python prints them
 *
 * Returns: %FALSE and %WIRE_TEXT_ERROR_ADDRESS where @value is none of these
 */
gboolean
wire_inet_parse (const char *value, WireInet *inet, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (value));
  gboolean escapes =
      strchr (text, '\\') || g_str_has_prefix (text, "b'") || g_str_has_prefix (text, "b\"");

  memset (inet, 0, sizeof *inet);
  if (parse_address (text, inet) || parse_with_prefix (text, inet) || parse_number (text, inet)
      || (!escapes && parse_bytes (text, WIRE_NOTATION_HEX, inet))
      || (escapes && parse_bytes (text, WIRE_NOTATION_ESCAPES, inet)))
    return TRUE;
  g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_ADDRESS,
               _ ("“%s” is not a network address: write it as IPv4 or IPv6 text, with or without a "
                  "prefix, as a number, or as four or sixteen bytes."),
               value);
  return FALSE;
}

/** Returns: (transfer full): as RFC 5952 writes it, without its prefix */
char *
wire_inet_to_text (const WireInet *self)
{
  char text[INET6_ADDRSTRLEN];

  inet_ntop (self->length == 16 ? AF_INET6 : AF_INET, self->bytes, text, sizeof text);
  return g_strdup (text);
}

/* Divides the number in @bytes by ten. Returns: what is left over. */
static guint
pop_digit (guint8 *bytes, guint length)
{
  guint rest = 0;

  for (guint i = 0; i < length; i++)
    {
      guint value = rest << 8 | bytes[i];

      bytes[i] = (guint8) (value / 10);
      rest = value % 10;
    }
  return rest;
}

static gboolean
is_zero (const guint8 *bytes, guint length)
{
  for (guint i = 0; i < length; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

static char *
number_to_text (guint8 *bytes, guint length)
{
  char digits[NUMBER_TEXT_MAX + 1];
  guint n = NUMBER_TEXT_MAX;

  digits[n] = '\0';
  do
    digits[--n] = (char) ('0' + pop_digit (bytes, length));
  while (n > 0 && !is_zero (bytes, length));
  return g_strdup (digits + n);
}

/** Returns: (transfer full): the bytes as one decimal number, the first the most significant */
char *
wire_inet_to_number (const WireInet *self)
{
  guint8 bytes[WIRE_INET_BYTES_MAX];

  memcpy (bytes, self->bytes, sizeof bytes);
  return number_to_text (bytes, self->length);
}

/** Returns: (transfer full): how shifts join the octets to the number: “146 << 24 | 176 << 16 | …”
 */
char *
wire_inet_to_shifts (const WireInet *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->length; i++)
    {
      guint shift = (self->length - 1 - i) * 8;

      g_string_append_printf (text, "%s%u", i > 0 ? " | " : "", self->bytes[i]);
      if (shift > 0)
        g_string_append_printf (text, " << %u", shift);
    }
  return g_string_free (text, FALSE);
}

/** Returns: (transfer full): eight binary digits an octet, with dots between */
char *
wire_inet_to_binary (const WireInet *self)
{
  char *text = wire_notation_write (WIRE_NOTATION_BINARY, self->bytes, self->length);

  return g_strdelimit (text, " ", self->length == 4 ? '.' : ':');
}

/** Fills @mask with as many ones as the prefix has bits. */
void
wire_inet_get_mask (const WireInet *self, WireInet *mask)
{
  *mask = (WireInet){ .length = self->length, .prefix = self->prefix };
  for (int bit = 0; bit < self->prefix; bit++)
    mask->bytes[bit / 8] |= (guint8) (0x80 >> bit % 8);
}

void
wire_inet_get_network (const WireInet *self, WireInet *network)
{
  WireInet mask;

  wire_inet_get_mask (self, &mask);
  *network = *self;
  for (guint i = 0; i < self->length; i++)
    network->bytes[i] &= mask.bytes[i];
}

/** The last address of the network; IPv4 broadcasts to it where wire_inet_get_hosts() says so. */
void
wire_inet_get_broadcast (const WireInet *self, WireInet *broadcast)
{
  WireInet mask;

  wire_inet_get_mask (self, &mask);
  *broadcast = *self;
  for (guint i = 0; i < self->length; i++)
    broadcast->bytes[i] |= (guint8) ~mask.bytes[i];
}

/** Fills the first and last address of the network; of IPv4, those that a host may have. Returns:
 * whether IPv4's network and broadcast addresses were left out: links of two addresses have none
 * (RFC 3021). */
gboolean
wire_inet_get_hosts (const WireInet *self, WireInet *first, WireInet *last)
{
  wire_inet_get_network (self, first);
  wire_inet_get_broadcast (self, last);
  if (self->length != 4 || self->prefix > 30)
    return FALSE;
  first->bytes[3]++;
  last->bytes[3]--;
  return TRUE;
}

/** Returns: (transfer full): how many addresses the network has */
char *
wire_inet_count (const WireInet *self)
{
  guint8 bytes[WIRE_INET_BYTES_MAX + 1] = { 0 };
  guint bit = self->length * 8 - (guint) self->prefix;

  bytes[WIRE_INET_BYTES_MAX - bit / 8] = (guint8) (1u << bit % 8);
  return number_to_text (bytes, sizeof bytes);
}
