/* wire-mojibake-search.h: the two ways in which wrong readings are looked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-mojibake.h"

G_BEGIN_DECLS

/** Frees what @step owns, but not @step itself. */
void wire_mojibake_step_clear (WireMojibakeStep *step);

/** Adds a chain of wrong readings to @chains. */
void wire_mojibake_add_chain (GPtrArray *chains,
                              const WireMojibakeStep *steps,
                              guint n_steps,
                              int score);

/** Looks for wrong readings that explain parts of @text. */
void wire_mojibake_search_parts (GPtrArray *chains, const char *text);

/** Looks for wrong readings that explain all of @text. */
void wire_mojibake_search_codecs (GPtrArray *chains, const char *text);

G_END_DECLS
