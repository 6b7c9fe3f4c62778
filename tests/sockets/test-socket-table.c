/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-listening.h"
#include "sockets/wire-port.h"
#include "sockets/wire-server.h"
#include "sockets/wire-socket-table.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A folder in place of /proc, whose every byte this test chooses. */
typedef struct
{
  char *root;
} Proc;

#define HEADING                                                                                    \
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "    \
  "inode\n"

static void
proc_put (const Proc *proc, const char *path, const char *content)
{
  g_autofree char *name = g_build_filename (proc->root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (name);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (name, content, -1, NULL));
}

static void
proc_link (const Proc *proc, const char *path, const char *target)
{
  g_autofree char *name = g_build_filename (proc->root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (name);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (target, name), ==, 0);
}

/* The words of the tables are in this machine's byte order; those of the tests read the same in
 * any. */
static void
proc_init (Proc *proc)
{
  proc->root = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_assert_nonnull (proc->root);
  proc_put (proc, "net/tcp", HEADING);
  proc_put (proc, "net/udp", HEADING);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!g_file_test (child, G_FILE_TEST_IS_SYMLINK) && g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
proc_clear (Proc *proc)
{
  remove_folder (proc->root);
  g_free (proc->root);
}

static WireSocketTable *
proc_read (const Proc *proc)
{
  g_autoptr (GError) error = NULL;
  WireSocketTable *table = wire_socket_table_read (proc->root, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static char *
tcp_line (const char *local, const char *remote, const char *state, guint64 inode)
{
  return g_strdup_printf ("   0: %s %s %s 00000000:00000000 00:00000000 00000000  1000        0 "
                          "%" G_GUINT64_FORMAT " 1 0000000000000000 100 0 0 10 0\n",
                          local, remote, state, inode);
}

static void
test_rows (void)
{
  Proc proc;
  g_autoptr (WireSocketTable) table = NULL;
  g_autofree char *listening = tcp_line ("01010101:138D", "00000000:0000", "0A", 77);
  g_autofree char *open = tcp_line ("01010101:138D", "01010101:CA0E", "01", 78);
  g_autofree char *gone = tcp_line ("01010101:0050", "01010101:CA0F", "06", 0);
  g_autofree char *twice = g_strconcat (HEADING, open, listening, gone, open, NULL);
  g_autofree char *unconnected = tcp_line ("01010101:0035", "00000000:0000", "07", 80);
  g_autofree char *connected = tcp_line ("01010101:0036", "01010101:CA10", "01", 81);
  g_autofree char *datagrams = g_strconcat (HEADING, unconnected, connected, NULL);
  const WireSocketRow *row;

  proc_init (&proc);
  proc_put (&proc, "net/tcp", twice);
  proc_put (&proc, "net/tcp6",
            HEADING
            "   0: 00000000000000000000000000000000:138D 00000000000000000000000000000000:0000 0A "
            "00000000:00000000 00:00000000 00000000  1000        0 79 1\n");
  proc_put (&proc, "net/udp", datagrams);
  proc_link (&proc, "31/fd/4", "socket:[78]");
  proc_link (&proc, "31/fd/5", "socket:[78]"); /* a second descriptor is no second process */
  proc_link (&proc, "7/fd/3", "socket:[78]");
  proc_link (&proc, "7/fd/9", "socket:[77]");
  proc_put (&proc, "7/comm", "ser\x1bver\n");
  proc_put (&proc, "31/comm", "other\n");
  table = proc_read (&proc);

  g_assert_cmpuint (wire_socket_table_get_length (table), ==, 6);
  g_assert_false (wire_socket_row_is_open (wire_socket_table_get (table, 0)));
  g_assert_true (wire_socket_row_is_open (wire_socket_table_get (table, 1)));
  g_assert_true (wire_socket_row_is_open (wire_socket_table_get (table, 4)));
  g_assert_false (wire_socket_row_is_open (wire_socket_table_get (table, 5)));
  row = wire_socket_table_get (table, 0);
  g_assert_cmpuint (row->local.port, ==, 80);
  g_assert_cmpint (row->state, ==, WIRE_SOCKET_STATE_TIME_WAIT);
  g_assert_cmpint (row->owner, ==, WIRE_SOCKET_OWNER_KERNEL);
  row = wire_socket_table_get (table, 1);
  g_assert_cmpstr (row->local.host, ==, "1.1.1.1");
  g_assert_cmpuint (row->local.port, ==, 5005);
  g_assert_cmpint (row->state, ==, WIRE_SOCKET_STATE_LISTENING);
  g_assert_cmpuint (row->pid, ==, 7);
  g_assert_cmpuint (row->n_processes, ==, 1);
  row = wire_socket_table_get (table, 2);
  g_assert_cmpuint (row->remote.port, ==, 51726);
  g_assert_cmpint (row->state, ==, WIRE_SOCKET_STATE_ESTABLISHED);
  g_assert_cmpint (row->owner, ==, WIRE_SOCKET_OWNER_SEEN);
  g_assert_cmpuint (row->pid, ==, 7);
  g_assert_cmpuint (row->n_processes, ==, 2);
  g_assert_cmpstr (row->program, ==, "ser\\x1bver");
  row = wire_socket_table_get (table, 3);
  g_assert_cmpstr (row->local.host, ==, "::");
  g_assert_cmpint (row->family, ==, G_SOCKET_FAMILY_IPV6);
  g_assert_cmpint (row->owner, !=, WIRE_SOCKET_OWNER_SEEN);
  g_assert_nonnull (wire_socket_owner_explain (row->owner));
  proc_clear (&proc);
}

/* What is no line of a socket is passed over, and what is no link to one too. */
static void
test_hostile (void)
{
  static const char *const LINES[] = {
    "",
    "\n",
    "   0:\n",
    "   0: 01010101:138D\n",
    "   0: 01010101:138D 00000000:0000 0A\n",
    "   0: 0101010:138D 00000000:0000 0A 0:0 0:0 0 1000 0 5 1\n",
    "   0: 01010101:138DE 00000000:0000 0A 0:0 0:0 0 1000 0 5 1\n",
    "   0: 01010101138D 00000000:0000 0A 0:0 0:0 0 1000 0 5 1\n",
    "   0: 0101-101:138D 00000000:0000 0A 0:0 0:0 0 1000 0 5 1\n",
    "   0: 01010101:138D 00000000:0000 100 0:0 0:0 0 1000 0 5 1\n",
    "   0: 01010101:138D 00000000:0000 0A 0:0 0:0 0 -1 0 5 1\n",
    "   0: 01010101:138D 00000000:0000 0A 0:0 0:0 0 1000 0 99999999999999999999999 1\n",
    "   0: 01010101: 00000000:0000 0A 0:0 0:0 0 1000 0 5 1\n",
    "   0: : : : : : : : : :\n",
    "   0: 01010101:138D 00000000:0000 0A 0:0 0:0 0 1000 0 5",
  };
  Proc proc;
  g_autoptr (GString) content = g_string_new (HEADING);
  g_autoptr (WireSocketTable) table = NULL;
  g_autofree char *good = tcp_line ("01010101:138D", "00000000:0000", "FF", 9);

  proc_init (&proc);
  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autoptr (WireSocketTable) none = NULL;
      g_autofree char *alone = g_strconcat (HEADING, LINES[i], NULL);

      proc_put (&proc, "net/tcp", alone);
      none = proc_read (&proc);
      g_assert_cmpuint (wire_socket_table_get_length (none), ==, 0);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (content, "01010101:138D ");
  g_string_append_c (content, '\n');
  g_string_append (content, good);
  proc_put (&proc, "net/tcp", content->str);
  proc_link (&proc, "1/fd/0", "socket:[9");
  proc_link (&proc, "1/fd/1", "socket:[]");
  proc_link (&proc, "1/fd/2", "socket:[9]]");
  proc_link (&proc, "1/fd/3", "/dev/null");
  proc_put (&proc, "1/fd/4", "socket:[9]");
  proc_put (&proc, "2/fd", "no folder");
  proc_put (&proc, "99999999999/comm", "x");
  proc_put (&proc, "self/comm", "x");
  table = proc_read (&proc);
  g_assert_cmpuint (wire_socket_table_get_length (table), ==, 1);
  g_assert_cmpint (wire_socket_table_get (table, 0)->state, ==, WIRE_SOCKET_STATE_UNKNOWN);
  g_assert_cmpuint (wire_socket_table_get (table, 0)->pid, ==, 0);
  proc_clear (&proc);
}

static void
test_failures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_null (wire_socket_table_read ("/nonexistent", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nonexistent/net/tcp"));
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (wire_socket_table_read (NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* This process's own sockets are among those of this machine. */
static void
test_own (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireSocketTable) table = wire_socket_table_read (NULL, NULL, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < wire_socket_table_get_length (table); i++)
    {
      const WireSocketRow *row = wire_socket_table_get (table, i);

      if (row->local.port == port && row->state == WIRE_SOCKET_STATE_LISTENING)
        {
          found++;
          g_assert_cmpuint (row->pid, ==, getpid ());
          g_assert_cmpuint (row->uid, ==, getuid ());
          g_assert_nonnull (row->program);
        }
    }
  g_assert_cmpuint (found, >, 0);
}

static void
test_port_taken (void)
{
  g_autoptr (WireServer) server = wire_server_new ();
  GList *addresses = wire_listening_list_addresses ("127.0.0.1", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireSocketTable) table = NULL;
  g_autofree char *words = NULL, *begin = NULL, *process = NULL;
  const WireSocketRow *holder;
  guint16 port;

  g_assert_true (wire_server_start (server, "127.0.0.1", addresses, 0, &error));
  port = wire_server_get_port (server);
  table = wire_socket_table_read (NULL, NULL, &error);
  g_assert_no_error (error);
  holder = wire_port_find_holder (table, addresses, port);
  g_assert_nonnull (holder);
  g_assert_cmpuint (holder->pid, ==, getpid ());
  words = wire_port_explain_taken (table, addresses, "127.0.0.1", port);
  begin = g_strdup_printf ("At 127.0.0.1, port %u is used by ", port);
  process = g_strdup_printf ("(process %u); ", (guint) getpid ());
  g_assert_true (g_str_has_prefix (words, begin));
  g_assert_nonnull (strstr (words, process));
  g_assert_true (g_str_has_suffix (words, " is free."));
  wire_server_stop (server);
  g_resolver_free_addresses (addresses);
}

/* Who listens comes before who is only connected from there, at all addresses or at one. */
static void
test_port_holders (void)
{
  Proc proc;
  g_autoptr (WireSocketTable) table = NULL;
  g_autofree char *connected = tcp_line ("01010101:138D", "02020202:0050", "01", 5);
  g_autofree char *elsewhere = tcp_line ("02020202:138D", "00000000:0000", "0A", 6);
  g_autofree char *everywhere = tcp_line ("00000000:138E", "00000000:0000", "0A", 7);
  g_autofree char *tcp = g_strconcat (HEADING, connected, elsewhere, everywhere, NULL);
  GList *addresses = wire_listening_list_addresses ("1.1.1.1", NULL, NULL);
  const WireSocketRow *row;

  proc_init (&proc);
  proc_put (&proc, "net/tcp", tcp);
  table = proc_read (&proc);
  row = wire_port_find_holder (table, addresses, 5005);
  g_assert_nonnull (row);
  g_assert_cmpuint (row->inode, ==, 5);
  row = wire_port_find_holder (table, addresses, 5006);
  g_assert_nonnull (row);
  g_assert_cmpuint (row->inode, ==, 7);
  g_assert_null (wire_port_find_holder (table, addresses, 5007));
  g_resolver_free_addresses (addresses);
  proc_clear (&proc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/socket-table/rows", test_rows);
  g_test_add_func ("/socket-table/hostile", test_hostile);
  g_test_add_func ("/socket-table/failures", test_failures);
  g_test_add_func ("/socket-table/own", test_own);
  g_test_add_func ("/socket-table/port-taken", test_port_taken);
  g_test_add_func ("/socket-table/port-holders", test_port_holders);
  return g_test_run ();
}
