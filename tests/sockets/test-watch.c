/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-watch.h"

#include <sys/socket.h>
#include <unistd.h>

/* One end of a pair of sockets, and what was told of it. */
typedef struct _End End;
struct _End
{
  int fd;
  int other;
  WireWatch *watch;
  guint readable;
  guint writable;
  End *frees; /* whose watch is freed when this one is told */
};

static void
ready_cb (gboolean readable, gboolean writable, gpointer data)
{
  End *end = data;

  end->readable += readable;
  end->writable += writable;
  if (end->frees)
    g_clear_pointer (&end->frees->watch, wire_watch_free);
}

static void
end_init (End *end)
{
  int pair[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), ==, 0);
  *end = (End){ .fd = pair[0], .other = pair[1] };
  end->watch = wire_watch_new (end->fd, ready_cb, end);
  g_assert_nonnull (end->watch);
}

static void
end_clear (End *end)
{
  g_clear_pointer (&end->watch, wire_watch_free);
  close (end->fd);
  if (end->other >= 0)
    close (end->other);
}

static void
test_what_is_wanted (void)
{
  End end;
  char byte;

  end_init (&end);
  g_assert_cmpint (write (end.other, "x", 1), ==, 1);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  wire_watch_want (end.watch, TRUE, FALSE);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.readable, ==, 1);
  g_assert_cmpuint (end.writable, ==, 0);
  g_assert_cmpint (read (end.fd, &byte, 1), ==, 1);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  wire_watch_want (end.watch, TRUE, TRUE);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.readable, ==, 1);
  g_assert_cmpuint (end.writable, ==, 1);
  wire_watch_want (end.watch, FALSE, FALSE);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  end_clear (&end);
}

/* A peer that is gone is told to whoever waits, and does not keep others from sleeping. */
static void
test_hang_up (void)
{
  End end;

  end_init (&end);
  close (end.other);
  end.other = -1;
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  wire_watch_want (end.watch, TRUE, FALSE);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.readable, ==, 1);
  wire_watch_want (end.watch, FALSE, FALSE);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  end_clear (&end);
}

/* Of two that are ready in the same turn the first one told frees the other. */
static void
test_freed_by_another (void)
{
  End one, other;

  end_init (&one);
  end_init (&other);
  one.frees = &other;
  other.frees = &one;
  wire_watch_want (one.watch, FALSE, TRUE);
  wire_watch_want (other.watch, FALSE, TRUE);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint ((one.writable > 0) + (other.writable > 0), ==, 1);
  end_clear (&one);
  end_clear (&other);
}

static void
test_frees_itself (void)
{
  End end;

  end_init (&end);
  end.frees = &end;
  wire_watch_want (end.watch, FALSE, TRUE);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.writable, ==, 1);
  g_assert_null (end.watch);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  end_clear (&end);
}

static void
test_many (void)
{
  enum
  {
    N = 300
  };
  End ends[N];
  guint told = 0;

  for (guint i = 0; i < N; i++)
    {
      end_init (&ends[i]);
      wire_watch_want (ends[i].watch, FALSE, TRUE);
    }
  while (told < N)
    {
      g_assert_true (g_main_context_iteration (NULL, FALSE));
      told = 0;
      for (guint i = 0; i < N; i++)
        told += ends[i].writable > 0; /* all get their turn */
    }
  for (guint i = 0; i < N; i++)
    end_clear (&ends[i]);
}

/* Another thread has its own main context. */
static gpointer
run_elsewhere (gpointer data)
{
  GMainContext *context = g_main_context_new ();
  End end;

  (void) data;
  g_main_context_push_thread_default (context);
  end_init (&end);
  wire_watch_want (end.watch, FALSE, TRUE);
  g_assert_true (g_main_context_iteration (context, FALSE));
  g_assert_cmpuint (end.writable, ==, 1);
  end_clear (&end);
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
  return NULL;
}

static void
test_threads (void)
{
  End end;
  GThread *thread;

  end_init (&end);
  wire_watch_want (end.watch, FALSE, TRUE);
  thread = g_thread_new ("elsewhere", run_elsewhere, NULL);
  g_thread_join (thread);
  g_assert_cmpuint (end.writable, ==, 0);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.writable, ==, 1);
  end_clear (&end);
}

static gboolean
count_cb (gpointer n)
{
  ++*(guint *) n;
  return G_SOURCE_CONTINUE;
}

/* What a window draws (at GTK's GDK_PRIORITY_REDRAW) does not wait for a socket that is always
 * ready. */
static void
test_leaves_time_to_draw (void)
{
  guint drawn = 0, id;
  End end;

  end_init (&end);
  wire_watch_want (end.watch, FALSE, TRUE);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.writable, ==, 1);
  id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, count_cb, &drawn, NULL);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (drawn, ==, 1);
  g_source_remove (id);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (end.writable, ==, 2);
  end_clear (&end);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watch/wanted", test_what_is_wanted);
  g_test_add_func ("/watch/hang-up", test_hang_up);
  g_test_add_func ("/watch/freed-by-another", test_freed_by_another);
  g_test_add_func ("/watch/frees-itself", test_frees_itself);
  g_test_add_func ("/watch/many", test_many);
  g_test_add_func ("/watch/threads", test_threads);
  g_test_add_func ("/watch/leaves-time-to-draw", test_leaves_time_to_draw);
  return g_test_run ();
}
