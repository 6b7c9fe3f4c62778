/* fuzz-sockets.c: reads what a fuzzer makes up as the kernel's tables of sockets and processes, and
 * as a message in hexadecimal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-hex.h"
#include "sockets/wire-proc-net.h"
#include "sockets/wire-process-stat.h"
#include "sockets/wire-transcript.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Whatever stands in a table, an address is one and has its end. */
static void
read_table (char *text, gsize size, GSocketFamily family)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (WireSocketRow));
  FILE *file = fmemopen (text, size, "r");

  g_assert (file);
  wire_proc_net_read_table (file, WIRE_SOCKET_PROTOCOL_TCP, family, rows);
  fclose (file);
  for (guint i = 0; i < rows->len; i++)
    {
      const WireSocketRow *row = &g_array_index (rows, WireSocketRow, i);
      g_autoptr (GInetAddress) local = g_inet_address_new_from_string (row->local.host);
      g_autofree char *remote = wire_socket_endpoint_to_string (&row->remote);

      g_assert (local && g_inet_address_get_family (local) == family);
      g_assert (*remote != '\0' && wire_socket_state_to_name (row->state));
    }
}

static void
read_hex (const char *text)
{
  gsize bad = 0;
  g_autoptr (GBytes) bytes = wire_hex_decode (text, &bad);
  gsize length = bytes ? g_bytes_get_size (bytes) : 0;

  g_assert (bad <= strlen (text));
  if (length == 0)
    return;
  g_autofree char *written = wire_hex_encode (g_bytes_get_data (bytes, NULL), length, " ");
  g_autoptr (GBytes) again = wire_hex_decode (written, NULL);

  g_assert (again && g_bytes_equal (bytes, again));
}

/* Nobody who connects can forge a line of the lab's. */
static void
print_line (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (WireSocketEvent) event =
      wire_socket_event_new (WIRE_SOCKET_RECEIVED, 1, NULL, NULL, bytes, NULL);
  g_autofree char *line = wire_socket_event_to_lab_lines (event, WIRE_SOCKET_SERVER);
  gsize length = strlen (line);

  g_assert (g_utf8_validate (line, (gssize) length, NULL));
  g_assert (strchr (line, '\n') == line + length - 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  WireProcessStat stat;

  if (size == 0)
    return 0;
  read_table (text, strlen (text) + 1, G_SOCKET_FAMILY_IPV4);
  read_table (text, strlen (text) + 1, G_SOCKET_FAMILY_IPV6);
  wire_process_stat_parse (text, &stat);
  read_hex (text);
  print_line (data, size);
  return 0;
}
