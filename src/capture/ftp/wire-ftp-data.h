/* wire-ftp-data.h: a data connection, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/ftp/wire-ftp-offer.h"
#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireFtpDataSide:
 * @body: what it sent
 * @packet: that brought its first byte, or showed that it is missing; from 0
 * @last_packet: that brought the last one so far
 * @time: of @packet
 * @anchored: nothing can have come before
 * @orderly: its end was seen, and every byte up to it was delivered
 * @ended: nothing more comes
 */
typedef struct
{
  WireBody body;
  guint32 packet;
  guint32 last_packet;
  gint64 time;
  gboolean anchored;
  gboolean orderly;
  gboolean ended;
} WireFtpDataSide;

/**
 * WireFtpData:
 * @log: of the capture
 * @channel: (nullable): of the connection; %NULL once it is gone
 * @tuple: of the first packet, which side 0 sent
 * @stream: its number
 * @sides: what they sent; of an encrypted connection, what was decrypted
 * @candidates: (element-type WireFtpOffer): the offers that it may be
 * @tls: (nullable): it is encrypted: who decrypts it
 * @encrypted: likewise, and stays so
 * @inside: (nullable): who else hears it, as nobody had asked for anything on it
 * @ended: nothing more comes
 *
 * Owned by the log, until it is known whose it is.
 */
typedef struct
{
  gpointer log;
  WireChannel *channel;
  WireTuple tuple;
  guint32 stream;
  WireFtpDataSide sides[2];
  GPtrArray *candidates;
  WireChannel *tls;
  WireChannel *inside;
  gboolean encrypted;
  gboolean ended;
} WireFtpData;

WireFtpData *wire_ftp_data_new (WireChannel *channel);
void wire_ftp_data_free (WireFtpData *data);
void wire_ftp_data_add (WireFtpData *data, guint side, const WireStreamPiece *piece);
void wire_ftp_data_add_decrypted (WireFtpData *data, guint side, const WireStreamPiece *piece);
void wire_ftp_data_end (WireFtpData *data, guint side, gboolean orderly);
void wire_ftp_data_leave (WireFtpData *data);
gboolean wire_ftp_data_is_silent (const WireFtpData *data);

G_END_DECLS
