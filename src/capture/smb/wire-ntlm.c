/* wire-ntlm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-ntlm.h"

#include "base/wire-cursor.h"
#include "capture/smb/wire-smb-message.h"

#define SIGNATURE "NTLMSSP"
#define CHALLENGE 2u
#define AUTHENTICATE 3u

/* Places in the message (MS-NLMP, section 2.2.1.3). */
#define DOMAIN_FIELDS 28u
#define USER_FIELDS 36u
#define WORKSTATION_FIELDS 44u
#define FLAGS 60u
#define VERSION 64u

/* Places in a challenge (MS-NLMP, section 2.2.1.2). */
#define CHALLENGE_FLAGS 20u
#define TARGET_FIELDS 40u
#define CHALLENGE_VERSION 48u

#define NEGOTIATE_UNICODE 1u
#define NEGOTIATE_VERSION 0x02000000u

/* Names are no longer: bytes. */
#define MAX_NAME 2048u

/* Returns: (transfer full) (nullable): the text whose length and offset are at @at */
static char *
read_field (const WireSmbMessage *message, gsize at, gboolean unicode)
{
  WireCursor cursor = wire_smb_message_read (message, at);
  guint16 length = wire_cursor_le16 (&cursor);
  guint32 offset;

  wire_cursor_skip (&cursor, 2);
  offset = wire_cursor_le32 (&cursor);
  if (cursor.failed || length == 0 || length > MAX_NAME)
    return NULL;
  if (unicode)
    return wire_smb_message_read_text (message, offset, length);
  cursor = wire_smb_message_read (message, offset);
  const guint8 *bytes = wire_cursor_take (&cursor, length);

  return bytes ? g_utf8_make_valid ((const char *) bytes, length) : NULL;
}

static char *
read_user (const WireSmbMessage *message)
{
  WireCursor cursor = wire_smb_message_read (message, FLAGS);
  gboolean unicode = wire_cursor_le32 (&cursor) & NEGOTIATE_UNICODE;
  g_autofree char *domain = read_field (message, DOMAIN_FIELDS, unicode);
  g_autofree char *user = read_field (message, USER_FIELDS, unicode);

  if (!user || !domain)
    return g_steal_pointer (&user);
  return g_strconcat (domain, "\\", user, NULL);
}

/* Returns: whether there is a message of NTLM in @token; it ends where @token does */
static gboolean
find_message (const guint8 *token, gsize length, WireSmbMessage *message)
{
  for (gsize i = 0; i + 12 <= length; i++)
    {
      const guint8 *at = memchr (token + i, 'N', length - i - 11);

      if (!at)
        return FALSE;
      i = (gsize) (at - token);
      *message = (WireSmbMessage){ .bytes = at, .length = length - i, .size = length - i };
      if (memcmp (at, SIGNATURE, sizeof SIGNATURE) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * wire_ntlm_find_user:
 * @token: what a client says to sign in; it may be wrapped in SPNEGO
 * @length: of @token
 *
 * Returns: (transfer full) (nullable): `DOMAIN\\user` or `user` of an AUTHENTICATE message in
 * @token; %NULL where there is none, or the user is nobody
 */
char *
wire_ntlm_find_user (const guint8 *token, gsize length)
{
  WireSmbMessage message;

  return find_message (token, length, &message) && message.bytes[8] == AUTHENTICATE
             ? read_user (&message)
             : NULL;
}

void
wire_ntlm_names_clear (WireNtlmNames *self)
{
  g_free (self->computer);
  g_free (self->domain);
  g_free (self->dns_computer);
  g_free (self->dns_domain);
  g_free (self->dns_tree);
  g_free (self->system);
  *self = (WireNtlmNames){ 0 };
}

static char *
read_version (const WireSmbMessage *message, gsize at, guint32 flags)
{
  WireCursor cursor = wire_smb_message_read (message, at);
  guint8 major = wire_cursor_u8 (&cursor);
  guint8 minor = wire_cursor_u8 (&cursor);
  guint16 build = wire_cursor_le16 (&cursor);

  if (cursor.failed || !(flags & NEGOTIATE_VERSION) || major == 0)
    return NULL;
  return g_strdup_printf ("%u.%u.%u", major, minor, build);
}

static char **
get_place (WireNtlmNames *names, guint16 kind)
{
  switch (kind)
    {
    case 1:
      return &names->computer;
    case 2:
      return &names->domain;
    case 3:
      return &names->dns_computer;
    case 4:
      return &names->dns_domain;
    case 5:
      return &names->dns_tree;
    default:
      return NULL;
    }
}

/* Pairs of what a name is and the name (MS-NLMP, section 2.2.2.1); the first of each kind counts.
 */
static void
read_pairs (const WireSmbMessage *message, WireNtlmNames *names)
{
  WireCursor fields = wire_smb_message_read (message, TARGET_FIELDS);
  guint16 left = wire_cursor_le16 (&fields);
  WireCursor cursor;

  wire_cursor_skip (&fields, 2);
  cursor = wire_smb_message_read (message, wire_cursor_le32 (&fields));
  wire_cursor_limit (&cursor, left);
  while (!fields.failed && wire_cursor_remaining (&cursor) >= 4)
    {
      guint16 kind = wire_cursor_le16 (&cursor);
      guint16 length = wire_cursor_le16 (&cursor);
      char **place = get_place (names, kind);

      if (kind == 0)
        return;
      if (place && !*place && length > 0 && length <= MAX_NAME)
        *place = wire_smb_message_read_text (message, cursor.position, length);
      wire_cursor_skip (&cursor, length);
    }
}

/**
 * wire_ntlm_find_names:
 * @token: what client or server say while somebody signs in
 * @length: of @token
 * @names: (out): zeroed; clear it
 *
 * Returns: whether it tells who says it
 */
gboolean
wire_ntlm_find_names (const guint8 *token, gsize length, WireNtlmNames *names)
{
  WireSmbMessage message;
  WireCursor cursor;
  gboolean challenge;
  guint32 flags;

  if (!find_message (token, length, &message)
      || (message.bytes[8] != CHALLENGE && message.bytes[8] != AUTHENTICATE))
    return FALSE;
  challenge = message.bytes[8] == CHALLENGE;
  cursor = wire_smb_message_read (&message, challenge ? CHALLENGE_FLAGS : FLAGS);
  flags = wire_cursor_le32 (&cursor);
  if (challenge)
    read_pairs (&message, names);
  else
    names->computer = read_field (&message, WORKSTATION_FIELDS, flags & NEGOTIATE_UNICODE);
  names->system = read_version (&message, challenge ? CHALLENGE_VERSION : VERSION, flags);
  return names->computer || names->domain || names->system;
}
