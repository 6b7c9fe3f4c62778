/* wire-evidence-recognise.h: what to do with files that were dropped, by their content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-check.h"
#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireDropped:
 * @WIRE_DROPPED_EVIDENCE: a file to examine, or a folder of them
 * @WIRE_DROPPED_CAPTURE: pcap or pcapng
 * @WIRE_DROPPED_CHECKSUMS: a list of digests of files next to it
 * @WIRE_DROPPED_HASH_SET: a list of digests alone, or of files that are elsewhere
 */
typedef enum
{
  WIRE_DROPPED_EVIDENCE,
  WIRE_DROPPED_CAPTURE,
  WIRE_DROPPED_CHECKSUMS,
  WIRE_DROPPED_HASH_SET,
} WireDropped;

/**
 * WireRecognised:
 * @paths: (element-type filename): what was dropped, in order
 * @kinds: (element-type WireDropped): of each
 * @checks: what the checksum lists say of the files next to them
 */
typedef struct
{
  GPtrArray *paths;
  GArray *kinds;
  WireEvidenceChecks *checks;
} WireRecognised;

WireDropped wire_recognise (const char *path,
                            WireEvidenceChecks *checks,
                            GCancellable *cancellable);

/**
 * WireRecognisedFunc:
 * @recognised: (nullable): valid during the call; %NULL where the job was cancelled
 * @owner: what wire_recognise_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireRecognisedFunc) (const WireRecognised *recognised, GObject *owner);

WireJob *wire_recognise_start (const char *const *paths,
                               WireRecognisedFunc recognised,
                               GObject *owner);

G_END_DECLS
