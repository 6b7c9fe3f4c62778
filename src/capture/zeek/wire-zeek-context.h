/* wire-zeek-context.h: what the logs of one capture are written from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"
#include "capture/zeek/conn/wire-zeek-connections.h"
#include "capture/zeek/wire-zeek-dhcp.h"
#include "capture/zeek/wire-zeek-dns.h"
#include "capture/zeek/files/wire-zeek-whole.h"
#include "capture/zeek/files/wire-zeek-files.h"
#include "capture/zeek/log/wire-zeek-folder.h"
#include "capture/zeek/talk/wire-zeek-ftp.h"
#include "capture/zeek/talk/wire-zeek-kerberos.h"
#include "capture/zeek/talk/wire-zeek-ntlm.h"
#include "capture/zeek/talk/wire-zeek-smtp.h"
#include "capture/zeek/wire-zeek-handshake.h"
#include "capture/zeek/log/wire-zeek-ids.h"
#include "capture/zeek/wire-zeek-ntp.h"

G_BEGIN_DECLS

/**
 * WireZeekHeard:
 * @dns: queries and responses
 * @dhcp: transactions
 * @ntp: messages
 * @handshakes: of TLS
 * @smtp: mails
 * @ftp: commands of FTP
 * @kerberos: who asked for tickets
 * @ntlm: who signed in by NTLM
 * @whole: files that are all that a side sends
 *
 * What the pass over all packets collects for other logs than conn.log.
 */
typedef struct
{
  WireZeekDns *dns;
  WireZeekDhcp *dhcp;
  WireZeekNtp *ntp;
  WireZeekHandshakes *handshakes;
  WireZeekWhole *whole;
  WireZeekSmtp *smtp;
  WireZeekFtp *ftp;
  WireZeekKerberos *kerberos;
  WireZeekNtlm *ntlm;
} WireZeekHeard;

void wire_zeek_heard_init (WireZeekHeard *heard);

/** Frees what @heard owns, but not @heard itself. */
void wire_zeek_heard_clear (WireZeekHeard *heard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireZeekHeard, wire_zeek_heard_clear)

/** All packets were heard. */
void wire_zeek_heard_end (WireZeekHeard *heard);

/** A #WireZeekPayloadFunc; @heard is a #WireZeekHeard. */
void wire_zeek_heard_take (const WireZeekPayload *payload, gpointer heard);

/**
 * WireZeekContext:
 * @capture: loaded, with its streams
 * @digest: SHA-256 of its file
 * @connections: of all its packets
 * @folder: gets the logs
 * @heard: what was said by protocols that have a row for a message or two
 * @files: what was sent and received
 */
typedef struct
{
  WireCapture *capture;
  const guint8 *digest;
  WireZeekConnections *connections;
  WireZeekFolder *folder;
  WireZeekHeard *heard;
  WireZeekFiles *files;
} WireZeekContext;

void wire_zeek_context_make_uid (const WireZeekContext *context,
                                 const WireZeekConnection *connection,
                                 char uid[WIRE_ZEEK_ID_SIZE]);
void wire_zeek_context_begin_row (const WireZeekContext *context,
                                  WireZeekLog *log,
                                  const WireZeekConnection *connection,
                                  gint64 time);
WireZeekConnection *wire_zeek_context_find_stream (const WireZeekContext *context,
                                                   guint32 stream,
                                                   guint32 packet,
                                                   guint *side);

/* Each writes one log. */

/** conn.log: every connection. */
gboolean wire_zeek_write_conn (const WireZeekContext *context, GError **error);

/** dns.log: every query and its response. */
gboolean wire_zeek_write_dns (const WireZeekContext *context, GError **error);

/** dhcp.log: every transaction. */
gboolean wire_zeek_write_dhcp (const WireZeekContext *context, GError **error);

/** ntp.log: every message. */
gboolean wire_zeek_write_ntp (const WireZeekContext *context, GError **error);

/** http.log: every request and its response. */
gboolean wire_zeek_write_http (const WireZeekContext *context, GError **error);

/** files.log: everything that was sent or received. */
gboolean wire_zeek_write_files (const WireZeekContext *context, GError **error);

/** smtp.log: every mail, and what else clients wanted. */
gboolean wire_zeek_write_smtp (const WireZeekContext *context, GError **error);

/** ftp.log: commands that move files. */
gboolean wire_zeek_write_ftp (const WireZeekContext *context, GError **error);

/** kerberos.log: who asked for tickets. */
gboolean wire_zeek_write_kerberos (const WireZeekContext *context, GError **error);

/** ntlm.log: who signed in by NTLM. */
gboolean wire_zeek_write_ntlm (const WireZeekContext *context, GError **error);

/** pe.log: programs for Windows among the files. */
gboolean wire_zeek_write_pe (const WireZeekContext *context, GError **error);

/** weird.log: what Wirecase finds odd. */
gboolean wire_zeek_write_weird (const WireZeekContext *context, GError **error);

/** ssl.log and x509.log: TLS connections, and the certificates of their servers. */
gboolean wire_zeek_write_ssl (const WireZeekContext *context, GError **error);

/** Puts what FTP carries, and answers without a head, in the place of what was taken for files. */
void wire_zeek_note_whole (const WireZeekContext *context, WireTypeDetector *detector);

/** Returns: (nullable): the connection of @exchange, and in @answer (out) (nullable) what came
 * where it names no version */
WireZeekConnection *wire_zeek_context_find_exchange (const WireZeekContext *context,
                                                     const WireHttpExchange *exchange,
                                                     const WireZeekWholeFile **answer);

/** Calls connections that carry HTTP so. */
void wire_zeek_note_http (const WireZeekContext *context);

/** Calls connections that carry TLS so. */
void wire_zeek_note_ssl (const WireZeekContext *context);

G_END_DECLS
