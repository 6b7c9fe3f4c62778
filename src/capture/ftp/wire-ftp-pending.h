/* wire-ftp-pending.h: a command that was not answered yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-session.h"

G_BEGIN_DECLS

/**
 * WireFtpPending:
 * @verb: the command
 * @argument: owned
 * @packet: that brought it
 * @time: when, in nanoseconds since 1970
 * @offer: (nullable): what it was given for, of commands that transfer
 * @begun: an answer said that it begins
 *
 * A command that was not answered yet.
 */
typedef struct
{
  WireFtpVerb verb;
  char *argument;
  guint32 packet;
  gint64 time;
  WireFtpOffer *offer;
  gboolean begun;
} WireFtpPending;

void wire_ftp_pending_free (WireFtpPending *pending);

G_END_DECLS
