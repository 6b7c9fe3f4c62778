/* wire-zeek-service-text.c: protocols that begin with words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-service-test.h"

static gboolean
begins (WireCursor cursor, const char *word)
{
  gsize length = strlen (word);
  const guint8 *bytes = wire_cursor_take (&cursor, length);

  return bytes && g_ascii_strncasecmp ((const char *) bytes, word, length) == 0;
}

static gboolean
begins_with_any (WireCursor cursor, const char *const *words)
{
  for (; *words; words++)
    if (begins (cursor, *words))
      return TRUE;
  return FALSE;
}

/* Three digits of @first, and a blank or a hyphen (RFC 959, section 4.2). */
static gboolean
is_reply (WireCursor cursor, const char *first)
{
  const guint8 *bytes = wire_cursor_take (&cursor, 4);

  return bytes && strchr (first, bytes[0]) && g_ascii_isdigit (bytes[1])
         && g_ascii_isdigit (bytes[2]) && (bytes[3] == ' ' || bytes[3] == '-');
}

gboolean
wire_zeek_test_ssh (gboolean client, WireCursor cursor)
{
  (void) client;
  return begins (cursor, "SSH-1.") || begins (cursor, "SSH-2.");
}

gboolean
wire_zeek_test_ftp (gboolean client, WireCursor cursor)
{
  static const char *const WORDS[] = { "USER ", "AUTH TLS", "AUTH SSL", "AUTH GSSAPI", NULL };

  return client ? begins_with_any (cursor, WORDS)
                : begins (cursor, "331") || begins (cursor, "230") || begins (cursor, "234")
                      || begins (cursor, "334") || begins (cursor, "220");
}

gboolean
wire_zeek_test_smtp (gboolean client, WireCursor cursor)
{
  static const char *const WORDS[] = { "HELO ", "EHLO ", "MAIL FROM", NULL };

  return client ? begins_with_any (cursor, WORDS) : is_reply (cursor, "2");
}

gboolean
wire_zeek_test_pop3 (gboolean client, WireCursor cursor)
{
  static const char *const WORDS[] = { "USER ",  "CAPA\r", "AUTH",   "APOP ",
                                       "STLS\r", "QUIT\r", "CAPA\n", NULL };

  return client ? begins_with_any (cursor, WORDS) : begins (cursor, "+OK");
}

gboolean
wire_zeek_test_imap (gboolean client, WireCursor cursor)
{
  guint8 byte;

  if (!client)
    return begins (cursor, "* OK") || begins (cursor, "* PREAUTH");
  do
    byte = wire_cursor_u8 (&cursor);
  while (!cursor.failed && g_ascii_isgraph (byte));
  return byte == ' '
         && (begins (cursor, "CAPABILITY") || begins (cursor, "LOGIN")
             || begins (cursor, "STARTTLS") || begins (cursor, "AUTHENTICATE")
             || begins (cursor, "ID "));
}

gboolean
wire_zeek_test_irc (gboolean client, WireCursor cursor)
{
  static const char *const WORDS[] = { "NICK ", "USER ", "PASS ", "CAP ", "JOIN ", NULL };

  return client ? begins_with_any (cursor, WORDS)
                : begins (cursor, ":") || begins (cursor, "NOTICE ") || begins (cursor, "PING ");
}

gboolean
wire_zeek_test_xmpp (gboolean client, WireCursor cursor)
{
  (void) client;
  return begins (cursor, "<?xml") || begins (cursor, "<stream:");
}

gboolean
wire_zeek_test_redis (gboolean client, WireCursor cursor)
{
  guint8 first = wire_cursor_u8 (&cursor);

  if (cursor.failed)
    return FALSE;
  return client ? first == '*' || g_ascii_isalpha (first) : strchr ("+-:$*_#,", first) != NULL;
}

/* At other ports: an array of bulk strings, and a reply. */
gboolean
wire_zeek_test_redis_anywhere (gboolean client, WireCursor cursor)
{
  const guint8 *bytes = wire_cursor_take (&cursor, 2);

  if (!bytes)
    return FALSE;
  return client ? bytes[0] == '*' && g_ascii_isdigit (bytes[1])
                : strchr ("+-:$*", bytes[0]) && (g_ascii_isalnum (bytes[1]) || bytes[1] == '-');
}

gboolean
wire_zeek_test_rfb (gboolean client, WireCursor cursor)
{
  (void) client;
  return begins (cursor, "RFB 003.");
}

gboolean
wire_zeek_test_sip (gboolean client, WireCursor cursor)
{
  static const char *const WORDS[] = { "INVITE ", "REGISTER ", "OPTIONS ",   "ACK ",    "BYE ",
                                       "CANCEL ", "NOTIFY ",   "SUBSCRIBE ", "SIP/2.0", NULL };

  (void) client;
  return begins_with_any (cursor, WORDS);
}

gboolean
wire_zeek_test_syslog (gboolean client, WireCursor cursor)
{
  (void) client;
  return begins (cursor, "<") && cursor.size > 3;
}

gboolean
wire_zeek_test_bittorrent (gboolean client, WireCursor cursor)
{
  (void) client;
  return begins (cursor, "\x13"
                         "BitTorrent protocol");
}
