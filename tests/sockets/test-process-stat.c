/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-process-stat.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define BEFORE_FLAGS " S 1 2 3 4 5 "
#define TO_START " 0 0 0 0 0 0 0 0 20 0 1 0 "
#define TO_STATUS " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 "

static void
test_parse (void)
{
  WireProcessStat stat;

  g_assert_true (wire_process_stat_parse (
      "42 (nc)" BEFORE_FLAGS "4194304" TO_START "777" TO_STATUS "0\n", &stat));
  g_assert_cmpuint (stat.started, ==, 777);
  g_assert_false (stat.ending);
  g_assert_true (wire_process_stat_parse (
      "42 (nc)" BEFORE_FLAGS "4194308" TO_START "777" TO_STATUS "9\n", &stat));
  g_assert_true (stat.ending);
  g_assert_true (WIFSIGNALED (stat.status));
  g_assert_cmpint (WTERMSIG (stat.status), ==, SIGKILL);
}

/* A process may call itself what it likes. */
static void
test_names (void)
{
  const char *const names[] = { ") Z 1 1 1 1 1 4 (", "a b", "))))", "(", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text =
          g_strconcat ("1 (", names[i], ")" BEFORE_FLAGS "0" TO_START "5" TO_STATUS "256\n", NULL);
      WireProcessStat stat;

      g_assert_true (wire_process_stat_parse (text, &stat));
      g_assert_cmpuint (stat.started, ==, 5);
      g_assert_false (stat.ending);
    }
}

/* Whatever is cut off, nothing is made up. */
static void
test_cut (void)
{
  const char *text = "42 (nc)" BEFORE_FLAGS "4" TO_START "777" TO_STATUS "9";
  WireProcessStat stat;

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *part = g_strndup (text, length);

      g_assert_false (wire_process_stat_parse (part, &stat));
    }
  g_assert_true (wire_process_stat_parse (text, &stat));
}

static void
test_a_child (void)
{
  WireProcessStat before, after;
  int hold[2];
  pid_t child;
  char byte;

  g_assert_cmpint (pipe (hold), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (hold[1]);
      _exit ((int) read (hold[0], &byte, 1));
    }
  close (hold[0]);
  g_assert_true (wire_process_stat_read ("/proc", (guint32) child, &before));
  g_assert_false (before.ending);
  kill (child, SIGTERM);
  do
    g_assert_true (wire_process_stat_read ("/proc", (guint32) child, &after));
  while (!after.ending);
  g_assert_cmpuint (before.started, ==, after.started);
  g_assert_cmpint (WTERMSIG (after.status), ==, SIGTERM);
  waitpid (child, NULL, 0);
  close (hold[1]);
  g_assert_false (wire_process_stat_read ("/proc", (guint32) child, &after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process-stat/parse", test_parse);
  g_test_add_func ("/process-stat/names", test_names);
  g_test_add_func ("/process-stat/cut", test_cut);
  g_test_add_func ("/process-stat/child", test_a_child);
  return g_test_run ();
}
