/* wire-zeek-smtp-row.h: one row of smtp.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Texts of the head of a mail that a row has. */
typedef enum
{
  WIRE_ZEEK_SMTP_DATE,
  WIRE_ZEEK_SMTP_FROM,
  WIRE_ZEEK_SMTP_REPLY_TO,
  WIRE_ZEEK_SMTP_MESSAGE_ID,
  WIRE_ZEEK_SMTP_IN_REPLY_TO,
  WIRE_ZEEK_SMTP_SUBJECT,
  WIRE_ZEEK_SMTP_FIRST_RECEIVED,
  WIRE_ZEEK_SMTP_SECOND_RECEIVED,
  WIRE_ZEEK_SMTP_USER_AGENT,
  WIRE_ZEEK_SMTP_N_TEXTS,
} WireZeekSmtpText;

/**
 * WireZeekSmtpRow:
 * @connection: number of the connection
 * @time: when the row began
 * @depth: mails that the connection carried before, and one
 * @helo: (nullable): how the client called itself
 * @mail_from: (nullable): the sender, by MAIL
 * @rcpt_to: (element-type utf8): recipients, by RCPT
 * @texts: (nullable): of the mail's head, as sent
 * @to: (element-type utf8): of the mail's head
 * @cc: (element-type utf8): likewise
 * @originating_ip: (nullable): likewise
 * @path: (element-type utf8): addresses that the mail came by, the last one first
 * @last_reply: (nullable): of the server
 * @tls: the connection went over to TLS
 * @active: the client did something worth a row
 * @first_packet: of the mail's text
 * @last_packet: of the mail's text; less than @first_packet where there was none
 */
typedef struct
{
  guint32 connection;
  gint64 time;
  guint depth;
  char *helo;
  char *mail_from;
  GPtrArray *rcpt_to;
  char *texts[WIRE_ZEEK_SMTP_N_TEXTS];
  GPtrArray *to;
  GPtrArray *cc;
  char *originating_ip;
  GPtrArray *path;
  char *last_reply;
  gboolean tls;
  gboolean active;
  guint32 first_packet;
  guint32 last_packet;
} WireZeekSmtpRow;

WireZeekSmtpRow *wire_zeek_smtp_row_new (guint32 connection, gint64 time);

/** Frees @row and what it owns. */
void wire_zeek_smtp_row_free (WireZeekSmtpRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekSmtpRow, wire_zeek_smtp_row_free)

void wire_zeek_smtp_row_take_sender (WireZeekSmtpRow *row, const char *argument);
void wire_zeek_smtp_row_take_recipient (WireZeekSmtpRow *row, const char *argument);
void wire_zeek_smtp_row_take_field (WireZeekSmtpRow *row, const char *field);

G_END_DECLS
