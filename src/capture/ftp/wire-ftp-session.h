/* wire-ftp-session.h: what was said on a control connection, understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-log.h"

G_BEGIN_DECLS

/**
 * WireFtpLine:
 * @packet: that ended it; from 0
 * @side: of the stream that said it
 * @lost: some of what this side said here was not captured; @text is %NULL
 * @order: in which it was heard
 * @time: of @packet
 * @offer: (nullable): the data connection that it announces
 * @text: (nullable): without the end of the line; owned
 */
typedef struct
{
  guint32 packet;
  guint8 side;
  gboolean lost;
  guint order;
  gint64 time;
  WireFtpOffer *offer;
  char *text;
} WireFtpLine;

/**
 * WireFtpSession:
 *
 * Commands and their answers, in the order of their packets: who is logged in, where, and what is
 * asked for on each data connection. For the loading thread.
 */
typedef struct _WireFtpSession WireFtpSession;

WireFtpSession *wire_ftp_session_new (WireFtpLog *log, WireSession *session);
void wire_ftp_session_free (WireFtpSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFtpSession, wire_ftp_session_free)

void wire_ftp_session_set_ends (WireFtpSession *session,
                                const WireTuple *control,
                                guint32 stream,
                                guint8 client);
void wire_ftp_session_set_decrypted (WireFtpSession *session);
void wire_ftp_session_hear (WireFtpSession *session, const WireFtpLine *line);

G_END_DECLS
