/* wire-ntlm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-ntlm.h"

#define SIGNATURE "NTLMSSP" /* and its NUL */

/* Flags ([MS-NLMP], section 2.2.2.5). */
#define UNICODE 0x00000001u
#define HAS_VERSION 0x02000000u

/* A response of this length is of version 1; those of version 2 are longer (section 2.2.2.8). */
#define NTLMV1_RESPONSE 24u

/* Longer names are none. */
#define MAX_NAME 512u

/* Pairs of a challenge's target information (section 2.2.2.1). */
enum
{
  PAIR_END = 0,
  PAIR_COMPUTER = 1,
  PAIR_DNS_COMPUTER = 3,
};

/* Returns: (transfer full) (nullable) */
static char *
to_text (const guint8 *bytes, gsize length, gboolean unicode)
{
  if (!bytes || length > MAX_NAME)
    return NULL;
  if (!unicode)
    return g_utf8_make_valid ((const char *) bytes, (gssize) length);
  return g_convert_with_fallback ((const char *) bytes, (gssize) (length & ~(gsize) 1), "UTF-8",
                                  "UTF-16LE", "?", NULL, NULL, NULL);
}

/* Length, room and offset of a payload, at @at of the message. */
static WireCursor
find_payload (const WireCursor *message, gsize at, guint16 *length)
{
  WireCursor cursor = wire_cursor_new (message->data, message->size);
  guint32 offset;

  wire_cursor_skip (&cursor, at);
  *length = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, 2);
  offset = wire_cursor_le32 (&cursor);
  if (cursor.failed)
    *length = 0;
  cursor = wire_cursor_new (message->data, message->size);
  wire_cursor_skip (&cursor, offset);
  return cursor;
}

static char *
read_text (const WireCursor *message, gsize at, gboolean unicode)
{
  guint16 length;
  WireCursor payload = find_payload (message, at, &length);

  return to_text (wire_cursor_take (&payload, length), length, unicode);
}

static guint32
read_flags (const WireCursor *message, gsize at)
{
  WireCursor cursor = wire_cursor_new (message->data, message->size);

  wire_cursor_skip (&cursor, at);
  return wire_cursor_le32 (&cursor);
}

static void
read_version (const WireCursor *message, gsize at, guint32 flags, WireNtlm *ntlm)
{
  WireCursor cursor = wire_cursor_new (message->data, message->size);

  wire_cursor_skip (&cursor, at);
  if (!(flags & HAS_VERSION) || wire_cursor_remaining (&cursor) < 8)
    return;
  ntlm->version[0] = wire_cursor_u8 (&cursor);
  ntlm->version[1] = wire_cursor_u8 (&cursor);
  ntlm->version[2] = wire_cursor_le16 (&cursor);
}

static void
read_authenticate (const WireCursor *message, WireNtlm *ntlm)
{
  guint32 flags = read_flags (message, 60);
  guint16 response;

  find_payload (message, 20, &response);
  ntlm->method = response > NTLMV1_RESPONSE ? "NTLMv2" : "NTLMv1";
  ntlm->domain = read_text (message, 28, flags & UNICODE);
  ntlm->user = read_text (message, 36, flags & UNICODE);
  ntlm->workstation = read_text (message, 44, flags & UNICODE);
  read_version (message, 64, flags, ntlm);
}

/* What the server says of itself (section 2.2.2.1). */
static void
read_challenge (const WireCursor *message, WireNtlm *ntlm)
{
  guint16 length;
  WireCursor pairs = find_payload (message, 40, &length);

  wire_cursor_limit (&pairs, length);
  read_version (message, 48, read_flags (message, 20), ntlm);
  while (wire_cursor_remaining (&pairs) >= 4)
    {
      guint16 kind = wire_cursor_le16 (&pairs);
      guint16 size = wire_cursor_le16 (&pairs);
      const guint8 *value = wire_cursor_take (&pairs, size);

      if (!value || kind == PAIR_END)
        return;
      if (kind == PAIR_COMPUTER && !ntlm->computer)
        ntlm->computer = to_text (value, size, TRUE);
      if (kind == PAIR_DNS_COMPUTER && !ntlm->dns_computer)
        ntlm->dns_computer = to_text (value, size, TRUE);
    }
}

/**
 * wire_ntlm_find:
 * @bytes: what a protocol carries to authenticate, which may have the message inside of others
 * @length: of @bytes
 * @ntlm: (out): the message; cleared where there is none
 *
 * Returns: whether there is a message of NTLM in @bytes
 */
gboolean
wire_ntlm_find (const guint8 *bytes, gsize length, WireNtlm *ntlm)
{
  const guint8 *start = length ? memmem (bytes, length, SIGNATURE, sizeof SIGNATURE) : NULL;
  WireCursor message;

  memset (ntlm, 0, sizeof *ntlm);
  if (!start)
    return FALSE;
  message = wire_cursor_new (start, length - (gsize) (start - bytes));
  wire_cursor_skip (&message, sizeof SIGNATURE);
  ntlm->type = wire_cursor_le32 (&message);
  if (ntlm->type == WIRE_NTLM_AUTHENTICATE)
    read_authenticate (&message, ntlm);
  else if (ntlm->type == WIRE_NTLM_CHALLENGE)
    read_challenge (&message, ntlm);
  return !message.failed && ntlm->type >= WIRE_NTLM_NEGOTIATE
         && ntlm->type <= WIRE_NTLM_AUTHENTICATE;
}

/** Returns: (transfer full) (nullable): the system that a message's version suggests; %NULL where
 *   it does not say, or where Samba said it, which always says 6.1 */
char *
wire_ntlm_tell_system (const WireNtlm *self)
{
  static const struct
  {
    guint16 major, minor, build;
    const char *system;
  } SYSTEMS[] = {
    { 5, 1, 0, "Windows XP" },
    { 5, 2, 0, "Windows XP x64 or Server 2003" },
    { 6, 0, 0, "Windows Vista or Server 2008" },
    { 6, 1, 7600, "Windows 7 or Server 2008 R2" },
    { 6, 2, 0, "Windows 8 or Server 2012" },
    { 6, 3, 0, "Windows 8.1 or Server 2012 R2" },
    { 10, 0, 10240, "Windows 10, or Server 2016 to 2022" },
    { 10, 0, 22000, "Windows 11, or Server 2025" },
  };
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (SYSTEMS); i++)
    if (self->version[0] == SYSTEMS[i].major && self->version[1] == SYSTEMS[i].minor
        && self->version[2] >= SYSTEMS[i].build)
      found = SYSTEMS[i].system;
  return g_strdup (found);
}

void
wire_ntlm_clear (WireNtlm *self)
{
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->workstation, g_free);
  g_clear_pointer (&self->computer, g_free);
  g_clear_pointer (&self->dns_computer, g_free);
}
