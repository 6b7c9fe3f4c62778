/* wire-echo.c: the library's server alone, which echoes and shows nothing
 *
 * Prints where it listens and goes on until it is ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-descriptors.h"
#include "sockets/wire-listening.h"
#include "sockets/wire-server.h"

#include <stdio.h>

int
main (void)
{
  g_autoptr (WireServer) server = wire_server_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GList *addresses = wire_listening_list_addresses ("127.0.0.1", NULL, NULL);

  wire_descriptors_raise_limit ();
  wire_server_set_reply (server, WIRE_REPLY_ECHO, NULL);
  wire_server_set_receive_buffer (server, WIRE_RECEIVE_BUFFER_MAX);
  if (!wire_server_start (server, "127.0.0.1", addresses, 0, &error))
    {
      fprintf (stderr, "wire-echo: %s\n", error->message);
      return 1;
    }
  g_resolver_free_addresses (addresses);
  printf ("listening on 127.0.0.1:%u\n", wire_server_get_port (server));
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
