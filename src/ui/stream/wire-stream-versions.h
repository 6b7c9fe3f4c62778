/* wire-stream-versions.h: bytes of a stream that were sent twice, and not alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-transcript.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_STREAM_VERSIONS (wire_stream_versions_get_type ())
/** WireStreamVersions: what is known of bytes that were sent twice, and the choice of a version */
G_DECLARE_FINAL_TYPE (WireStreamVersions, wire_stream_versions, WIRE, STREAM_VERSIONS, AdwBin)

void wire_stream_versions_reset (WireStreamVersions *versions);
void wire_stream_versions_tell (WireStreamVersions *versions,
                                WireStreamTranscript *transcript,
                                gboolean can_choose);
gboolean wire_stream_versions_wants_second (WireStreamVersions *versions);

G_END_DECLS
