/* wire-message-rows.h: the mails of a capture, and what to think of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/mail/wire-mail-reading.h"
#include "capture/objects/wire-messages.h"

G_BEGIN_DECLS

#define WIRE_TYPE_MESSAGE_ROWS (wire_message_rows_get_type ())
/** WireMessageRows: the mails of a capture, and what to think of them */
G_DECLARE_FINAL_TYPE (WireMessageRows, wire_message_rows, WIRE, MESSAGE_ROWS, GObject)

/**
 * WireMessagesListed:
 * @job: how it ended
 * @rows: (nullable): %NULL where it was cancelled, or failed
 * @owner: what wire_message_rows_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireMessagesListed) (WireJob *job, WireMessageRows *rows, GObject *owner);

WireJob *wire_message_rows_start (WireObjectList *list, WireMessagesListed listed, GObject *owner);

const WireMessages *wire_message_rows_get_messages (WireMessageRows *rows);
WireObjectList *wire_message_rows_get_list (WireMessageRows *rows);
const WireObject *wire_message_rows_get_mail (WireMessageRows *rows, guint row);
const char *wire_message_rows_get_verdict (WireMessageRows *rows, guint row, gboolean *fine);

void wire_message_rows_take_reading (WireMessageRows *rows, guint row, WireMailReading *reading);
const WireMailReading *wire_message_rows_get_reading (WireMessageRows *rows, guint row);

G_END_DECLS
