/* wire-text-source.h: the text that the Text page looks at, as characters and as bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-notation.h"
#include "ui/text/wire-text-study.h"
#include "text/wire-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the page takes at most, in bytes of UTF-8 or bytes: more is for a file, not for the eye. */
#define WIRE_TEXT_SOURCE_MAX (64u * 1024)

/** Any spelling of bytes: the one that they most look like. */
#define WIRE_NOTATION_ANY WIRE_N_NOTATIONS

#define WIRE_TYPE_TEXT_SOURCE (wire_text_source_get_type ())
/** WireTextSource: the text that the Text page looks at, as characters and as bytes */
G_DECLARE_FINAL_TYPE (WireTextSource, wire_text_source, WIRE, TEXT_SOURCE, GObject)

WireTextSource *wire_text_source_new (void);

void wire_text_source_set_text (WireTextSource *source, const char *text);
void wire_text_source_set_spelling (WireTextSource *source, const char *spelling, guint notation);
void wire_text_source_set_codec (WireTextSource *source, const char *codec);
/** Says what becomes of characters and bytes that the codec does not have. */
void wire_text_source_set_policy (WireTextSource *source, WireTextPolicy policy);

gboolean wire_text_source_is_text (WireTextSource *source);
/** Returns: (transfer none): the name of the codec */
const char *wire_text_source_get_codec (WireTextSource *source);
const WireText *wire_text_source_get_text (WireTextSource *source);
GBytes *wire_text_source_get_bytes (WireTextSource *source);
const GError *wire_text_source_get_error (WireTextSource *source);
guint wire_text_source_get_notation (WireTextSource *source);
const WireTextStudy *wire_text_source_get_study (WireTextSource *source);

G_END_DECLS
