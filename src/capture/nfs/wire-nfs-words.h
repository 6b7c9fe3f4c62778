/* wire-nfs-words.h: what was asked of a server of NFS, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/nfs/wire-nfs-file.h"

G_BEGIN_DECLS

/**
 * WireNfsWords:
 *
 * The session of one conversation, from the first thing on that was worth telling.
 *
 * Used by the loading thread.
 */
typedef struct _WireNfsWords WireNfsWords;

WireNfsWords *wire_nfs_words_new (WireListening *listening);

/** Frees @words, but not what was told. */
void wire_nfs_words_free (WireNfsWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNfsWords, wire_nfs_words_free)

void wire_nfs_words_tell (WireNfsWords *words,
                          WireSessionEventKind kind,
                          const WireNfsMoment *asked,
                          const char *text,
                          const char *other);
void wire_nfs_words_tell_call (WireNfsWords *words,
                               const WireNfsMoment *asked,
                               const char *command,
                               const char *path,
                               guint32 status);

G_END_DECLS
