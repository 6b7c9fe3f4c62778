/* wire-message-kind.h: the table of mails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/messages/wire-message-rows.h"
#include "ui/tables/wire-table-kind.h"

G_BEGIN_DECLS

/** The table of mails, over a #WireMessageRows. */
extern const WireTableKind wire_message_kind;

/** What there is to say of a mail, at the end of @content. */
void wire_message_pane_fill (GObject *rows, guint row, GtkBox *content);

G_END_DECLS
