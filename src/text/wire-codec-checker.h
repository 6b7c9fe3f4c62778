/* wire-codec-checker.h: which characters a codec gives back as they were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireCodecChecker:
 *
 * iconv writes some characters as others without a word: a backslash becomes a full-width one in
 * Shift_JIS. Code that promises to lose nothing asks here. Used by one thread.
 */
typedef struct _WireCodecChecker WireCodecChecker;

WireCodecChecker *wire_codec_checker_new (const char *codec);

/** Frees @checker and what it owns. */
void wire_codec_checker_free (WireCodecChecker *checker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCodecChecker, wire_codec_checker_free)

gboolean wire_codec_checker_keeps (WireCodecChecker *checker, gunichar character);

G_END_DECLS
