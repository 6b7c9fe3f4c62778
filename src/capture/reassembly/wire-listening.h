/* wire-listening.h: what the listeners of one capture share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-derived.h"
#include "capture/reassembly/wire-expectations.h"
#include "capture/reassembly/wire-inner-stream.h"
#include "capture/reassembly/wire-listener-index.h"
#include "capture/reassembly/wire-listener.h"
#include "capture/reassembly/wire-session-log.h"
#include "capture/reassembly/wire-transfer-log.h"

G_BEGIN_DECLS

/** What all conversations together may keep in memory while it is not known whose they are. */
#define WIRE_LISTENING_MAX_PENDING (192u * 1024 * 1024)

/** From this on, what streams keep goes among the derived bytes. */
#define WIRE_LISTENING_CROWDED (24u * 1024 * 1024)

/** Conversations that are heard at once. Each takes a kilobyte or two; beyond, the one that has
 * been quiet for the longest is given up. */
#define WIRE_LISTENING_MAX_OPEN 65536u

/**
 * WireListeningSetup:
 * @rows: the listeners, up to a %NULL; they are asked in this order
 * @key_files: (nullable): paths of files with keys, which listeners that decrypt read
 * @secrets: (nullable) (element-type GBytes): key logs that the capture brings along
 * @log_memory: bytes that the log of a listener may take that has a bound which can be set; 0:
 *   as many as it chooses
 * @derived: (nullable): where derived bytes go; %NULL: to a place of their own
 *
 * What streams are heard with.
 */
typedef struct
{
  const WireListener *const *rows;
  const char *const *key_files;
  GPtrArray *secrets;
  gsize log_memory;
  WireDerived *derived;
} WireListeningSetup;

/*
 * WireListening:
 *
 * The listeners of one capture, and what they made of it: a log each, transfers, derived bytes.
 *
 * Threads: the loading thread writes, with the lock of the streams held; others read under that
 * lock.
 */

/** Tells who talks on a stream. */
typedef gboolean (*WireListeningTuple) (guint32 stream,
                                        guint side,
                                        WireTuple *tuple,
                                        gpointer user_data);

WireListening *wire_listening_new (const WireListeningSetup *setup,
                                   WireListeningTuple get_tuple,
                                   gpointer user_data);
void wire_listening_free (WireListening *listening);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireListening, wire_listening_free)

const WireListener *const *wire_listening_get_rows (const WireListening *listening);
const WireListenerIndex *wire_listening_get_index (const WireListening *listening);
const WireListener *wire_listening_find_row (const WireListening *listening, const char *name);
gpointer wire_listening_get_log (WireListening *listening, const WireListener *row);
gpointer wire_listening_peek_log (const WireListening *listening, const WireListener *row);
WireDerived *wire_listening_get_derived (const WireListening *listening);
WireTransferLog *wire_listening_get_transfers (const WireListening *listening);
WireSessionLog *wire_listening_get_sessions (const WireListening *listening);
WireExpectations *wire_listening_get_expectations (const WireListening *listening);
const char *const *wire_listening_get_key_files (const WireListening *listening);
GPtrArray *wire_listening_get_secrets (const WireListening *listening);
gsize wire_listening_get_log_memory (const WireListening *listening);
gboolean wire_listening_get_tuple (const WireListening *listening,
                                   guint32 stream,
                                   guint side,
                                   WireTuple *tuple);

WireInnerStream *wire_listening_add_inner (WireListening *listening,
                                           guint32 stream,
                                           const char *label,
                                           gboolean decrypted);
const WireInnerStream *wire_listening_get_inner (const WireListening *listening,
                                                 guint32 stream,
                                                 guint inner);
gboolean wire_listening_note_piece (WireListening *listening);

gboolean wire_listening_charge (WireListening *listening,
                                const WireListener *row,
                                gsize before,
                                gsize now);
gboolean wire_listening_hold (WireListening *listening, gsize before, gsize now);
gboolean wire_listening_is_crowded (const WireListening *listening);
void wire_listening_miss (WireListening *listening);

/* Conversations that are streams of the capture, by when something was last heard of them. */
void wire_listening_note_heard (WireListening *listening, GList *conversation);
void wire_listening_note_closed (WireListening *listening, GList *conversation);
gpointer wire_listening_find_quietest (const WireListening *listening);
void wire_listening_note_resumed (WireListening *listening);

void wire_listening_warn (WireListening *listening, const char *sentence);
void wire_listening_ask_again (WireListening *listening);
gboolean wire_listening_wants_again (const WireListening *listening);
GStrv wire_listening_tell_problems (const WireListening *listening);

G_END_DECLS
