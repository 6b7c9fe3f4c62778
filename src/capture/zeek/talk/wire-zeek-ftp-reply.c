/* wire-zeek-ftp-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-ftp-reply.h"

#include <string.h>

/** Returns: the last number in @text, or 0 */
guint64
wire_zeek_ftp_reply_find_count (const char *text)
{
  const char *end = text + strlen (text);
  const char *begin;

  while (end > text && !g_ascii_isdigit (end[-1]))
    end--;
  for (begin = end; begin > text && g_ascii_isdigit (begin[-1]);)
    begin--;
  return begin < end ? g_ascii_strtoull (begin, NULL, 10) : 0;
}

/** Returns: (transfer full): the first path in @text; empty where there is none */
char *
wire_zeek_ftp_reply_find_path (const char *text)
{
  const char *begin = strchr (text, '/');
  gsize length = begin ? strcspn (begin, "\" ") : 0;

  return begin ? g_strndup (begin, length) : g_strdup ("");
}

/** Returns: the code that @line begins with, or 0 */
guint
wire_zeek_ftp_reply_read_code (const char *line)
{
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_isdigit (line[i]))
      return 0;
  return (guint) g_ascii_digit_value (line[0]) * 100 + (guint) g_ascii_digit_value (line[1]) * 10
         + (guint) g_ascii_digit_value (line[2]);
}

/** Returns: whether @line, in an answer that was not ended, looks like one itself */
gboolean
wire_zeek_ftp_reply_is_inside (const char *line)
{
  guint printable = 0;

  if (wire_zeek_ftp_reply_read_code (line) < 100 || line[3] != ' ')
    return FALSE;
  while (printable < 10 && g_ascii_isprint (line[4 + printable]))
    printable++;
  return printable == 10;
}
