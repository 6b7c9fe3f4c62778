/* wire-descriptors.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-descriptors.h"

#include <sys/resource.h>

/**
 * wire_descriptors_raise_limit:
 *
 * Lets this process have as many files open as the system allows it: by default that is 1024, and
 * every connection is one. Nothing here uses select(), for which the lower limit is kept
 * (systemd's file-descriptor limits say so). Any thread.
 *
 * Returns: how many that are, or 0 where that is not known
 */
guint64
wire_descriptors_raise_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return 0;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0 && getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return 0;
  return limit.rlim_cur;
}
