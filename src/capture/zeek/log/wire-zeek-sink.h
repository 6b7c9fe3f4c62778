/* wire-zeek-sink.h: a file that is written in pieces, compressed or not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Where a log's lines go: a file that gets its name when it is whole. For one thread. */
typedef struct _WireZeekSink WireZeekSink;

WireZeekSink *wire_zeek_sink_new (const char *path, gboolean zstd, GError **error);

/** Frees @sink and what it owns; a file that was not ended is not there. */
void wire_zeek_sink_free (WireZeekSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekSink, wire_zeek_sink_free)

gboolean wire_zeek_sink_write (WireZeekSink *sink, const void *bytes, gsize length, GError **error);

/** Writes what is left and gives the file its name. */
gboolean wire_zeek_sink_end (WireZeekSink *sink, GError **error);

G_END_DECLS
