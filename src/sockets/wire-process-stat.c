/* wire-process-stat.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-process-stat.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Fields of /proc/PID/stat, counted as proc(5) does. The first ones are the number and the name. */
enum
{
  FIELD_STATE = 3,
  FIELD_FLAGS = 9,
  FIELD_STARTED = 22,
  FIELD_STATUS = 52,
};

/* PF_EXITING of the kernel's include/linux/sched.h: set before a process's files are closed. */
#define EXITING 0x4u

#define STAT_BYTES 2048

static gboolean
get_number (GStrv fields, guint field, guint64 *value)
{
  return g_ascii_string_to_unsigned (fields[field - FIELD_STATE], 10, 0, G_MAXUINT64, value, NULL);
}

/**
 * wire_process_stat_parse:
 * @text: what `/proc/PID/stat` says
 * @stat: (out): what that means
 *
 * The name of a process is in it as it is, and may have any character: only what is after the
 * last bracket is read.
 *
 * Returns: whether it is such a text
 */
gboolean
wire_process_stat_parse (const char *text, WireProcessStat *stat)
{
  const char *name_end = strrchr (text, ')');
  g_auto (GStrv) fields = NULL;
  guint64 flags, status;

  if (!name_end || name_end[1] != ' ')
    return FALSE;
  fields = g_strsplit_set (name_end + 2, " \n", FIELD_STATUS - FIELD_STATE + 2);
  if (g_strv_length (fields) <= FIELD_STATUS - FIELD_STATE
      || !get_number (fields, FIELD_FLAGS, &flags)
      || !get_number (fields, FIELD_STARTED, &stat->started)
      || !get_number (fields, FIELD_STATUS, &status))
    return FALSE;
  stat->ending = (flags & EXITING) != 0;
  stat->status = (int) (status & 0xffff);
  return TRUE;
}

/**
 * wire_process_stat_read:
 * @proc: where processes are listed: `/proc`
 *
 * Reads a line that the kernel writes at once. Any thread.
 *
 * Returns: %FALSE where there is no such process, or it does not let itself be looked at
 */
gboolean
wire_process_stat_read (const char *proc, guint32 pid, WireProcessStat *stat)
{
  g_autofree char *path = g_strdup_printf ("%s/%u/stat", proc, pid);
  char text[STAT_BYTES];
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize length = fd >= 0 ? read (fd, text, sizeof text - 1) : -1;

  if (fd >= 0)
    close (fd);
  if (length <= 0)
    return FALSE;
  text[length] = '\0';
  return wire_process_stat_parse (text, stat);
}
