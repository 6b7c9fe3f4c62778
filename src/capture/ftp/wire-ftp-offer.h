/* wire-ftp-offer.h: a data connection that a control connection announced, and what it was for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-address.h"
#include "capture/ftp/wire-ftp-verb.h"
#include "capture/reassembly/wire-expectations.h"
#include "capture/reassembly/wire-session-log.h"

G_BEGIN_DECLS

/**
 * WireFtpJobFlags:
 * @WIRE_FTP_JOB_TEXT: type A or E: line ends may be changed
 * @WIRE_FTP_JOB_PACKED: mode Z: the bytes are compressed
 * @WIRE_FTP_JOB_BLOCKS: mode B or C, which are not taken apart
 * @WIRE_FTP_JOB_BEGUN: the server said that it begins
 * @WIRE_FTP_JOB_ABOR: the client asked to break off
 * @WIRE_FTP_JOB_UNHEARD: lines of the control connection are missing that may matter
 * @WIRE_FTP_JOB_UNPLACED: a REST may be among lines that are missing
 */
typedef enum
{
  WIRE_FTP_JOB_TEXT = 1 << 0,
  WIRE_FTP_JOB_PACKED = 1 << 1,
  WIRE_FTP_JOB_BLOCKS = 1 << 2,
  WIRE_FTP_JOB_BEGUN = 1 << 3,
  WIRE_FTP_JOB_ABOR = 1 << 4,
  WIRE_FTP_JOB_UNHEARD = 1 << 5,
  WIRE_FTP_JOB_UNPLACED = 1 << 6,
} WireFtpJobFlags;

/** A size that nobody said. */
#define WIRE_FTP_UNKNOWN_SIZE G_MAXUINT64

/**
 * WireFtpJob:
 * @verb: %WIRE_FTP_UNKNOWN where the command was not captured, or was not given
 * @path: (nullable): with its folders, as far as they are known; owned
 * @user: (nullable): who was logged in; owned
 * @after: the packet of the upload to the same file before it, or G_MAXUINT32
 * @packet: of the command, from 0
 * @time: of that packet
 * @flags: #WireFtpJobFlags
 * @offset: where in the file it begins
 * @total: bytes of the file, as the server says, or %WIRE_FTP_UNKNOWN_SIZE
 * @code: of the server's last word; 0 where there was none
 * @reply: (nullable): that reply; owned
 *
 * What was asked for, and how it ended.
 */
typedef struct
{
  WireFtpVerb verb;
  char *path;
  char *user;
  guint32 packet;
  guint32 after;
  gint64 time;
  guint8 flags;
  guint64 offset;
  guint64 total;
  guint16 code;
  char *reply;
} WireFtpJob;

/** Most data connections that may be the one that an offer announced. */
#define WIRE_FTP_MAX_CANDIDATES 8u

/**
 * WireFtpOffer:
 * @log: of the capture
 * @control: from the client to the server, of the control connection
 * @stream: of the control connection
 * @client: its side that is the client
 * @session: (nullable): where listings are noted
 * @address: as announced
 * @active: the client listens (PORT, EPRT); otherwise the server does (PASV, EPSV)
 * @decrypted: it was announced in TLS
 * @asked: a command for it was seen while the connection was awaited
 * @awaited: it is among the expectations
 * @over: another one took its place, or the control connection ended
 * @delivered: it is among the transfers already
 * @settled: the control connection has said all that it will say of it
 * @job: what it was for
 * @candidates: (element-type WireFtpData): data connections that may be its own
 * @own: (nullable): the one that is
 *
 * Owned by the log, until it is settled and its data connection has ended.
 */
typedef struct
{
  gpointer log;
  WireTuple control;
  guint32 stream;
  guint8 client;
  WireSession *session;
  WireFtpAddress address;
  gboolean active;
  gboolean decrypted;
  gboolean asked;
  gboolean awaited;
  gboolean over;
  gboolean delivered;
  gboolean settled;
  WireFtpJob job;
  GPtrArray *candidates;
  gpointer own;
} WireFtpOffer;

WireFtpOffer *wire_ftp_offer_new (const WireFtpAddress *address, gboolean active);
void wire_ftp_offer_free (WireFtpOffer *offer);
void wire_ftp_offer_await (WireFtpOffer *offer,
                           WireExpectations *expectations,
                           const WireListener *row);
void wire_ftp_offer_forget (WireFtpOffer *offer, WireExpectations *expectations);
gboolean wire_ftp_offer_meets (const WireFtpOffer *offer, const WireTuple *first_packet);
gboolean wire_ftp_offer_is_relayed (const WireFtpOffer *offer, const WireTuple *first_packet);
guint wire_ftp_offer_find_listening (const WireFtpOffer *offer, const WireTuple *first_packet);
gboolean wire_ftp_offer_is_upload (const WireFtpOffer *offer);
void wire_ftp_job_clear (WireFtpJob *job);

G_END_DECLS
