/* wire-json-source.h: the words of a JSON file, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Longest text that is kept, in bytes; no digest and no name is longer. */
#define WIRE_JSON_TEXT_MAX 8192

/**
 * WireJsonSource:
 *
 * The bytes of a JSON file (RFC 8259) of any size, with its texts and numbers put together. Used by
 * one thread.
 */
typedef struct _WireJsonSource WireJsonSource;

WireJsonSource *wire_json_source_new_for_bytes (GBytes *bytes);
WireJsonSource *wire_json_source_open (const char *path, GCancellable *cancellable, GError **error);

/** Frees @source and what it owns. */
void wire_json_source_free (WireJsonSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireJsonSource, wire_json_source_free)

int wire_json_source_next (WireJsonSource *source, GError **error);
gboolean wire_json_source_read_text (WireJsonSource *source, GError **error);
void wire_json_source_read_word (WireJsonSource *source, int first, GError **error);
const GString *wire_json_source_get_text (const WireJsonSource *source);
guint64 wire_json_source_get_offset (const WireJsonSource *source);

G_END_DECLS
