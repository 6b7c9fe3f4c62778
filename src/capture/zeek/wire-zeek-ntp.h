/* wire-zeek-ntp.h: messages of NTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"
#include "capture/zeek/log/wire-zeek-log.h"

G_BEGIN_DECLS

/** All messages of NTP on connections to its port. For one thread. */
typedef struct _WireZeekNtp WireZeekNtp;

/** Bytes that are kept of a message: its header (RFC 5905, section 7.3). */
#define WIRE_ZEEK_NTP_HEADER 48u

/**
 * WireZeekNtpRow:
 * @connection: number of the connection
 * @time: of the message
 * @header: of the message
 * @extensions: fields that follow it
 */
typedef struct
{
  guint32 connection;
  gint64 time;
  guint8 header[WIRE_ZEEK_NTP_HEADER];
  guint extensions;
} WireZeekNtpRow;

WireZeekNtp *wire_zeek_ntp_new (void);

/** Frees @ntp and what it owns. */
void wire_zeek_ntp_free (WireZeekNtp *ntp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekNtp, wire_zeek_ntp_free)

void wire_zeek_ntp_hear (WireZeekNtp *ntp, const WireZeekPayload *payload);

/** Returns: the number of messages */
guint wire_zeek_ntp_get_length (const WireZeekNtp *ntp);

/** Returns: (transfer none): a message, in the order of time */
const WireZeekNtpRow *wire_zeek_ntp_get (const WireZeekNtp *ntp, guint i);

void wire_zeek_ntp_row_write (const WireZeekNtpRow *row, WireZeekLog *log);

G_END_DECLS
