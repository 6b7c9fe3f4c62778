/* wire-zeek-ftp-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-ftp-row.h"

/** Returns: (transfer full): the same */
WireZeekFtpRow *
wire_zeek_ftp_row_copy (const WireZeekFtpRow *row)
{
  WireZeekFtpRow *copy = g_memdup2 (row, sizeof *row);

  copy->user = g_strdup (row->user);
  copy->password = g_strdup (row->password);
  copy->verb = g_strdup (row->verb);
  copy->argument = g_strdup (row->argument);
  copy->text = g_strdup (row->text);
  return copy;
}

void
wire_zeek_ftp_row_clear (WireZeekFtpRow *row)
{
  g_free (row->user);
  g_free (row->password);
  g_free (row->verb);
  g_free (row->argument);
  g_free (row->text);
}

void
wire_zeek_ftp_row_free (WireZeekFtpRow *row)
{
  wire_zeek_ftp_row_clear (row);
  g_free (row);
}
