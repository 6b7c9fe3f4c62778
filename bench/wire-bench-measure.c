/* wire-bench-measure.c: how much processor time, time and memory a program takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-measure RUNS PROGRAM [ARGUMENT…]
 *
 * Runs PROGRAM, with its output thrown away, RUNS times, and prints three figures: the least
 * processor time of user and system together in seconds, that run's wall-clock time in seconds, and
 * the largest private memory (RssAnon of /proc/PID/status, looked at every millisecond) in KiB.
 * File pages that the program maps or that the system caches are not private memory. -1 where
 * PROGRAM fails.
 */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Seconds. What takes longer is hundreds of times slower than what it is compared with. */
#define LIMIT 90

typedef struct
{
  double cpu;
  double wall;
  long private_kib;
} Cost;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static double
seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static long
private_memory (pid_t pid)
{
  char line[256];
  long kib = 0;
  FILE *status;

  snprintf (line, sizeof line, "/proc/%d/status", (int) pid);
  status = fopen (line, "r");
  if (!status)
    return 0;
  while (fgets (line, sizeof line, status))
    if (strncmp (line, "RssAnon:", 8) == 0)
      kib = strtol (line + 8, NULL, 10);
  fclose (status);
  return kib;
}

static void
run_program (char **arguments)
{
  int null = open ("/dev/null", O_RDWR);

  dup2 (null, 0);
  dup2 (null, 1);
  dup2 (null, 2);
  execvp (arguments[0], arguments);
  _exit (127);
}

static Cost
measure (char **arguments)
{
  const struct timespec pause = { 0, 1000000 };
  double start = now ();
  Cost cost = { 0 };
  struct rusage usage;
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    run_program (arguments);
  while (wait4 (pid, &status, WNOHANG, &usage) == 0)
    {
      long kib = private_memory (pid);

      cost.private_kib = kib > cost.private_kib ? kib : cost.private_kib;
      if (now () - start > LIMIT)
        kill (pid, SIGKILL);
      nanosleep (&pause, NULL);
    }
  cost.wall = now () - start;
  cost.cpu = seconds (usage.ru_utime) + seconds (usage.ru_stime);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    cost.cpu = -1;
  return cost;
}

int
main (int argc, char **argv)
{
  Cost best = { .cpu = -1 };
  int runs = argc > 2 ? atoi (argv[1]) : 0;
  long private_kib = 0;

  for (int i = 0; i < runs; i++)
    {
      Cost cost = measure (argv + 2);

      if (best.cpu < 0 || (cost.cpu >= 0 && cost.cpu < best.cpu))
        best = cost;
      private_kib = cost.private_kib > private_kib ? cost.private_kib : private_kib;
    }
  printf ("%.3f %.3f %ld\n", best.cpu, best.wall, private_kib);
  return best.cpu < 0;
}
