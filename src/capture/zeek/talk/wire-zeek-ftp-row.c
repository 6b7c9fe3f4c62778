/* wire-zeek-ftp-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-ftp-row.h"

/** Returns: (transfer full): the same */
WireZeekFtpRow *
wire_zeek_ftp_row_copy (const WireZeekFtpRow *self)
{
  WireZeekFtpRow *copy = g_memdup2 (self, sizeof *self);

  copy->user = g_strdup (self->user);
  copy->password = g_strdup (self->password);
  copy->verb = g_strdup (self->verb);
  copy->argument = g_strdup (self->argument);
  copy->text = g_strdup (self->text);
  return copy;
}

void
wire_zeek_ftp_row_clear (WireZeekFtpRow *self)
{
  g_free (self->user);
  g_free (self->password);
  g_free (self->verb);
  g_free (self->argument);
  g_free (self->text);
}

void
wire_zeek_ftp_row_free (WireZeekFtpRow *self)
{
  wire_zeek_ftp_row_clear (self);
  g_free (self);
}
