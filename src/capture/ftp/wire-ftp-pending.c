/* wire-ftp-pending.c: a command that was not answered yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/ftp/wire-ftp-pending.h"

/** Frees @self, but not what it was given for. */
void
wire_ftp_pending_free (WireFtpPending *self)
{
  g_free (self->argument);
  g_free (self);
}
