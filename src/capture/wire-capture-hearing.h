/* wire-capture-hearing.h: the streams of a capture, and those who listen to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/reassembly/wire-stream-table.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

/**
 * WireCaptureHearing:
 * @lock: guards the rest; never taken with that of the capture held, nor the other way round.
 * Readers take it by wire_read_lock(); the loading thread holds it for some segments at a time.
 * @waiting: readers that want @lock; atomic
 * @rows: the listeners; set before @streams
 * @streams: %NULL where nobody wants them
 * @old: (nullable): tables of earlier passes: others may still have their strings
 * @derived: derived bytes of all passes; set once
 * @key_files: (nullable): for the next pass
 * @log_memory: for the next pass, in bytes; 0: what the listeners choose
 * @secrets: (element-type GBytes): key logs that the capture brought along so far
 *
 * A part of #WireCapture, for the capture root.
 */
typedef struct
{
  GMutex lock;
  int waiting;
  const WireListener *const *rows;
  WireStreamTable *streams;
  GPtrArray *old;
  WireDerived *derived;
  GStrv key_files;
  gsize log_memory;
  GPtrArray *secrets;
} WireCaptureHearing;

void wire_capture_hearing_init (WireCaptureHearing *hearing);
void wire_capture_hearing_clear (WireCaptureHearing *hearing);
WireStreamTable *wire_capture_hearing_new_streams (const WireCaptureHearing *hearing);
void wire_capture_hearing_add (WireCaptureHearing *hearing,
                               const WireFlowTable *flows,
                               const WireSegment *segments,
                               guint n);
void wire_capture_hearing_add_secret (WireCaptureHearing *hearing, GBytes *secret);
gboolean wire_capture_hearing_finish (WireCaptureHearing *hearing);
GStrv wire_capture_hearing_tell_problems (WireCaptureHearing *hearing);

/** Hears all streams once more, with the keys that are known now. Blocks: call it in a worker. */
gboolean wire_capture_hearing_repeat (WireCapture *capture, WireJob *job, GError **error);

G_END_DECLS
