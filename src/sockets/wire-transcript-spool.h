/* wire-transcript-spool.h: the lab's lines of all events, on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-event.h"
#include "sockets/wire-transcript.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireTranscriptSpool:
 *
 * Puts events into words and writes these into a file without a name, in a thread of its own: with
 * a hundred thousand events a second, the main loop would do nothing else.
 *
 * One thread adds; any thread may read.
 */
typedef struct _WireTranscriptSpool WireTranscriptSpool;

WireTranscriptSpool *wire_transcript_spool_new (WireSocketRole role);

/** Frees @spool and what it owns, lines that are not written yet included. */
void wire_transcript_spool_free (WireTranscriptSpool *spool);

void wire_transcript_spool_add (WireTranscriptSpool *spool, WireSocketEvent *event);
guint64 wire_transcript_spool_get_size (WireTranscriptSpool *spool);
gboolean wire_transcript_spool_write (WireTranscriptSpool *spool,
                                      GOutputStream *out,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
