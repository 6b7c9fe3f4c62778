/* wire-capture-smb.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-smb.h"

#include "capture/smb/wire-smb-listener.h"
#include "capture/smb/wire-smb-log.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"

/** Whether sessions of SMB in @self are encrypted, and their keys were not given. */
gboolean
wire_capture_lacks_smb_keys (WireCapture *self)
{
  const WireSmbLog *log;

  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);

  g_autoptr (WireReadLock) lock = wire_read_lock (&self->hearing.lock, &self->hearing.waiting);
  if (!self->hearing.streams)
    return FALSE;
  log = wire_listening_peek_log (wire_stream_table_get_listening (self->hearing.streams),
                                 &wire_smb_listener);
  return log && wire_smb_log_lacks_keys (log);
}
