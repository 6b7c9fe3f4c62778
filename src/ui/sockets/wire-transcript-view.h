/* wire-transcript-view.h: what was said on sockets, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sockets/wire-transcript.h"

G_BEGIN_DECLS

#define WIRE_TYPE_TRANSCRIPT_VIEW (wire_transcript_view_get_type ())
/** WireTranscriptView: what was said on sockets, step by step */
G_DECLARE_FINAL_TYPE (WireTranscriptView, wire_transcript_view, WIRE, TRANSCRIPT_VIEW, AdwBin)

void wire_transcript_view_add (WireTranscriptView *view, WireSocketEvent *event);

G_END_DECLS
