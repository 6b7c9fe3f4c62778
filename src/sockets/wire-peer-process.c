/* wire-peer-process.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-peer-process.h"

#include "sockets/wire-proc-net.h"
#include "sockets/wire-process-stat.h"
#include "sockets/wire-socket-owners.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that is killed and one that has said all end a connection alike: its system sends a
 * FIN. Only the system knows which it was, and of this machine's programs it tells: in
 * /proc/PID/stat until the parent has asked how its child ended, and from Linux 6.15 on by a
 * descriptor of the process afterwards, too. */
struct _WirePeerProcess
{
  gatomicrefcount references;
  WireSocketEndpoint local;
  WireSocketEndpoint peer;
  guint32 pid; /* 0 before it was found; what follows is written before it, under the lock */
  guint64 started;
  int descriptor;
  char *program;
};

#define PROC "/proc"

/* However many connect: all that wait are looked up at once, and nothing for so many times as long
 * as that took. */
#define REST_TIMES 9

static GMutex lock;
static GQueue waiting = G_QUEUE_INIT; /* of WirePeerProcess */
static guint n_processes;
static gboolean searching;

static WirePeerProcess *
ref (WirePeerProcess *process)
{
  g_atomic_ref_count_inc (&process->references);
  return process;
}

/* PIDFD_GET_INFO of linux/pidfd.h, which not every system's headers have yet. */
typedef struct
{
  guint64 mask;
  guint64 cgroup;
  guint32 ids[11];
  gint32 status;
} ProcessInfo;

#define GET_INFO _IOWR (0xff, 11, ProcessInfo)
#define INFO_EXIT (1u << 3)

/* Returns: whether the system remembers how a process ended that is not there any more */
static gboolean
ask_descriptor (int descriptor, int *status)
{
  ProcessInfo info = { .mask = INFO_EXIT };

  if (descriptor < 0 || ioctl (descriptor, GET_INFO, &info) != 0 || !(info.mask & INFO_EXIT))
    return FALSE;
  *status = info.status;
  return TRUE;
}

static gboolean
is_same_host (const char *a, const char *b)
{
  static const char MAPPED[] = "::ffff:"; /* IPv4 in a socket of IPv6 */

  if (g_str_has_prefix (a, MAPPED))
    a += strlen (MAPPED);
  if (g_str_has_prefix (b, MAPPED))
    b += strlen (MAPPED);
  return g_str_equal (a, b);
}

static gboolean
is_same (const WireSocketEndpoint *a, const WireSocketEndpoint *b)
{
  return a->port == b->port && is_same_host (a->host, b->host);
}

static gboolean
is_on_this_machine (const WireSocketEndpoint *local, const WireSocketEndpoint *peer)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (peer->host);

  return is_same_host (local->host, peer->host)
         || (address && g_inet_address_get_is_loopback (address));
}

/* The peer's own socket is the one that has the two endpoints the other way round. */
static GArray *
find_sockets (GPtrArray *processes)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (WireSocketRow));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (WireSocketRow));

  wire_proc_net_read (PROC, all, NULL);
  for (guint i = 0; i < processes->len; i++)
    {
      const WirePeerProcess *process = processes->pdata[i];
      WireSocketRow found = { 0 };

      for (guint j = 0; j < all->len && found.inode == 0; j++)
        {
          const WireSocketRow *row = &g_array_index (all, WireSocketRow, j);

          if (is_same (&row->local, &process->peer) && is_same (&row->remote, &process->local))
            found = *row;
        }
      g_array_append_val (rows, found);
    }
  return rows;
}

static void
set_found (WirePeerProcess *process, const WireSocketRow *row)
{
  WireProcessStat stat;

  if (row->owner != WIRE_SOCKET_OWNER_SEEN || !wire_process_stat_read (PROC, row->pid, &stat))
    return;
  process->started = stat.started;
  process->descriptor = (int) syscall (SYS_pidfd_open, row->pid, 0);
  process->program = g_strdup (row->program);
  process->pid = row->pid;
}

static void
search (GPtrArray *processes)
{
  g_autoptr (GArray) rows = find_sockets (processes);
  GStringChunk *names = g_string_chunk_new (256);

  wire_socket_owners_find (PROC, (WireSocketRow *) (gpointer) rows->data, rows->len, names, NULL,
                           NULL);
  g_mutex_lock (&lock);
  for (guint i = 0; i < processes->len; i++)
    set_found (processes->pdata[i], &g_array_index (rows, WireSocketRow, i));
  g_mutex_unlock (&lock);
  g_string_chunk_free (names);
}

/* Returns: (transfer full): those that wait; none, and the search is over */
static GPtrArray *
take_waiting (void)
{
  GPtrArray *processes = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_peer_process_unref);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  for (gpointer process; (process = g_queue_pop_head (&waiting));)
    g_ptr_array_add (processes, process);
  searching = processes->len > 0;
  return processes;
}

static gpointer
search_thread (gpointer data)
{
  (void) data;
  for (;;)
    {
      g_autoptr (GPtrArray) processes = take_waiting ();
      gint64 began = g_get_monotonic_time ();

      if (processes->len == 0)
        return NULL;
      search (processes);
      g_ptr_array_set_size (processes, 0); /* those whose connection is over are not held longer */
      g_usleep ((gulong) (REST_TIMES * (g_get_monotonic_time () - began)));
    }
}

static void
start_search (WirePeerProcess *process)
{
  gboolean start;

  g_mutex_lock (&lock);
  g_queue_push_tail (&waiting, ref (process));
  start = !searching;
  searching = TRUE;
  g_mutex_unlock (&lock);
  if (start)
    g_thread_unref (g_thread_new ("wire-peers", search_thread, NULL));
}

static gboolean
may_have_one_more (void)
{
  gboolean may;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  may = n_processes < WIRE_PEER_PROCESS_MAX;
  n_processes += may;
  return may;
}

/**
 * wire_peer_process_look_up:
 * @local: this side of a connection
 * @peer: the other one
 *
 * Begins to look for the process that has the other end, in a thread: that takes some milliseconds,
 * and a look at every process that may be seen.
 *
 * Returns: (transfer full) (nullable): what will be known of it; %NULL where the peer is not on
 * this machine, or %WIRE_PEER_PROCESS_MAX others are looked after
 */
WirePeerProcess *
wire_peer_process_look_up (const WireSocketEndpoint *local, const WireSocketEndpoint *peer)
{
  WirePeerProcess *process;

  if (!is_on_this_machine (local, peer) || !may_have_one_more ())
    return NULL;
  process = g_new0 (WirePeerProcess, 1);
  g_atomic_ref_count_init (&process->references);
  process->local = *local;
  process->peer = *peer;
  process->descriptor = -1;
  start_search (process);
  return process;
}

void
wire_peer_process_unref (WirePeerProcess *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_lock (&lock);
  n_processes--;
  g_mutex_unlock (&lock);
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_free (self->program);
  g_free (self);
}

static guint32
get_pid (WirePeerProcess *process)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return process->pid;
}

/** Returns: (transfer full) (nullable): such as `nc (process 4711)`, once it was found */
char *
wire_peer_process_describe (WirePeerProcess *self)
{
  guint32 pid = get_pid (self);

  /* Translators: a program's name and the number of its self */
  return pid ? g_strdup_printf (_ ("%s (process %u)"), self->program ? self->program : "?", pid)
             : NULL;
}

/**
 * wire_peer_process_explain_end:
 *
 * To be asked as soon as the peer is known to send no more. Reads a line of /proc.
 *
 * Returns: (transfer full) (nullable): a sentence where a signal ended the process; %NULL where it
 *   runs, ended by itself, or nobody knows any more
 */
char *
wire_peer_process_explain_end (WirePeerProcess *self)
{
  g_autofree char *who = wire_peer_process_describe (self);
  WireProcessStat stat;
  int status = 0;

  if (!who)
    return NULL;
  if (wire_process_stat_read (PROC, self->pid, &stat) && stat.started == self->started)
    status = stat.ending ? stat.status : 0;
  else if (!ask_descriptor (self->descriptor, &status))
    return NULL;
  /* Translators: a program with the number of its self, and the name of a signal */
  return WIFSIGNALED (status)
             ? g_strdup_printf (_ ("%s was killed: %s."), who, g_strsignal (WTERMSIG (status)))
             : NULL;
}
