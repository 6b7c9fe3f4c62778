/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pictures/helper/wire-picture-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Sanitizers need what is given up; there it stays open. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#define CLOSED ENOSYS
#else
#define SANITIZED 0
#define CLOSED 0
#endif

#define MEMORY (G_GUINT64_CONSTANT (256) * 1024 * 1024)

/* What a child of this process does once it is closed. Returns: whether it was as expected */
typedef gboolean (*Deed) (void);

/* Returns: the status of a child that gave up what a decoder gives up, and did @deed */
static int
run_closed (Deed deed, guint seconds)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (!wire_picture_sandbox_limit (MEMORY, seconds))
        _exit (3);
      if (wire_picture_sandbox_close () != CLOSED)
        _exit (4);
      _exit (deed () ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static gboolean
is_refused (long returned)
{
  return returned == -1 && errno == EACCES;
}

static gboolean
open_file (void)
{
  return is_refused (syscall (SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY))
         && is_refused (syscall (SYS_openat, AT_FDCWD, "/tmp", O_RDWR | O_TMPFILE, 0600));
}

static gboolean
connect_out (void)
{
  return is_refused (syscall (SYS_socket, AF_INET, SOCK_STREAM, 0))
         && is_refused (syscall (SYS_socket, AF_UNIX, SOCK_STREAM, 0))
         && is_refused (syscall (SYS_sendto, 1, "x", 1, 0, NULL, 0));
}

static gboolean
start_other (void)
{
  static char *const argv[] = { (char *) "/bin/true", NULL };

  return is_refused (syscall (SYS_execve, argv[0], argv, NULL))
         && is_refused (syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0));
}

static gboolean
reach_others (void)
{
  return is_refused (syscall (SYS_kill, getppid (), 0))
         && is_refused (syscall (SYS_tgkill, 1, 1, 0))
         && is_refused (syscall (SYS_ptrace, 0, 0, 0, 0))
         && is_refused (syscall (SYS_unlinkat, AT_FDCWD, "nothing", 0));
}

static gboolean
make_code (void)
{
  void *plain = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return plain != MAP_FAILED && is_refused (mprotect (plain, 4096, PROT_READ | PROT_EXEC))
         && mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                == MAP_FAILED;
}

/* What decoding needs is still there. */
static gboolean
work (void)
{
  g_autofree guint8 *memory = g_malloc (16 * 1024 * 1024);
  g_autofree char *text = NULL;

  memset (memory, 1, 16 * 1024 * 1024);
  text = g_strdup_printf ("%d %s", memory[4711], g_strerror (ENOENT));
  return write (STDOUT_FILENO, "", 0) == 0 && text && g_get_monotonic_time () > 0;
}

static gboolean
take_memory (void)
{
  return !g_try_malloc (MEMORY);
}

static gboolean
run_for_ever (void)
{
  for (volatile guint i = 0;; i++)
    ;
  return FALSE;
}

static gboolean
crash (void)
{
  abort ();
  return FALSE;
}

static void
test_refused (void)
{
  static const Deed deeds[] = {
    open_file, connect_out, start_other, reach_others, make_code, work
  };

  for (gsize i = SANITIZED ? G_N_ELEMENTS (deeds) - 1 : 0; i < G_N_ELEMENTS (deeds); i++)
    g_assert_cmpint (run_closed (deeds[i], 60), ==, 0);
}

static void
test_limits (void)
{
  int status = run_closed (run_for_ever, 1);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGXCPU);
  status = run_closed (crash, 60);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGABRT);
  g_assert_false (WCOREDUMP (status));
  g_assert_cmpint (run_closed (SANITIZED ? work : take_memory, 60), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-sandbox/refused", test_refused);
  g_test_add_func ("/picture-sandbox/limits", test_limits);
  return g_test_run ();
}
