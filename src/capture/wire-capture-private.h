/* wire-capture-private.h: what a capture and the pass that fills it share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/decode/wire-undecoded-table.h"
#include "capture/index/wire-inside-index.h"
#include "capture/wire-capture-hearing.h"

G_BEGIN_DECLS

/*
 * Everything below @lock is guarded by it. The loading thread writes, and needs the lock only to
 * write; it never holds it over a read from the file, and lets those go first who wait for it, so
 * that readers wait for some microseconds.
 */
struct _WireCapture
{
  GObject parent_instance;

  GFile *file;
  GMainContext *context;
  guint32 stop_after; /* packets; set before the pass begins */

  GMutex lock;
  int waiting;        /* readers that want the lock; atomic */
  WireReader *reader; /* set once; may be used without the lock by who has read it under it */
  WirePacketIndex *index;
  WireFlowTable *flows;
  WireInsideIndex *inside;
  WireCaptureSummary summary;
  WireUndecodedTable undecoded;
  GHashTable *wrong;         /* flow → packets with wrong checksums; NULL until there is one */
  GHashTable *contradicting; /* packets whose fragments contradict each other; NULL for none */
  GPtrArray *warnings;
  GSource *grew; /* on its way to the owner */
  GSource *loaded;
  gint64 last_grew; /* on the monotonic clock */

  GSource *heard;             /* on its way to the owner; guarded by @lock */
  WireCaptureHearing hearing; /* under its own lock */
};

void wire_capture_announce_growth (WireCapture *self);
void wire_capture_announce_end (WireCapture *self);
void wire_capture_announce_hearing (WireCapture *self);

G_END_DECLS
