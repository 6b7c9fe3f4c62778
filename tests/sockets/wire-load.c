/* wire-load.c: many clients at once for a server that echoes, every byte of it held against what
 * was sent
 *
 *     wire-load ADDRESS PORT CLIENTS MESSAGES
 *
 * Connects all clients first; then each sends a message of 1 to 4,096 bytes, waits until all of it
 * came back, and sends its next. Prints how many clients there were, how many messages and bytes
 * came back whole, the seconds that took, and messages a second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-descriptors.h"

#include <errno.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_MESSAGE 4096

/* Messages begin anywhere in the first half of this, so that a byte out of place shows. */
#define POOL (2 * 1024 * 1024)

/* Descriptors that are none of a client's. */
#define SPARE 16

typedef struct
{
  int fd;
  guint32 offset; /* of its message in the pool */
  guint32 length;
  guint32 sent;
  guint32 received;
} Client;

static guint8 pool[POOL];
static guint64 to_begin;
static guint64 to_end;
static guint64 n_bytes;

static G_NORETURN void
fail (const char *what)
{
  fprintf (stderr, "wire-load: %s: %s\n", what, g_strerror (errno));
  exit (1);
}

static void
fill_pool (GRand *rand)
{
  for (gsize i = 0; i < POOL; i += sizeof (guint32))
    {
      guint32 word = g_rand_int (rand);

      memcpy (pool + i, &word, sizeof word);
    }
}

static int
connect_to (GSocketAddress *where)
{
  struct sockaddr_storage address;
  gssize size = g_socket_address_get_native_size (where);
  int fd = socket (g_socket_address_get_family (where), SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;

  if (fd < 0 || !g_socket_address_to_native (where, &address, sizeof address, NULL)
      || connect (fd, (struct sockaddr *) &address, (socklen_t) size) != 0
      || setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0)
    fail ("connecting");
  return fd;
}

static void
send_rest (Client *client)
{
  gssize n = send (client->fd, pool + client->offset + client->sent, client->length - client->sent,
                   MSG_DONTWAIT | MSG_NOSIGNAL);

  if (n < 0 && errno != EAGAIN)
    fail ("sending");
  client->sent += (guint32) MAX (n, 0);
}

static void
begin_message (Client *client, GRand *rand)
{
  if (to_begin == 0)
    return;
  to_begin--;
  client->offset = (guint32) g_rand_int_range (rand, 0, POOL / 2);
  client->length = (guint32) g_rand_int_range (rand, 1, MAX_MESSAGE + 1);
  client->sent = 0;
  client->received = 0;
  send_rest (client);
}

/* Takes what has come back of the message, and begins the next where that was the last of it. */
static void
receive (Client *client, GRand *rand)
{
  guint8 buffer[MAX_MESSAGE];
  gssize n = recv (client->fd, buffer, sizeof buffer, MSG_DONTWAIT);

  if (n < 0 && errno == EAGAIN)
    return;
  if (n <= 0)
    fail ("a connection that ended");
  if ((gsize) n > client->sent - client->received
      || memcmp (buffer, pool + client->offset + client->received, (gsize) n) != 0)
    {
      errno = EBADMSG;
      fail ("what came back is not what was sent");
    }
  client->received += (guint32) n;
  n_bytes += (guint64) n;
  if (client->received < client->length)
    {
      if (client->sent < client->length)
        send_rest (client);
      return;
    }
  to_end--;
  begin_message (client, rand);
}

static void
connect_all (Client *clients, guint n, GSocketAddress *where, int poll)
{
  for (guint i = 0; i < n; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = &clients[i] };

      clients[i].fd = connect_to (where);
      if (epoll_ctl (poll, EPOLL_CTL_ADD, clients[i].fd, &event) != 0)
        fail ("waiting");
    }
}

static void
run (Client *clients, guint n, int poll, GRand *rand)
{
  struct epoll_event events[256];

  for (guint i = 0; i < n; i++)
    begin_message (&clients[i], rand);
  while (to_end > 0)
    {
      int ready = epoll_wait (poll, events, G_N_ELEMENTS (events), 60 * 1000);

      if (ready == 0)
        {
          errno = ETIMEDOUT;
          fail ("nothing comes back any more");
        }
      for (int i = 0; i < ready; i++)
        receive (events[i].data.ptr, rand);
    }
}

int
main (int argc, char **argv)
{
  guint64 limit = wire_descriptors_raise_limit ();
  guint n = argc == 5 ? (guint) atoi (argv[3]) : 0;
  g_autoptr (GSocketAddress) where =
      argc == 5 ? g_inet_socket_address_new_from_string (argv[1], (guint) atoi (argv[2])) : NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1981);
  g_autofree Client *clients = NULL;
  int poll = epoll_create1 (EPOLL_CLOEXEC);
  gint64 start;
  double seconds;

  if (!where || n == 0)
    {
      fprintf (stderr, "usage: wire-load ADDRESS PORT CLIENTS MESSAGES\n");
      return 2;
    }
  if (limit > 0 && n + SPARE > limit)
    {
      n = (guint) limit - SPARE;
      fprintf (stderr, "wire-load: this system allows %u clients\n", n);
    }
  to_begin = to_end = (guint64) atoll (argv[4]);
  clients = g_new0 (Client, n);
  fill_pool (rand);
  connect_all (clients, n, where, poll);
  start = g_get_monotonic_time ();
  run (clients, n, poll, rand);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  printf ("%u %s %" G_GUINT64_FORMAT " %.3f %.0f\n", n, argv[4], n_bytes, seconds,
          atof (argv[4]) / seconds);
  return 0;
}
