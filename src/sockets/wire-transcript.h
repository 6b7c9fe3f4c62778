/* wire-transcript.h: everything that happened on a server or a client, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-event.h"

G_BEGIN_DECLS

/** Events that are kept in memory, and how many bytes their pieces may hold in all. */
#define WIRE_TRANSCRIPT_MAX_EVENTS 10000u
#define WIRE_TRANSCRIPT_MAX_BYTES (32u * 1024 * 1024)

/** Bytes of events that are searched in one go: some 3 ms. */
#define WIRE_TRANSCRIPT_FIND_BYTES (256u * 1024)

/** What the lines of earlier events may take on the disk. */
#define WIRE_TRANSCRIPT_MAX_SPOOL (1024ull * 1024 * 1024)

/**
 * WireSocketRole:
 *
 * Whose events they are: the lab has other words for a server than for a client.
 */
typedef enum
{
  WIRE_SOCKET_SERVER,
  WIRE_SOCKET_CLIENT,
} WireSocketRole;

#define WIRE_TYPE_TRANSCRIPT (wire_transcript_get_type ())

/** What happened on sockets: the last events in memory, and the lines of all on disk. */
G_DECLARE_FINAL_TYPE (WireTranscript, wire_transcript, WIRE, TRANSCRIPT, GObject)

WireTranscript *wire_transcript_new (WireSocketRole role);

void wire_transcript_add (WireTranscript *transcript, WireSocketEvent *event);

guint wire_transcript_get_length (WireTranscript *transcript);
guint64 wire_transcript_get_forgotten (WireTranscript *transcript);
WireSocketEvent *wire_transcript_get (WireTranscript *transcript, guint event);
GPtrArray *wire_transcript_list (WireTranscript *transcript);
guint wire_transcript_find_some (
    WireTranscript *transcript, const char *text, guint from, gboolean backwards, guint *left);
guint wire_transcript_find (WireTranscript *transcript,
                            const char *text,
                            guint from,
                            gboolean backwards);
guint64 wire_transcript_get_size (WireTranscript *transcript);
gboolean wire_transcript_write (WireTranscript *transcript,
                                GOutputStream *out,
                                GCancellable *cancellable,
                                GError **error);

char *wire_socket_event_to_lab_lines (const WireSocketEvent *event, WireSocketRole role);

G_END_DECLS
