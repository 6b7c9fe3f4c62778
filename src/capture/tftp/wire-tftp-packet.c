/* wire-tftp-packet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tftp/wire-tftp-packet.h"

#include "base/wire-cursor.h"

/* More options than this nobody sends. */
#define MAX_OPTIONS 16u
#define MAX_BLOCK 65464u

/* Returns: (nullable): the string at the cursor, whose NUL is there */
static const char *
take_string (WireCursor *cursor)
{
  gsize left = wire_cursor_remaining (cursor);
  const char *text = (const char *) cursor->data + cursor->position;
  const char *end = left > 0 ? memchr (text, '\0', left) : NULL;

  if (!end)
    {
      cursor->failed = TRUE;
      return NULL;
    }
  wire_cursor_skip (cursor, (gsize) (end - text) + 1);
  return text;
}

static gboolean
is_mode (const char *mode)
{
  return g_ascii_strcasecmp (mode, "octet") == 0 || g_ascii_strcasecmp (mode, "netascii") == 0
         || g_ascii_strcasecmp (mode, "mail") == 0 || g_ascii_strcasecmp (mode, "binary") == 0;
}

static void
take_option (const char *name, const char *value, WireTftpOptions *options)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT64, &number, NULL))
    return;
  if (g_ascii_strcasecmp (name, "blksize") == 0 && number >= 8 && number <= MAX_BLOCK)
    options->block_size = (guint32) number;
  else if (g_ascii_strcasecmp (name, "tsize") == 0)
    options->size = number;
  else if (g_ascii_strcasecmp (name, "windowsize") == 0 && number >= 1 && number <= G_MAXUINT16)
    options->window = (guint32) number;
}

/* Returns: whether what is left of @cursor is options, and nothing else */
static gboolean
take_options (WireCursor *cursor, WireTftpOptions *options)
{
  for (guint i = 0; wire_cursor_remaining (cursor) > 0 && i < MAX_OPTIONS; i++)
    {
      const char *name = take_string (cursor);
      const char *value = take_string (cursor);

      if (!name || !value || !*name)
        return FALSE;
      take_option (name, value, options);
    }
  return TRUE;
}

static gboolean
is_printable (const char *name)
{
  for (const char *at = name; *at; at++)
    if ((guchar) *at < ' ')
      return FALSE;
  return *name != '\0';
}

static gboolean
parse_request (WireCursor *cursor, WireTftpPacket *packet)
{
  packet->name = take_string (cursor);
  packet->mode = take_string (cursor);
  return packet->name && packet->mode && is_printable (packet->name) && is_mode (packet->mode)
         && take_options (cursor, &packet->options);
}

/**
 * wire_tftp_packet_parse:
 * @bytes: a datagram, or what was captured of it
 * @length: of @bytes
 * @packet: (out)
 *
 * Returns: whether it is one of TFTP (RFC 1350)
 */
gboolean
wire_tftp_packet_parse (const guint8 *bytes, gsize length, WireTftpPacket *packet)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  *packet = (WireTftpPacket){ .options.size = WIRE_TFTP_UNKNOWN };
  packet->opcode = wire_cursor_be16 (&cursor);
  switch (packet->opcode)
    {
    case WIRE_TFTP_READ:
    case WIRE_TFTP_WRITE:
      return parse_request (&cursor, packet);
    case WIRE_TFTP_OACK:
      return length > 2 && take_options (&cursor, &packet->options);
    case WIRE_TFTP_ERROR:
      packet->number = wire_cursor_be16 (&cursor);
      packet->name = take_string (&cursor);
      return length >= WIRE_TFTP_HEAD && packet->number < 64;
    case WIRE_TFTP_DATA:
    case WIRE_TFTP_ACK:
      packet->number = wire_cursor_be16 (&cursor);
      return !cursor.failed;
    default:
      return FALSE;
    }
}

/* Strings of requests and options, with blanks between them. */
static void
append_strings (GString *out, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_c (out, bytes[i] ? (char) bytes[i] : ' ');
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/** Returns: (transfer full) (nullable): @packet in words, where it is not one of many */
char *
wire_tftp_packet_describe (const guint8 *bytes, gsize length, const WireTftpPacket *packet)
{
  static const char *const NAMES[] = {
    [WIRE_TFTP_READ] = "RRQ ",
    [WIRE_TFTP_WRITE] = "WRQ ",
    [WIRE_TFTP_OACK] = "OACK ",
  };
  GString *out;

  if (packet->opcode == WIRE_TFTP_DATA || packet->opcode == WIRE_TFTP_ACK)
    return NULL;
  if (packet->opcode == WIRE_TFTP_ERROR)
    return g_strdup_printf ("ERROR %u %s", packet->number, packet->name ? packet->name : "");
  out = g_string_new (NAMES[packet->opcode]);
  append_strings (out, bytes + 2, MIN (length - 2, 1024));
  return g_string_free (out, FALSE);
}
