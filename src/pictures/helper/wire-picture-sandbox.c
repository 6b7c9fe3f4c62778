/* wire-picture-sandbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures/helper/wire-picture-sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The address space of sanitizers is larger than any bound, and they open files when something
 * fails. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

/* What is left: memory without code, reading and writing what is open already, and the end. */
static const int ALLOWED[] = {
  SCMP_SYS (read),
  SCMP_SYS (write),
  SCMP_SYS (close),
  SCMP_SYS (brk),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (futex),
  SCMP_SYS (futex_time64),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (clock_gettime64),
  SCMP_SYS (getrandom),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (sched_yield),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

static gboolean
set_limit (__rlimit_resource_t what, guint64 soft, guint64 hard)
{
  return setrlimit (what, &(struct rlimit){ soft, hard }) == 0;
}

/**
 * wire_picture_sandbox_limit:
 * @memory: bytes of address space
 * @seconds: of a processor, after which SIGXCPU ends the process
 *
 * Bounds what this process may use. It starts no other, writes no file, and leaves no picture of
 * its memory when it crashes.
 *
 * Returns: whether all of it holds
 */
gboolean
wire_picture_sandbox_limit (guint64 memory, guint seconds)
{
  gboolean bounded = SANITIZED || set_limit (RLIMIT_AS, memory, memory);

  return set_limit (RLIMIT_CPU, seconds, seconds + 1) && set_limit (RLIMIT_CORE, 0, 0)
         && set_limit (RLIMIT_FSIZE, 0, 0) && set_limit (RLIMIT_NPROC, 0, 0)
         && set_limit (RLIMIT_NOFILE, 0, 0) && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && bounded;
}

/* Memory may be made and changed, but never into code. */
static int
allow_memory (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp no_code = SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  const int calls[] = { SCMP_SYS (mmap), SCMP_SYS (mmap2), SCMP_SYS (mprotect) };
  int failed = 0;

  for (gsize i = 0; failed == 0 && i < G_N_ELEMENTS (calls); i++)
    failed = seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, calls[i], 1, &no_code);
  return failed;
}

/* So that abort() still says by its signal how the process ended. */
static int
allow_abort (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp itself = SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ());

  return seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, &itself);
}

/**
 * wire_picture_sandbox_close:
 *
 * Leaves this process only the system calls that decoding needs; all others fail with EACCES. It
 * opens, connects and starts nothing from here on. There is no way back.
 *
 * Returns: 0, or the number of the error with which the system refused
 */
int
wire_picture_sandbox_close (void)
{
  scmp_filter_ctx filter = SANITIZED ? NULL : seccomp_init (SCMP_ACT_ERRNO (EACCES));
  int failed = filter ? 0 : SANITIZED ? -ENOSYS : -ENOMEM;

  for (gsize i = 0; failed == 0 && i < G_N_ELEMENTS (ALLOWED); i++)
    failed = seccomp_rule_add (filter, SCMP_ACT_ALLOW, ALLOWED[i], 0);
  if (failed == 0)
    failed = allow_memory (filter);
  if (failed == 0)
    failed = allow_abort (filter);
  if (failed == 0)
    failed = seccomp_load (filter);
  if (filter)
    seccomp_release (filter);
  return -failed;
}
