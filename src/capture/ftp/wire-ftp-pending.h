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
 * @rest: where in the file REST said that it begins
 * @unplaced: whether there was a REST is not known
 * @unheard: lines are missing between the transfer before and this one
 * @waits: of commands that transfer: an answer that announces its connection is still to come
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
  guint64 rest;
  gboolean unplaced;
  gboolean unheard;
  gboolean waits;
  WireFtpOffer *offer;
  gboolean begun;
} WireFtpPending;

void wire_ftp_pending_free (WireFtpPending *pending);

G_END_DECLS
