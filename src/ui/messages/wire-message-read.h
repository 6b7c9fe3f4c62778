/* wire-message-read.h: reads a mail in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/messages/wire-message-rows.h"

G_BEGIN_DECLS

/**
 * WireMessageRead:
 * @job: how it ended
 * @row: the mail
 * @reading: (nullable): what is in it, to be taken; %NULL where it could not be read
 * @owner: what wire_message_read_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireMessageRead) (WireJob *job, guint row, WireMailReading *reading, GObject *owner);

WireJob *wire_message_read_start (WireMessageRows *rows,
                                  guint row,
                                  WireMessageRead read,
                                  GObject *owner);

G_END_DECLS
