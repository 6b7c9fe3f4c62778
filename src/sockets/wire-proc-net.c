/* wire-proc-net.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-proc-net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* The kernel's tables (proc(5), /proc/net/tcp): one line a socket,
 *
 *     0: 0100007F:138D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 25113 …
 *
 * with the addresses as 32-bit words in this machine's byte order, and the ports as numbers. */
typedef struct
{
  const char *path; /* under /proc */
  WireSocketProtocol protocol;
  GSocketFamily family;
} Source;

static const Source SOURCES[] = {
  { "net/tcp", WIRE_SOCKET_PROTOCOL_TCP, G_SOCKET_FAMILY_IPV4 },
  { "net/tcp6", WIRE_SOCKET_PROTOCOL_TCP, G_SOCKET_FAMILY_IPV6 },
  { "net/udp", WIRE_SOCKET_PROTOCOL_UDP, G_SOCKET_FAMILY_IPV4 },
  { "net/udp6", WIRE_SOCKET_PROTOCOL_UDP, G_SOCKET_FAMILY_IPV6 },
};

enum
{
  FIELD_LOCAL = 1,
  FIELD_REMOTE = 2,
  FIELD_STATE = 3,
  FIELD_UID = 7,
  FIELD_INODE = 9,
  N_FIELDS
};

/* Longer lines are none of these tables. */
#define LINE_BYTES 512

/* More sockets than a machine can have TCP ports at a dozen addresses: what is beyond is left out.
 */
#define MAX_ROWS 1000000u

/* Cuts @line into its first fields, in place. Returns: whether all of them are there */
static gboolean
split_fields (char *line, char *fields[N_FIELDS])
{
  char *rest = line;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      fields[i] = strtok_r (i == 0 ? line : NULL, " \t\n", &rest);
      if (!fields[i])
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_number (const char *text, guint base, guint64 max, guint64 *value)
{
  return g_ascii_string_to_unsigned (text, base, 0, max, value, NULL);
}

/* Parses `0100007F:138D`, in place. */
static gboolean
parse_endpoint (char *text, GSocketFamily family, WireSocketEndpoint *endpoint)
{
  guint n_words = family == G_SOCKET_FAMILY_IPV6 ? 4 : 1;
  gsize digits = n_words * 8;
  guint32 words[4];
  guint64 value;

  if (strlen (text) < digits + 2 || text[digits] != ':'
      || !parse_number (text + digits + 1, 16, G_MAXUINT16, &value))
    return FALSE;
  endpoint->port = (guint16) value;
  for (guint i = n_words; i-- > 0;)
    {
      text[i * 8 + 8] = '\0';
      if (!parse_number (text + i * 8, 16, G_MAXUINT32, &value))
        return FALSE;
      words[i] = (guint32) value;
    }
  return inet_ntop (family == G_SOCKET_FAMILY_IPV6 ? AF_INET6 : AF_INET, words, endpoint->host,
                    sizeof endpoint->host)
         != NULL;
}

/* The kernel's numbers (include/net/tcp_states.h); UDP has 1 and 7 of them. */
static WireSocketState
state_of_number (guint64 number, WireSocketProtocol protocol)
{
  static const WireSocketState STATES[] = {
    [1] = WIRE_SOCKET_STATE_ESTABLISHED,  [2] = WIRE_SOCKET_STATE_SYN_SENT,
    [3] = WIRE_SOCKET_STATE_SYN_RECEIVED, [4] = WIRE_SOCKET_STATE_FIN_WAIT_1,
    [5] = WIRE_SOCKET_STATE_FIN_WAIT_2,   [6] = WIRE_SOCKET_STATE_TIME_WAIT,
    [7] = WIRE_SOCKET_STATE_CLOSED,       [8] = WIRE_SOCKET_STATE_CLOSE_WAIT,
    [9] = WIRE_SOCKET_STATE_LAST_ACK,     [10] = WIRE_SOCKET_STATE_LISTENING,
    [11] = WIRE_SOCKET_STATE_CLOSING,     [12] = WIRE_SOCKET_STATE_SYN_RECEIVED,
  };

  if (number >= G_N_ELEMENTS (STATES))
    return WIRE_SOCKET_STATE_UNKNOWN;
  if (protocol == WIRE_SOCKET_PROTOCOL_UDP && STATES[number] == WIRE_SOCKET_STATE_CLOSED)
    return WIRE_SOCKET_STATE_UNCONNECTED;
  return STATES[number];
}

/* Returns: whether @line, which is written into, is of a socket; the heading is not */
static gboolean
parse_line (char *line, WireSocketProtocol protocol, GSocketFamily family, WireSocketRow *row)
{
  char *fields[N_FIELDS];
  guint64 state;
  guint64 uid;

  *row = (WireSocketRow){ .protocol = protocol, .family = family };
  if (!split_fields (line, fields) || !parse_endpoint (fields[FIELD_LOCAL], family, &row->local)
      || !parse_endpoint (fields[FIELD_REMOTE], family, &row->remote)
      || !parse_number (fields[FIELD_STATE], 16, G_MAXUINT8, &state)
      || !parse_number (fields[FIELD_UID], 10, G_MAXUINT32, &uid)
      || !parse_number (fields[FIELD_INODE], 10, G_MAXUINT64, &row->inode))
    return FALSE;
  row->state = state_of_number (state, protocol);
  row->uid = (guint32) uid;
  return TRUE;
}

/**
 * wire_proc_net_read_table:
 * @file: one of the kernel's tables, from its heading on
 * @protocol: of which it is
 * @family: likewise
 * @rows: (element-type WireSocketRow): to which its sockets are added
 */
void
wire_proc_net_read_table (FILE *file,
                          WireSocketProtocol protocol,
                          GSocketFamily family,
                          GArray *rows)
{
  char line[LINE_BYTES];
  gboolean whole = TRUE; /* @line began where a line does */

  while (rows->len < MAX_ROWS && fgets (line, sizeof line, file))
    {
      gboolean begins = whole;
      WireSocketRow row;

      whole = strchr (line, '\n') != NULL;
      if (begins && whole && parse_line (line, protocol, family, &row))
        g_array_append_val (rows, row);
    }
}

/* A kernel without IPv6 has no tables of it. */
static gboolean
read_source (const char *proc, const Source *source, GArray *rows, GError **error)
{
  g_autofree char *path = g_build_filename (proc, source->path, NULL);
  FILE *file = fopen (path, "re");

  if (file)
    {
      wire_proc_net_read_table (file, source->protocol, source->family, rows);
      fclose (file);
      return TRUE;
    }
  if (errno == ENOENT && source->family == G_SOCKET_FAMILY_IPV6)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The sockets of this machine are not known: “%s” could not be read: %s."), path,
               g_strerror (errno));
  return FALSE;
}

/**
 * wire_proc_net_read:
 * @proc: where the tables are: `/proc`
 * @rows: (element-type WireSocketRow): to which the sockets are added, as the kernel lists them,
 *   with nothing about their processes yet
 *
 * Lines that are not as they should be are passed over. Blocks; any thread.
 *
 * Returns: %FALSE with a #GIOErrorEnum where a table cannot be read
 */
gboolean
wire_proc_net_read (const char *proc, GArray *rows, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    if (!read_source (proc, &SOURCES[i], rows, error))
      return FALSE;
  return TRUE;
}
