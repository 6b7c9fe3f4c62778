/* wire-kerberos-ticket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-kerberos-ticket.h"

#include "capture/facts/wire-ber.h"
#include "capture/facts/wire-kerberos-message.h"
#include "capture/frame/wire-names.h"

#define BER_TIME 0x18 /* GeneralizedTime */
#define BER_BITS 0x03
#define TICKET 1
#define MAX_COMPONENTS 16u

/* Bits of KDCOptions (section 5.4.1), the first one highest. */
#define FORWARDABLE 0x40u
#define RENEWABLE 0x80u /* of the second byte */

/* IANA, Kerberos Encryption Type Numbers. */
static const WireName CIPHERS[] = {
  { 1, "des-cbc-crc" },
  { 2, "des-cbc-md4" },
  { 3, "des-cbc-md5" },
  { 5, "des3-cbc-md5" },
  { 7, "des3-cbc-sha1" },
  { 9, "dsaWithSHA1-CmsOID" },
  { 10, "md5WithRSAEncryption-CmsOID" },
  { 11, "sha1WithRSAEncryption-CmsOID" },
  { 12, "rc2CBC-EnvOID" },
  { 13, "rsaEncryption-EnvOID" },
  { 14, "rsaES-OAEP-ENV-OID" },
  { 15, "des-ede3-cbc-Env-OID" },
  { 16, "des3-cbc-sha1-kd" },
  { 17, "aes128-cts-hmac-sha1-96" },
  { 18, "aes256-cts-hmac-sha1-96" },
  { 19, "aes128-cts-hmac-sha256-128" },
  { 20, "aes256-cts-hmac-sha384-192" },
  { 23, "rc4-hmac" },
  { 24, "rc4-hmac-exp" },
  { 25, "camellia128-cts-cmac" },
  { 26, "camellia256-cts-cmac" },
  { 65, "subkey-keymaterial" },
};

void
wire_kerberos_ticket_clear (WireKerberosTicket *self)
{
  g_free (self->client);
  g_free (self->realm);
  g_free (self->service);
  g_free (self->cipher);
  g_free (self->error);
  *self = (WireKerberosTicket){ 0 };
}

static char *
read_string (WireCursor sequence, guint tag)
{
  WireCursor found;

  if (!wire_ber_find (sequence, (guint8) (WIRE_BER_CONTEXT + tag), &found)
      || !wire_ber_enter (&found, WIRE_BER_STRING))
    return NULL;
  return g_strndup ((const char *) found.data + found.position, wire_cursor_remaining (&found));
}

/* PrincipalName (section 5.2.2): a type, and components, which are written with slashes between. */
static char *
read_principal (WireCursor sequence, guint tag)
{
  GString *text;
  WireCursor names;
  WireCursor name;
  guint8 kind;

  if (!wire_ber_find (sequence, (guint8) (WIRE_BER_CONTEXT + tag), &names)
      || !wire_ber_enter (&names, WIRE_BER_SEQUENCE)
      || !wire_ber_find (names, WIRE_BER_CONTEXT + 1, &names)
      || !wire_ber_enter (&names, WIRE_BER_SEQUENCE))
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < MAX_COMPONENTS && wire_ber_read (&names, &kind, &name); i++)
    g_string_append_printf (text, "%s%.*s", i > 0 ? "/" : "", (int) wire_cursor_remaining (&name),
                            (const char *) name.data + name.position);
  return g_string_free (text, FALSE);
}

static gboolean
read_number (WireCursor sequence, guint tag, gint64 *value)
{
  WireCursor found;

  return wire_ber_find (sequence, (guint8) (WIRE_BER_CONTEXT + tag), &found)
         && wire_ber_read_integer (&found, WIRE_BER_INTEGER, value);
}

/* YYYYMMDDhhmmssZ (section 5.2.3). */
static gint64
read_time (WireCursor sequence, guint tag)
{
  WireCursor found;
  int part[6] = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (!wire_ber_find (sequence, (guint8) (WIRE_BER_CONTEXT + tag), &found)
      || !wire_ber_enter (&found, BER_TIME) || wire_cursor_remaining (&found) != 15)
    return -1;
  text = g_strndup ((const char *) found.data + found.position, 15);
  if (strspn (text, "0123456789") != 14)
    return -1;
  for (guint i = 0; i < 6; i++)
    {
      const char *at = text + (i == 0 ? 0 : 2 + i * 2);

      part[i] = (at[0] - '0') * 10 + at[1] - '0';
      if (i == 0)
        part[i] = part[i] * 100 + (at[2] - '0') * 10 + at[3] - '0';
    }
  time = g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);
  return time ? g_date_time_to_unix (time) : -1;
}

static void
read_options (WireCursor body, WireKerberosTicket *ticket)
{
  WireCursor found;
  const guint8 *bits;

  if (!wire_ber_find (body, WIRE_BER_CONTEXT + 0, &found) || !wire_ber_enter (&found, BER_BITS))
    return;
  wire_cursor_skip (&found, 1); /* bits at the end that are not used */
  bits = wire_cursor_take (&found, 2);
  if (!bits)
    return;
  ticket->forwardable = (bits[0] & FORWARDABLE) != 0;
  ticket->renewable = (bits[1] & RENEWABLE) != 0;
}

static gboolean
read_request (WireCursor message, WireKerberosTicket *ticket)
{
  WireCursor body;

  if (!wire_ber_find (message, WIRE_BER_CONTEXT + 4, &body)
      || !wire_ber_enter (&body, WIRE_BER_SEQUENCE))
    return FALSE;
  read_options (body, ticket);
  ticket->client = read_principal (body, 1);
  ticket->realm = read_string (body, 2);
  ticket->service = read_principal (body, 3);
  ticket->from = read_time (body, 4);
  ticket->till = read_time (body, 5);
  return TRUE;
}

/* The ticket itself (section 5.3), whose sealed part only its service can read. */
static gboolean
read_ticket (WireCursor message, guint tag, WireKerberosTicket *ticket)
{
  WireCursor inner;
  WireCursor sealed;
  gint64 cipher;

  if (!wire_ber_find (message, (guint8) (WIRE_BER_CONTEXT + tag), &inner)
      || !wire_ber_enter (&inner, WIRE_BER_APPLICATION + TICKET)
      || !wire_ber_enter (&inner, WIRE_BER_SEQUENCE))
    return FALSE;
  if (!ticket->realm)
    ticket->realm = read_string (inner, 1);
  ticket->service = read_principal (inner, 2);
  if (wire_ber_find (inner, WIRE_BER_CONTEXT + 3, &sealed)
      && wire_ber_enter (&sealed, WIRE_BER_SEQUENCE) && read_number (sealed, 0, &cipher)
      && cipher > 0 && cipher < G_MAXUINT16)
    ticket->cipher = g_strdup (wire_names_or_unknown (CIPHERS, (guint32) cipher));
  return TRUE;
}

static gboolean
read_reply (WireCursor message, WireKerberosTicket *ticket)
{
  ticket->realm = read_string (message, 3);
  ticket->client = read_principal (message, 4);
  return read_ticket (message, 5, ticket);
}

static gboolean
read_error (WireCursor message, WireKerberosTicket *ticket)
{
  gint64 code;

  if (!read_number (message, 6, &code))
    return FALSE;
  ticket->realm = read_string (message, 7);
  ticket->client = read_principal (message, 8);
  ticket->service = read_principal (message, 10);
  ticket->error = read_string (message, 11);
  if (!ticket->error)
    ticket->error = g_strdup (wire_kerberos_error_name (code));
  return TRUE;
}

/**
 * wire_kerberos_ticket_read:
 * @bytes: a message of Kerberos
 * @length: of @bytes
 * @ticket: (out): what it says; zeroed before, cleared by the caller
 *
 * Returns: whether it is one of the kinds that are read
 */
gboolean
wire_kerberos_ticket_read (const guint8 *bytes, gsize length, WireKerberosTicket *ticket)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  if (length < 2 || bytes[0] < WIRE_BER_APPLICATION + WIRE_KERBEROS_TICKET_AS_REQUEST
      || bytes[0] > WIRE_BER_APPLICATION + WIRE_KERBEROS_TICKET_ERROR)
    return FALSE;
  ticket->kind = bytes[0] - (guint) WIRE_BER_APPLICATION;
  ticket->from = ticket->till = -1;
  if (!wire_ber_enter (&cursor, bytes[0]) || !wire_ber_enter (&cursor, WIRE_BER_SEQUENCE))
    return FALSE;
  switch (ticket->kind)
    {
    case WIRE_KERBEROS_TICKET_AS_REQUEST:
    case WIRE_KERBEROS_TICKET_TGS_REQUEST:
      return read_request (cursor, ticket);
    case WIRE_KERBEROS_TICKET_AS_REPLY:
    case WIRE_KERBEROS_TICKET_TGS_REPLY:
      return read_reply (cursor, ticket);
    case WIRE_KERBEROS_TICKET_AP_REQUEST:
      return read_ticket (cursor, 3, ticket);
    case WIRE_KERBEROS_TICKET_AP_REPLY:
      return TRUE;
    case WIRE_KERBEROS_TICKET_ERROR:
      return read_error (cursor, ticket);
    default:
      return FALSE;
    }
}
