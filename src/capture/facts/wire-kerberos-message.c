/* wire-kerberos-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-kerberos-message.h"

#include "capture/facts/wire-ber.h"
#include "capture/facts/wire-netbios-name.h"
#include "capture/frame/wire-names.h"

#define MAX_COMPONENTS 8u
#define ADDRESS_NETBIOS 20

/* Section 7.5.9. */
static const WireName ERRORS[] = {
  { 1, "KDC_ERR_NAME_EXP" },
  { 2, "KDC_ERR_SERVICE_EXP" },
  { 6, "KDC_ERR_C_PRINCIPAL_UNKNOWN" },
  { 7, "KDC_ERR_S_PRINCIPAL_UNKNOWN" },
  { 9, "KDC_ERR_NULL_KEY" },
  { 12, "KDC_ERR_POLICY" },
  { 14, "KDC_ERR_ETYPE_NOSUPP" },
  { 18, "KDC_ERR_CLIENT_REVOKED" },
  { 23, "KDC_ERR_KEY_EXPIRED" },
  { 24, "KDC_ERR_PREAUTH_FAILED" },
  { 25, "KDC_ERR_PREAUTH_REQUIRED" },
  { 37, "KRB_AP_ERR_SKEW" },
  { 52, "KRB_ERR_RESPONSE_TOO_BIG" },
  { 60, "KRB_ERR_GENERIC" },
  { 68, "KDC_ERR_WRONG_REALM" },
};

/* Returns: (transfer full) (nullable): a string, which is the content of @element */
static char *
read_string (WireCursor element)
{
  if (!wire_ber_enter (&element, WIRE_BER_STRING))
    return NULL;
  return g_strndup ((const char *) element.data + element.position,
                    wire_cursor_remaining (&element));
}

/* PrincipalName (section 5.2.2): a type, and components, which are written with slashes between. */
static char *
read_principal (WireCursor element)
{
  GString *text = NULL;
  WireCursor names, name;
  guint8 tag;

  if (!wire_ber_enter (&element, WIRE_BER_SEQUENCE)
      || !wire_ber_find (element, WIRE_BER_CONTEXT + 1, &names)
      || !wire_ber_enter (&names, WIRE_BER_SEQUENCE))
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < MAX_COMPONENTS && wire_ber_read (&names, &tag, &name); i++)
    {
      if (i > 0)
        g_string_append_c (text, '/');
      g_string_append_len (text, (const char *) name.data + name.position,
                           (gssize) wire_cursor_remaining (&name));
    }
  return g_string_free (text, FALSE);
}

/* HostAddresses (section 5.2.5): a NetBIOS name is padded to 16 bytes. */
static char *
read_workstation (WireCursor element)
{
  char text[WIRE_NETBIOS_NAME_SIZE];
  WireCursor address, part;
  gint64 type;

  if (!wire_ber_enter (&element, WIRE_BER_SEQUENCE))
    return NULL;
  for (guint i = 0; i < MAX_COMPONENTS; i++)
    {
      guint8 tag;

      if (!wire_ber_read (&element, &tag, &address))
        return NULL;
      if (wire_ber_find (address, WIRE_BER_CONTEXT + 0, &part)
          && wire_ber_read_integer (&part, WIRE_BER_INTEGER, &type) && type == ADDRESS_NETBIOS
          && wire_ber_find (address, WIRE_BER_CONTEXT + 1, &part)
          && wire_ber_enter (&part, WIRE_BER_OCTETS)
          && wire_cursor_remaining (&part) >= WIRE_NETBIOS_NAME_BYTES
          && wire_netbios_name_trim (part.data + part.position, text))
        return g_strdup (text);
    }
  return NULL;
}

/* KDC-REQ (section 5.4.1). */
static gboolean
read_request (WireCursor sequence, WireKerberosMessage *message)
{
  WireCursor body, part;

  if (!wire_ber_find (sequence, WIRE_BER_CONTEXT + 4, &body)
      || !wire_ber_enter (&body, WIRE_BER_SEQUENCE))
    return FALSE;
  if (wire_ber_find (body, WIRE_BER_CONTEXT + 1, &part))
    message->client = read_principal (part);
  if (wire_ber_find (body, WIRE_BER_CONTEXT + 2, &part))
    message->realm = read_string (part);
  if (wire_ber_find (body, WIRE_BER_CONTEXT + 3, &part))
    message->service = read_principal (part);
  if (wire_ber_find (body, WIRE_BER_CONTEXT + 9, &part))
    message->workstation = read_workstation (part);
  return message->client != NULL;
}

/* KDC-REP (section 5.4.2). */
static gboolean
read_reply (WireCursor sequence, WireKerberosMessage *message)
{
  WireCursor part;

  if (wire_ber_find (sequence, WIRE_BER_CONTEXT + 3, &part))
    message->realm = read_string (part);
  if (wire_ber_find (sequence, WIRE_BER_CONTEXT + 4, &part))
    message->client = read_principal (part);
  return message->client != NULL;
}

/* KRB-ERROR (section 5.9.1). */
static gboolean
read_error (WireCursor sequence, WireKerberosMessage *message)
{
  WireCursor part;

  if (wire_ber_find (sequence, WIRE_BER_CONTEXT + 8, &part))
    message->client = read_principal (part);
  return wire_ber_find (sequence, WIRE_BER_CONTEXT + 6, &part)
         && wire_ber_read_integer (&part, WIRE_BER_INTEGER, &message->code);
}

/**
 * wire_kerberos_message_read:
 * @bytes: a message, without the length before it on TCP
 * @length: of @bytes
 * @message: (out): cleared where it is none
 *
 * Returns: whether it is a request of the authentication service, or an answer to one
 */
gboolean
wire_kerberos_message_read (const guint8 *bytes, gsize length, WireKerberosMessage *message)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  WireCursor content;
  guint8 tag;

  memset (message, 0, sizeof *message);
  if (!wire_ber_read (&cursor, &tag, &content) || tag < WIRE_BER_APPLICATION
      || !wire_ber_enter (&content, WIRE_BER_SEQUENCE))
    return FALSE;
  message->kind = tag - WIRE_BER_APPLICATION;
  if (message->kind == WIRE_KERBEROS_AS_REQUEST)
    return read_request (content, message);
  if (message->kind == WIRE_KERBEROS_AS_REPLY)
    return read_reply (content, message);
  return message->kind == WIRE_KERBEROS_ERROR && read_error (content, message);
}

/** Returns: (nullable): the name of an error code, as RFC 4120 has it */
const char *
wire_kerberos_error_name (gint64 code)
{
  return code >= 0 && code <= G_MAXUINT16 ? wire_names_or_unknown (ERRORS, (guint32) code) : NULL;
}

void
wire_kerberos_message_clear (WireKerberosMessage *self)
{
  g_clear_pointer (&self->client, g_free);
  g_clear_pointer (&self->realm, g_free);
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->workstation, g_free);
}
