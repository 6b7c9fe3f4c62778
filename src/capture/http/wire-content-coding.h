/* wire-content-coding.h: bodies unpacked from gzip, deflate, br and zstd
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Decoded bytes that are believed of one body. A few bytes can ask for as many as one likes; what
 * servers send to browsers is never as large when they pack it. */
#define WIRE_CONTENT_MAX_DECODED (1024ull * 1024 * 1024)

/** Decoded bytes that are believed of each byte that was sent, beyond the first ones: DEFLATE makes
 * no more than 1032 of one; what others could make of a capture of a megabyte would take days. */
#define WIRE_CONTENT_MAX_RATIO 1100u
#define WIRE_CONTENT_FIRST_BYTES (16u * 1024 * 1024)

/** What many bodies that unpack to more than they should may do so together: beyond
 * %WIRE_CONTENT_SHARED_RATIO decoded bytes for each that was sent, each has its share of this. A
 * thousand bodies of 64 KB may else unpack to 64 GiB. */
#define WIRE_CONTENT_MAX_TOGETHER (4ull * 1024 * 1024 * 1024)
#define WIRE_CONTENT_SHARED_RATIO 64u

/** Codings one upon another: two are rare, more are a trap. */
#define WIRE_CONTENT_MAX_CODINGS 4u

/** Memory that a zstd frame may ask for (RFC 9659 allows 8 MiB in HTTP). */
#define WIRE_CONTENT_ZSTD_WINDOW_LOG 23

/** Takes decoded bytes as they come. Returns: %FALSE to stop */
typedef gboolean (*WireContentSink) (const guint8 *bytes, gsize length, gpointer user_data);

/**
 * WireContentState:
 * @WIRE_CONTENT_MORE: all is well, and the end was not reached
 * @WIRE_CONTENT_END: the coding says that this is the end; what follows is not its
 * @WIRE_CONTENT_BROKEN: the bytes are not what the coding says they are
 * @WIRE_CONTENT_TOO_LARGE: more came out than is believed
 * @WIRE_CONTENT_TOO_MUCH: more came out than is believed of as many bodies together
 * @WIRE_CONTENT_STOPPED: the sink had enough
 */
typedef enum
{
  WIRE_CONTENT_MORE,
  WIRE_CONTENT_END,
  WIRE_CONTENT_BROKEN,
  WIRE_CONTENT_TOO_LARGE,
  WIRE_CONTENT_TOO_MUCH,
  WIRE_CONTENT_STOPPED,
} WireContentState;

/**
 * WireContentDecoder:
 *
 * Undoes the codings that a Content-Encoding field names (RFC 9110, section 8.4), piece by piece
 * and in bounded memory. Used by one thread.
 */
typedef struct _WireContentDecoder WireContentDecoder;

/** Returns: whether a body with this Content-Encoding has to be unpacked */
gboolean wire_content_is_coded (const char *content_encoding);

/** Returns: whether it names a coding that is not undone here: its bytes are not those of what was
 * meant */
gboolean wire_content_is_strange (const char *content_encoding);

WireContentDecoder *wire_content_decoder_new (const char *content_encoding,
                                              WireContentSink sink,
                                              gpointer user_data);

/** Frees @decoder and what it owns. */
void wire_content_decoder_free (WireContentDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireContentDecoder, wire_content_decoder_free)

void wire_content_decoder_share (WireContentDecoder *decoder, guint32 n);
WireContentState wire_content_decoder_add (WireContentDecoder *decoder,
                                           const guint8 *bytes,
                                           gsize length);
WireContentState wire_content_decoder_get_state (const WireContentDecoder *decoder);
guint64 wire_content_decoder_get_size (const WireContentDecoder *decoder);

G_END_DECLS
