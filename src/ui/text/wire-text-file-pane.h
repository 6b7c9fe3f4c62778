/* wire-text-file-pane.h: a text file read in one codec and saved in another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_TEXT_FILE_PANE (wire_text_file_pane_get_type ())
/** WireTextFilePane: a text file read in one codec and saved in another */
G_DECLARE_FINAL_TYPE (WireTextFilePane, wire_text_file_pane, WIRE, TEXT_FILE_PANE, AdwBin)

void wire_text_file_pane_open (WireTextFilePane *pane, GFile *file);

G_END_DECLS
