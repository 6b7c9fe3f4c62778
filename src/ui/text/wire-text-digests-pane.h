/* wire-text-digests-pane.h: digests of a text's bytes, with a key or without
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/text/wire-text-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_TEXT_DIGESTS_PANE (wire_text_digests_pane_get_type ())
/** WireTextDigestsPane: digests of a text's bytes, with a key or without */
G_DECLARE_FINAL_TYPE (WireTextDigestsPane, wire_text_digests_pane, WIRE, TEXT_DIGESTS_PANE, AdwBin)

void wire_text_digests_pane_set_source (WireTextDigestsPane *pane, WireTextSource *source);

G_END_DECLS
