/* wire-ntlm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-ntlm.h"

#include "base/wire-cursor.h"
#include "capture/smb/wire-smb-message.h"

#define SIGNATURE "NTLMSSP"
#define AUTHENTICATE 3u

/* Places in the message (MS-NLMP, section 2.2.1.3). */
#define DOMAIN_FIELDS 28u
#define USER_FIELDS 36u
#define FLAGS 60u

#define NEGOTIATE_UNICODE 1u

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

/**
 * wire_ntlm_find_user:
 * @token: what a client says to sign in; it may be wrapped in SPNEGO
 * @length: of @token
 *
 * Returns: (transfer full) (nullable): `DOMAIN\user` or `user` of an AUTHENTICATE message in
 * @token; %NULL where there is none, or the user is nobody
 */
char *
wire_ntlm_find_user (const guint8 *token, gsize length)
{
  for (gsize i = 0; i + 12 <= length; i++)
    {
      const guint8 *at = memchr (token + i, 'N', length - i - 11);
      WireSmbMessage message = { 0 };

      if (!at)
        return NULL;
      i = (gsize) (at - token);
      if (memcmp (at, SIGNATURE, sizeof SIGNATURE) != 0 || at[8] != AUTHENTICATE)
        continue;
      message = (WireSmbMessage){ .bytes = at, .length = length - i, .size = length - i };
      return read_user (&message);
    }
  return NULL;
}
