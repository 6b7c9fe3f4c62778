/* wire-text.h: characters and their bytes, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-text-error.h"

G_BEGIN_DECLS

/**
 * WireTextSpan:
 * @text_offset: in the UTF-8 text
 * @text_length: bytes of UTF-8; 0 where something was left out or is a byte-order mark
 * @byte_offset: in the encoded bytes
 * @byte_length: 0 where a character was left out
 * @reason: %WIRE_TEXT_REASON_NONE where the two are the same thing
 *
 * One character and its bytes. A few codecs write two characters as one unit: then a span holds
 * both.
 */
typedef struct
{
  gsize text_offset;
  gsize text_length;
  gsize byte_offset;
  gsize byte_length;
  WireTextReason reason;
} WireTextSpan;

/**
 * WireText:
 * @text: (owned): UTF-8; may hold NUL
 * @text_length: in bytes
 * @bytes: (owned): the same under the codec
 * @spans: (owned): #WireTextSpan, in order, without a hole on either side
 * @n_characters: code points of @text
 * @n_problems: spans with a reason
 *
 * A plain value, owned by the caller. Meant for what a person looks at: a span takes 40 bytes.
 */
typedef struct
{
  char *text;
  gsize text_length;
  GBytes *bytes;
  GArray *spans;
  gsize n_characters;
  gsize n_problems;
} WireText;

/** Writes @text, which is UTF-8, in @codec. Returns: (transfer full): every character above its
 * bytes */
WireText *wire_text_encode (
    const char *text, gsize length, const char *codec, WireTextPolicy policy, GError **error);

/** Reads @bytes in @codec. Returns: (transfer full): every character above its bytes */
WireText *wire_text_decode (GBytes *bytes,
                            const char *codec,
                            WireTextPolicy policy,
                            GError **error);

/** Frees @text and what it owns. */
void wire_text_free (WireText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireText, wire_text_free)

/** Returns: how many characters a reader sees (UAX 29) */
gsize wire_text_count_graphemes (const WireText *text);

G_END_DECLS
