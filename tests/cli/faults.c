/* faults.c: makes reading or writing of files fail, for test-faults.py, which preloads it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * WIRE_FAULT is `read` or `write`, WIRE_FAULT_AT the call from which on all fail, counted from 1,
 * and WIRE_FAULT_ERRNO how. Only files below the folder WIRE_FAULT_UNDER count.
 */

/* Otherwise pread() is another name of pread64(). */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define NAME_BYTES 4096

static int
is_below (int fd, const char *folder)
{
  char link[64], name[NAME_BYTES];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, name, sizeof name);
  return length > (ssize_t) strlen (folder) && strncmp (name, folder, strlen (folder)) == 0;
}

/* Returns: whether this call fails; errno is set then */
static int
fails (const char *call, int fd)
{
  static atomic_long calls;
  const char *which = getenv ("WIRE_FAULT"), *at = getenv ("WIRE_FAULT_AT");
  const char *code = getenv ("WIRE_FAULT_ERRNO"), *folder = getenv ("WIRE_FAULT_UNDER");

  if (!which || !at || !code || !folder || strcmp (which, call) != 0 || !is_below (fd, folder))
    return 0;
  if (++calls < atol (at))
    return 0;
  errno = atoi (code);
  return 1;
}

#define FAULTY(name, call, arguments, values)                                                      \
  ssize_t name arguments;                                                                          \
  ssize_t name arguments                                                                           \
  {                                                                                                \
    void *found = dlsym (RTLD_NEXT, #name);                                                        \
    ssize_t (*real) arguments;                                                                     \
                                                                                                   \
    memcpy (&real, &found, sizeof real); /* ISO C has no cast for that */                          \
    return fails (call, fd) ? -1 : real values;                                                    \
  }

FAULTY (read, "read", (int fd, void *bytes, size_t n), (fd, bytes, n))
FAULTY (pread, "read", (int fd, void *bytes, size_t n, off_t at), (fd, bytes, n, at))
FAULTY (pread64, "read", (int fd, void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
FAULTY (write, "write", (int fd, const void *bytes, size_t n), (fd, bytes, n))
FAULTY (pwrite, "write", (int fd, const void *bytes, size_t n, off_t at), (fd, bytes, n, at))
FAULTY (pwrite64, "write", (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
