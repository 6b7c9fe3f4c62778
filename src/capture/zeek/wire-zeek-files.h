/* wire-zeek-files.h: what Zeek calls files: everything that was sent or received
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-facts.h"
#include "capture/zeek/log/wire-zeek-ids.h"

G_BEGIN_DECLS

/**
 * WireZeekFiles:
 *
 * The objects of a capture, examined, and found by the HTTP message that brought them. For one
 * thread.
 */
typedef struct _WireZeekFiles WireZeekFiles;

WireZeekFiles *wire_zeek_files_new (WireCapture *capture,
                                    const guint8 digest[WIRE_ZEEK_DIGEST_SIZE],
                                    WireTypeDetector *detector,
                                    GCancellable *cancellable,
                                    GError **error);

/** Frees @files and what it owns. */
void wire_zeek_files_free (WireZeekFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekFiles, wire_zeek_files_free)

/** Returns: the number of objects, those without bytes included */
guint32 wire_zeek_files_get_length (const WireZeekFiles *files);

WireObjectList *wire_zeek_files_get_list (const WireZeekFiles *files);

/** Returns: (transfer none): what is known of an object */
const WireObjectFacts *wire_zeek_files_get_facts (const WireZeekFiles *files, guint32 object);

const GArray *wire_zeek_files_find (const WireZeekFiles *files, guint32 exchange, gboolean upload);
gboolean wire_zeek_files_is_container (const WireZeekFiles *files, guint32 object);
void wire_zeek_files_make_fuid (const WireZeekFiles *files,
                                guint32 object,
                                char fuid[WIRE_ZEEK_ID_SIZE]);
char *wire_zeek_files_get_type (const WireZeekFiles *files, guint32 object);
const char *wire_zeek_files_get_name (const WireZeekFiles *files, guint32 object);

G_END_DECLS
