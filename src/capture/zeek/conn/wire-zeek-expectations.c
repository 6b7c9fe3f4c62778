/* wire-zeek-expectations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-expectations.h"

#include "capture/frame/wire-address.h"
#include "capture/zeek/conn/wire-zeek-service.h"

#include <netinet/in.h>

/* A line of FTP that names a port is shorter. */
#define LONGEST_LINE 256u

typedef struct
{
  guint8 address[16];
  guint16 port;
  guint8 family;
  guint8 service;
} Expected;

struct _WireZeekExpectations
{
  GQueue expected; /* of Expected, oldest first */
};

/** Returns: (transfer full): nothing that is expected yet */
WireZeekExpectations *
wire_zeek_expectations_new (void)
{
  WireZeekExpectations *self = g_new0 (WireZeekExpectations, 1);

  g_queue_init (&self->expected);
  return self;
}

void
wire_zeek_expectations_free (WireZeekExpectations *self)
{
  g_queue_clear_full (&self->expected, g_free);
  g_free (self);
}

static void
expect (
    WireZeekExpectations *self, guint8 service, guint8 family, const guint8 *address, guint16 port)
{
  Expected *expected = g_new0 (Expected, 1);

  memcpy (expected->address, address, family == WIRE_FAMILY_IPV4 ? 4 : 16);
  expected->family = family;
  expected->service = service;
  expected->port = port;
  g_queue_push_tail (&self->expected, expected);
  if (self->expected.length > WIRE_ZEEK_MAX_EXPECTED)
    g_free (g_queue_pop_head (&self->expected));
}

/* h1,h2,h3,h4,p1,p2 */
static gboolean
read_six (const char *text, guint8 numbers[6])
{
  for (guint i = 0; i < 6; i++)
    {
      char *end;
      guint64 number = g_ascii_strtoull (text, &end, 10);

      if (end == text || number > 255 || (i < 5 && *end != ','))
        return FALSE;
      numbers[i] = (guint8) number;
      text = end + 1;
    }
  return TRUE;
}

static void
read_port (WireZeekExpectations *self, const char *text)
{
  guint8 numbers[6];

  while (*text && !g_ascii_isdigit (*text))
    text++;
  if (read_six (text, numbers))
    expect (self, WIRE_ZEEK_FTP_DATA, WIRE_FAMILY_IPV4, numbers, wire_be16 (numbers + 4));
}

/* |1|132.235.1.2|6275|, or (|||6446|) for the address of the connection (RFC 2428). */
static void
read_extended (WireZeekExpectations *self, const WireZeekConnection *connection, const char *text)
{
  const char *begin = strchr (text, '|');
  g_auto (GStrv) parts = begin ? g_strsplit (begin + 1, "|", 4) : NULL;
  guint8 address[16];
  WireFamily family;
  guint64 port;

  if (!parts || g_strv_length (parts) < 3)
    return;
  port = g_ascii_strtoull (parts[2], NULL, 10);
  if (port == 0 || port > G_MAXUINT16)
    return;
  if (*parts[1] == '\0')
    expect (self, WIRE_ZEEK_FTP_DATA, connection->tuple.family, connection->tuple.dst,
            (guint16) port);
  else if (wire_address_parse (parts[1], &family, address))
    expect (self, WIRE_ZEEK_FTP_DATA, (guint8) family, address, (guint16) port);
}

/* … DCC SEND name 3232235777 4000: the address is one number. */
static void
read_dcc (WireZeekExpectations *self, const char *line)
{
  const char *words = strstr (line, "DCC SEND ");
  g_auto (GStrv) parts = words ? g_strsplit (words, " ", 6) : NULL;
  guint8 address[4];
  guint64 number;
  guint64 port;

  if (!parts || g_strv_length (parts) < 5)
    return;
  number = g_ascii_strtoull (parts[3], NULL, 10);
  port = g_ascii_strtoull (parts[4], NULL, 10);
  if (port == 0 || port > G_MAXUINT16 || number > G_MAXUINT32)
    return;
  for (guint i = 0; i < 4; i++)
    address[i] = (guint8) (number >> (24 - 8 * i));
  expect (self, WIRE_ZEEK_IRC_DCC, WIRE_FAMILY_IPV4, address, (guint16) port);
}

static gboolean
is_ftp (const WireZeekConnection *connection)
{
  return connection->tuple.dst_port == 21 || connection->tuple.dst_port == 2811
         || wire_zeek_connection_has_service (connection, WIRE_ZEEK_FTP);
}

static void
read_ftp (WireZeekExpectations *self,
          const WireZeekConnection *connection,
          guint side,
          const char *line)
{
  if (side == 0 && g_ascii_strncasecmp (line, "PORT ", 5) == 0)
    read_port (self, line + 5);
  else if (side == 0 && g_ascii_strncasecmp (line, "EPRT ", 5) == 0)
    read_extended (self, connection, line);
  else if (side == 1 && g_str_has_prefix (line, "227 "))
    read_port (self, line + 4);
  else if (side == 1 && g_str_has_prefix (line, "229 "))
    read_extended (self, connection, line);
}

/**
 * wire_zeek_expectations_listen:
 * @self: gets the ports that @data names
 * @connection: that @data is of
 * @side: who sent it
 * @data: payload of one segment
 * @length: of @data
 */
void
wire_zeek_expectations_listen (WireZeekExpectations *self,
                               const WireZeekConnection *connection,
                               guint side,
                               const guint8 *data,
                               gsize length)
{
  g_autofree char *line = NULL;

  gboolean irc = wire_zeek_connection_has_service (connection, WIRE_ZEEK_IRC);

  if (length < 6 || connection->tuple.protocol != IPPROTO_TCP || (!irc && !is_ftp (connection)))
    return;
  line = g_strndup ((const char *) data, MIN (length, LONGEST_LINE));
  if (irc)
    read_dcc (self, line);
  else
    read_ftp (self, connection, side, line);
}

static gboolean
is_it (const Expected *expected, const WireTuple *tuple)
{
  return expected->port == tuple->dst_port && expected->family == tuple->family
         && memcmp (expected->address, tuple->dst, tuple->family == WIRE_FAMILY_IPV4 ? 4 : 16) == 0;
}

/** Names the service of a new connection that was expected. */
void
wire_zeek_expectations_meet (WireZeekExpectations *self, WireZeekConnection *connection)
{
  for (GList *link = self->expected.tail; link; link = link->prev)
    if (is_it (link->data, &connection->tuple))
      {
        wire_zeek_connection_add_service (connection, ((Expected *) link->data)->service);
        g_free (link->data);
        g_queue_delete_link (&self->expected, link);
        return;
      }
}
