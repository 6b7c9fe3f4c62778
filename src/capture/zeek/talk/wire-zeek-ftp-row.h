/* wire-zeek-ftp-row.h: one row of ftp.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-address.h"

G_BEGIN_DECLS

/**
 * WireZeekFtpRow:
 * @connection: number of the control connection
 * @time: of the command
 * @user: who signed in
 * @password: (nullable): or a word in its place
 * @verb: the command
 * @argument: (nullable): of files their URL
 * @file_size: as the server says, or -1
 * @code: of the last answer, or 0
 * @text: (nullable): of the last answer
 * @has_channel: this command announced a data connection: @channel
 * @passive: the client connects
 * @channel: the last data connection that was announced; its port is 0 before
 * @since: packet of the command before
 * @packet: with which the command ended: a file whose first packet is later than @since and not
 *   later than this came with it
 */
typedef struct
{
  guint32 connection;
  gint64 time;
  char *user;
  char *password;
  char *verb;
  char *argument;
  gint64 file_size;
  guint code;
  char *text;
  gboolean has_channel;
  gboolean passive;
  WireFtpAddress channel;
  guint32 since;
  guint32 packet;
} WireZeekFtpRow;

WireZeekFtpRow *wire_zeek_ftp_row_copy (const WireZeekFtpRow *row);

/** Frees what @row owns, but not @row itself. */
void wire_zeek_ftp_row_clear (WireZeekFtpRow *row);

/** Frees @row and what it owns. */
void wire_zeek_ftp_row_free (WireZeekFtpRow *row);

G_END_DECLS
