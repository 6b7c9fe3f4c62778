/* wire-ftp-control.h: a control connection, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-log.h"
#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireFtpControl:
 *
 * Lines of both sides. What announces a data connection counts at once, so that it is awaited; the
 * rest is understood in the order of its packets, once both sides are there (#WireFtpSession):
 * where bytes of one side are missing, what follows them comes late. For the loading thread.
 */
typedef struct _WireFtpControl WireFtpControl;

WireFtpControl *wire_ftp_control_new (WireChannel *channel);

/** The conversation is over: all that was said is understood, and @control is freed. */
void wire_ftp_control_free (WireFtpControl *control);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFtpControl, wire_ftp_control_free)

void wire_ftp_control_add (WireFtpControl *control, guint side, const WireStreamPiece *piece);
void wire_ftp_control_foresee (WireFtpControl *control, guint side, const WireStreamPiece *piece);
void wire_ftp_control_end (WireFtpControl *control, guint side, gboolean orderly);

G_END_DECLS
