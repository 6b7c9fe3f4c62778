/* wire-text-stream.h: decoding and encoding of text that comes in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-text-error.h"

G_BEGIN_DECLS

/** From bytes to UTF-8, piece by piece. Used by one thread. */
typedef struct _WireTextReader WireTextReader;

/** Returns: (transfer full): a reader of bytes in @codec, or %NULL where there is no such codec */
WireTextReader *wire_text_reader_new (const char *codec, WireTextPolicy policy, GError **error);

/** Frees @reader and what it owns. */
void wire_text_reader_free (WireTextReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTextReader, wire_text_reader_free)

/** Reads more bytes, whose characters go to @text as UTF-8. What is cut at the end waits for
 * the next call unless this is the @last. */
gboolean wire_text_reader_add (WireTextReader *reader,
                               const guint8 *bytes,
                               gsize length,
                               gboolean last,
                               GString *text,
                               GError **error);

/** Returns: the sequences that could not be read so far */
guint64 wire_text_reader_get_problems (const WireTextReader *reader);

/** From UTF-8 to bytes, piece by piece; pieces end between characters. Used by one thread. */
typedef struct _WireTextWriter WireTextWriter;

/** Returns: (transfer full): a writer of bytes in @codec, or %NULL where there is no such codec */
WireTextWriter *wire_text_writer_new (const char *codec,
                                      WireTextPolicy policy,
                                      gboolean mark,
                                      GError **error);

/** Frees @writer and what it owns. */
void wire_text_writer_free (WireTextWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTextWriter, wire_text_writer_free)

/** Writes more text, whose bytes go to @bytes. */
gboolean wire_text_writer_add (WireTextWriter *writer,
                               const char *text,
                               gsize length,
                               gboolean last,
                               GString *bytes,
                               GError **error);

/** Returns: the characters that could not be written so far */
guint64 wire_text_writer_get_problems (const WireTextWriter *writer);

G_END_DECLS
