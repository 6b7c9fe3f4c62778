/* wire-mail-words.h: what clients and servers of mail say to each other, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-session-log.h"

G_BEGIN_DECLS

/** As much of a line is told. */
#define WIRE_MAIL_MAX_WORDS 512u

/**
 * WireMailWords:
 *
 * The session of one conversation, from its first line on. The mails themselves are not in it.
 *
 * Used by the loading thread.
 */
typedef struct _WireMailWords WireMailWords;

WireMailWords *wire_mail_words_new (WireChannel *channel, const char *protocol);

/** Frees @words, but not what was told. */
void wire_mail_words_free (WireMailWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireMailWords, wire_mail_words_free)

void wire_mail_words_set_client (WireMailWords *words, guint client);
void wire_mail_words_say (WireMailWords *words,
                          guint side,
                          const WireStreamPiece *piece,
                          const char *line);
void wire_mail_words_lose (WireMailWords *words, guint side, const WireStreamPiece *gap);
void wire_mail_words_sign_in (WireMailWords *words,
                              const WireStreamPiece *piece,
                              const char *user,
                              gboolean accepted);

G_END_DECLS
