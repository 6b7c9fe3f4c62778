/* wire-capture-streams.h: the streams of an open capture, and what was said in HTTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"
#include "capture/http/wire-http-message.h"
#include "capture/reassembly/wire-stream-table.h"

G_BEGIN_DECLS

/* They are found in the same pass as packets and flows, by captures that were asked to before they
 * were loaded. Like those, they may be read from any thread while the pass goes on. */

GStrv wire_capture_copy_key_files (WireCapture *capture);
void wire_capture_set_key_files (WireCapture *capture, const char *const *paths);
void wire_capture_bound_http (WireCapture *capture, guint mib);
void wire_capture_want_streams (WireCapture *capture);

/** Hears all streams once more, with the keys that are known now. Blocks: call it in a worker. */
gboolean wire_capture_hear_again (WireCapture *capture, WireJob *job, GError **error);

void wire_capture_bound_streams (WireCapture *capture, guint each, guint total);
WireStreamBudget wire_capture_get_stream_bounds (WireCapture *capture);

guint32 wire_capture_get_n_streams (WireCapture *capture);
const char *wire_capture_get_stream_tunnel (WireCapture *capture, guint32 stream);
gboolean wire_capture_get_stream (WireCapture *capture, guint32 stream, WireStream *out);
guint32 wire_capture_find_stream (WireCapture *capture, guint32 packet);
guint32 wire_capture_find_flow_stream (WireCapture *capture, guint32 flow);

/** Returns: the number of HTTP exchanges that were found so far. Any thread. */
guint32 wire_capture_get_n_exchanges (WireCapture *capture);

gboolean wire_capture_get_exchange (WireCapture *capture, guint32 exchange, WireHttpExchange *out);
GArray *wire_capture_list_requests (WireCapture *capture);
gboolean wire_capture_get_exchange_tuple (WireCapture *capture,
                                          const WireHttpExchange *exchange,
                                          WireTuple *tuple);
gboolean wire_capture_get_extra_places (WireCapture *capture,
                                        guint32 exchange,
                                        WireHttpKind kind,
                                        WireBody *extra);
gboolean wire_capture_get_message_places (
    WireCapture *capture, guint32 exchange, WireHttpKind kind, WireBody *head, WireBody *body);
gboolean wire_capture_get_message_trailers (WireCapture *capture,
                                            guint32 exchange,
                                            WireHttpKind kind,
                                            WireBody *trailers);
GStrv wire_capture_tell_missing_http (WireCapture *capture);

G_END_DECLS
