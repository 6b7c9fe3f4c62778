/* wire-transfer-log.h: what was sent or received, whatever the protocol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/** Not a transfer, or a stream: the @parent of one that is not a part of another. */
#define WIRE_TRANSFER_NONE G_MAXUINT32

/** More transfers than this are counted, not kept. */
#define WIRE_TRANSFER_MAX (1024u * 1024)

/** Strings of all transfers together take no more than this; what is beyond is left out. */
#define WIRE_TRANSFER_MAX_TEXT (64u * 1024 * 1024)

/**
 * WireTransferDirection:
 * @WIRE_TRANSFER_DOWNLOAD: from the server to the client
 * @WIRE_TRANSFER_UPLOAD: from the client to the server
 */
typedef enum
{
  WIRE_TRANSFER_DOWNLOAD,
  WIRE_TRANSFER_UPLOAD,
} WireTransferDirection;

/**
 * WireTransferFlags:
 * @WIRE_TRANSFER_COMPLETE: it ended as its protocol says, and every byte of it was captured
 * @WIRE_TRANSFER_DECRYPTED: it was encrypted on the wire
 * @WIRE_TRANSFER_TEXT: line ends may have been changed on the way (FTP's type A, TFTP's netascii);
 *   the bytes are those of the wire
 * @WIRE_TRANSFER_TITLED: its name is a title, such as a mail's subject, and tells no type
 * @WIRE_TRANSFER_UNPLACED: where in the file its first byte belongs is not known
 */
typedef enum
{
  WIRE_TRANSFER_COMPLETE = 1 << 0,
  WIRE_TRANSFER_DECRYPTED = 1 << 1,
  WIRE_TRANSFER_TEXT = 1 << 2,
  WIRE_TRANSFER_TITLED = 1 << 3,
  WIRE_TRANSFER_UNPLACED = 1 << 4,
} WireTransferFlags;

/**
 * WireTransferMail:
 * @subject: (nullable): decoded
 * @from: (nullable): as in the header, decoded
 * @to: (nullable): likewise
 * @date: (nullable): as in the header
 * @message_id: (nullable): as in the header, with the angle brackets
 * @envelope_from: (nullable): the sender whom the protocol names, which the mail need not say
 * @envelope_to: (nullable): likewise the recipients, with commas between them
 *
 * What a mail says of itself. All strings are kept by the log.
 */
typedef struct
{
  const char *subject;
  const char *from;
  const char *to;
  const char *date;
  const char *message_id;
  const char *envelope_from;
  const char *envelope_to;
} WireTransferMail;

/**
 * WireTransfer:
 * @protocol: such as "FTP"; a literal
 * @direction: #WireTransferDirection
 * @sender: the side of the stream that sent it, 0 or 1
 * @flags: #WireTransferFlags
 * @stream: that carried it, or its first part
 * @asked_on: the stream whose conversation asked for it, or %WIRE_TRANSFER_NONE where that is
 * @stream itself or not known
 * @packet: that brought its first byte, or asked for it; from 0
 * @time: of that packet, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @last_packet: that brought the last byte so far
 * @parent: the number of the transfer that it is a part of, or %WIRE_TRANSFER_NONE
 * @expected: bytes that there should be, where the protocol says that; or %WIRE_TRANSFER_UNKNOWN
 * @offset: where in the file its first byte belongs: what was sent of it begins there
 * @parts: transfers that its bytes came by, where it is put together from several; otherwise 0
 * @method: (nullable): the command that asked for it, such as "RETR"; a literal
 * @name: (nullable): as the protocol tells it, without folders
 * @path: (nullable): the name with its folders, as the protocol tells it
 * @user: (nullable): who was logged in
 * @content_type: (nullable): the declared type
 * @content_encoding: (nullable): codings of @body, as in the HTTP field of that name
 * @problem: (nullable): a sentence in English on why it is not whole, where its protocol knows
 * @note: (nullable): a sentence in English on what became of it, whole or not: that the server
 *   refused it, that it is sealed, that it was deleted
 * @mail: (nullable): of mails and what was attached to them; kept by the log
 * @body: where the bytes are, as sent
 *
 * Strings are UTF-8, kept by the log (wire_transfer_log_keep()), and as they came: who shows them
 * makes them printable.
 */
typedef struct
{
  const char *protocol;
  guint8 direction;
  guint8 sender;
  guint8 flags;
  guint32 stream;
  guint32 asked_on;
  guint32 packet;
  guint32 last_packet;
  guint32 parent;
  gint64 time;
  guint64 expected;
  guint64 offset;
  guint32 parts;
  const char *method;
  const char *name;
  const char *path;
  const char *user;
  const char *content_type;
  const char *content_encoding;
  const char *problem;
  const char *note;
  const WireTransferMail *mail;
  WireBody body;
} WireTransfer;

/** A size that no one said. */
#define WIRE_TRANSFER_UNKNOWN G_MAXUINT64

/** Returns: whether @transfer is one of many messages in a conversation, not a file */
static inline gboolean
wire_transfer_is_message (const WireTransfer *transfer)
{
  return g_strcmp0 (transfer->protocol, "WebSocket") == 0;
}

/**
 * WireTransferLog:
 *
 * Transfers in the order in which they were found. They never move, so that a listener may fill one
 * while its bytes come. Bodies of HTTP messages are not here but in the log of HTTP.
 *
 * Threads: as #WireListening.
 */
typedef struct _WireTransferLog WireTransferLog;

WireTransferLog *wire_transfer_log_new (void);

/** Frees @log and what it owns. */
void wire_transfer_log_free (WireTransferLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTransferLog, wire_transfer_log_free)

WireTransfer *wire_transfer_log_append (WireTransferLog *log, guint32 *number);
const char *wire_transfer_log_keep (WireTransferLog *log, const void *text, gsize length);
const WireTransferMail *wire_transfer_log_keep_mail (WireTransferLog *log,
                                                     const WireTransferMail *mail);

guint32 wire_transfer_log_get_length (const WireTransferLog *log);
const WireTransfer *wire_transfer_log_get (const WireTransferLog *log, guint32 transfer);
guint32 wire_transfer_log_get_left_out (const WireTransferLog *log);

G_END_DECLS
