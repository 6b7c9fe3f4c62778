/* wire-mail-turns.h: what two sides say, in the order in which they said it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Bytes that one conversation holds back at most. */
#define WIRE_MAIL_TURNS_MAX (8u * 1024 * 1024)

/** Takes what @side says next, or a gap. */
typedef void (*WireMailTurnsHear) (gpointer conversation, guint side, const WireStreamPiece *piece);

/**
 * WireMailTurns:
 *
 * Where a segment was not captured, the rest of its side is delivered when it is sure that it will
 * not come, which may be at the end: long after the other side's answers. What acknowledges bytes
 * that were not heard yet is held back here until they are. Nothing is held back where nothing is
 * missing, nor in what was decrypted.
 *
 * Used by the loading thread alone.
 */
typedef struct _WireMailTurns WireMailTurns;

WireMailTurns *wire_mail_turns_new (WireChannel *channel,
                                    WireMailTurnsHear hear,
                                    gpointer conversation);

/** Frees @turns; what it holds back is not heard. */
void wire_mail_turns_free (WireMailTurns *turns);

void wire_mail_turns_add (WireMailTurns *turns, guint side, const WireStreamPiece *piece);
void wire_mail_turns_end (WireMailTurns *turns, guint side);

G_END_DECLS
