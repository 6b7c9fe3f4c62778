/* wire-zeek-ftp.h: what clients of FTP ask for, as Zeek counts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/talk/wire-zeek-ftp-row.h"
#include "capture/zeek/talk/wire-zeek-lines.h"

G_BEGIN_DECLS

/** Conversations and rows of a capture; the rest is left out. */
#define WIRE_ZEEK_MAX_FTP 1048576u

/**
 * WireZeekFtp:
 *
 * Control connections of FTP (RFC 959). A row is a command that moves or deletes a file, or
 * announces a data connection, with the last answer to it. For one thread.
 */
typedef struct _WireZeekFtp WireZeekFtp;

WireZeekFtp *wire_zeek_ftp_new (void);

/** Frees @ftp and what it owns. */
void wire_zeek_ftp_free (WireZeekFtp *ftp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekFtp, wire_zeek_ftp_free)

void wire_zeek_ftp_hear (WireZeekFtp *ftp, const WireZeekPayload *payload);
void wire_zeek_ftp_end (WireZeekFtp *ftp);

/** Returns: the number of rows */
guint wire_zeek_ftp_get_length (const WireZeekFtp *ftp);

const WireZeekFtpRow *wire_zeek_ftp_get (const WireZeekFtp *ftp, guint i);

G_END_DECLS
