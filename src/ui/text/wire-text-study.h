/* wire-text-study.h: what can be found out of text and its bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireTextStudy:
 * @guesses: (owned) (element-type WireGuess): what codecs the bytes may be in, the likeliest first
 * @chains: (owned) (element-type WireMojibakeChain): which wrong readings explain the text
 * @digests: of the bytes, by every algorithm
 *
 * A plain value. Made by a worker, then read by the main thread.
 */
typedef struct
{
  GPtrArray *guesses;
  GPtrArray *chains;
  WireDigests digests;
} WireTextStudy;

WireTextStudy *wire_text_study_new (const char *text, GBytes *bytes);
/** Frees @study. */
void wire_text_study_free (WireTextStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTextStudy, wire_text_study_free)

G_END_DECLS
