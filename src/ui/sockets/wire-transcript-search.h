/* wire-transcript-search.h: finds text in a transcript without holding the window up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-transcript.h"

G_BEGIN_DECLS

#define WIRE_TYPE_TRANSCRIPT_SEARCH (wire_transcript_search_get_type ())
G_DECLARE_FINAL_TYPE (
    WireTranscriptSearch, wire_transcript_search, WIRE, TRANSCRIPT_SEARCH, GObject)

/** Returns: (transfer full): a search that has not begun */
WireTranscriptSearch *wire_transcript_search_new (void);
void wire_transcript_search_start (WireTranscriptSearch *self,
                                   WireTranscript *transcript,
                                   const char *text,
                                   guint from,
                                   gboolean backwards);
void wire_transcript_search_stop (WireTranscriptSearch *self);
gboolean wire_transcript_search_is_running (WireTranscriptSearch *self);

G_END_DECLS
