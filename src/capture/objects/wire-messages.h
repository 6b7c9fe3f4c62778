/* wire-messages.h: the mails among what was transferred
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-facts.h"

G_BEGIN_DECLS

/**
 * WireMessages:
 *
 * Mails of a list of transfers, and what was attached to each; also mails in mails. Immutable; any
 * thread.
 */
typedef struct _WireMessages WireMessages;

WireMessages *wire_messages_new (WireObjectList *list);

/** Frees @messages and what it owns. */
void wire_messages_free (WireMessages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireMessages, wire_messages_free)

gboolean wire_object_is_message (const WireObject *object);
WireObjectList *wire_messages_get_list (const WireMessages *messages);
guint wire_messages_get_length (const WireMessages *messages);
const guint32 *wire_messages_get (const WireMessages *messages, guint message, guint *n);
char *wire_message_judge (const WireObjectList *list,
                          const guint32 *objects,
                          guint n,
                          const WireObjectFacts *facts,
                          gboolean *fine);

G_END_DECLS
