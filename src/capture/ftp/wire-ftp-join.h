/* wire-ftp-join.h: files that came in several parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-transfer-log.h"
#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

/**
 * WireFtpPart:
 * @ends: addresses of the client and the server, and which way it went
 * @path: of the file
 * @transfer: that brought it
 * @stream: of the control connection
 * @asked: the packet of its command; of what is appended, that of the upload before it
 * @reaches_end: it ended where the file does
 * @joined: (private): it was put together with those before it
 * @overtaken: (private): where the file ends after it is not known: more was sent to it
 *
 * A part of a file without holes: from @transfer's offset on.
 */
typedef struct
{
  guint8 ends[33];
  const char *path;
  const WireTransfer *transfer;
  guint32 stream;
  guint32 asked;
  gboolean reaches_end;
  gboolean joined;
  gboolean overtaken;
} WireFtpPart;

/**
 * WireFtpJoin:
 *
 * Where a transfer was resumed (REST), or a client fetched a file in segments, its parts between
 * the same two hosts and of the same path become one file, as the client put them together: of each
 * part, what comes before the next one begins. For the loading thread.
 */
typedef struct _WireFtpJoin WireFtpJoin;

WireFtpJoin *wire_ftp_join_new (WireTransferLog *transfers);

/** Frees @join and what it owns. */
void wire_ftp_join_free (WireFtpJoin *join);
void wire_ftp_join_add (WireFtpJoin *join, const WireFtpPart *part);
void wire_ftp_join_lose_end (WireFtpJoin *join, const WireFtpPart *part);
guint64 wire_ftp_join_find_end (const WireFtpJoin *join, const WireFtpPart *next);

G_END_DECLS
