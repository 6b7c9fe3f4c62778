/* wire-mime.h: what shared-mime-info knows of extensions and kinship
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireMime:
 *
 * The tables of shared-mime-info: extensions to MIME types, aliases, parents. GIO's own guess is
 * not asked for extensions: it gives one type, and believes a name over the bytes. Immutable once
 * made; any thread. Types and extensions are found in capitals, too.
 */
typedef struct _WireMime WireMime;

WireMime *wire_mime_new (const char *const *folders);

/** Frees @mime and what it owns. */
void wire_mime_free (WireMime *mime);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireMime, wire_mime_free)

const char *wire_mime_resolve (const WireMime *mime, const char *type);
gboolean wire_mime_is_a (const WireMime *mime, const char *type, const char *ancestor);
const GPtrArray *wire_mime_get_types (const WireMime *mime, const char *extension);
const GPtrArray *wire_mime_get_extensions (const WireMime *mime, const char *type);

void wire_mime_add_usual (WireMime *mime, const char *text);
const GPtrArray *wire_mime_get_usual (const WireMime *mime, const char *type);

G_END_DECLS
