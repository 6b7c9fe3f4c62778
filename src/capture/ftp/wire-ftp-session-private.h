/* wire-ftp-session-private.h: what commands and answers change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-pending.h"
#include "capture/ftp/wire-ftp-session.h"

G_BEGIN_DECLS

/*
 * @session: (nullable): where it is noted
 * @pending: (element-type WireFtpPending)
 * @folder: (nullable): the current one, as far as that is known
 * @user: (nullable): who is logged in
 * @asked_user: (nullable): who wants to
 * @rename_from: (nullable): of RNFR
 * @uploaded: (nullable): the file that was sent last
 * @uploaded_at: the packet of the command for that
 * @size_path: (nullable): the file that SIZE was asked of last
 * @size: what it said
 * @rest: of the next transfer
 * @unplaced: nobody knows whether the next transfer has one
 * @lost: sides of which lines are missing since the last transfer, a bit each
 * @flags: #WireFtpJobFlags of the next transfer
 * @current: (nullable): what was announced last and is not settled
 * @multiline: the code of the reply that goes on, or 0
 */
struct _WireFtpSession
{
  WireFtpLog *log;
  WireSession *session;
  WireTuple control;
  guint32 stream;
  guint8 client;
  GQueue pending;
  char *folder;
  char *user;
  char *asked_user;
  char *rename_from;
  char *uploaded;
  guint32 uploaded_at;
  char *size_path;
  guint64 size;
  guint64 rest;
  gboolean unplaced;
  guint8 lost;
  guint8 flags;
  WireFtpOffer *current;
  guint16 multiline;
};

void wire_ftp_session_note (WireFtpSession *self,
                            WireSessionEventKind kind,
                            const WireFtpLine *line,
                            const char *text,
                            const char *other);
void wire_ftp_session_begin_waiting (WireFtpSession *self, GList *from);
void wire_ftp_session_use_rest (WireFtpSession *self);
void wire_ftp_session_settle (WireFtpSession *self, guint code, const char *reply);
void wire_ftp_session_answer (WireFtpSession *self, guint code, const WireFtpLine *line);

G_END_DECLS
