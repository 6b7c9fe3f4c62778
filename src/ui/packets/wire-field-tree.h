/* wire-field-tree.h: a frame's layers and fields as a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/frame/wire-fields.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FIELD_TREE (wire_field_tree_get_type ())
/** WireFieldTree: a frame's layers and fields as a tree */
G_DECLARE_FINAL_TYPE (WireFieldTree, wire_field_tree, WIRE, FIELD_TREE, AdwBin)

void wire_field_tree_take_fields (WireFieldTree *tree, WireFields *fields);
void wire_field_tree_set_frame (WireFieldTree *tree, GBytes *bytes, const WireFrame *frame);
const WireField *wire_field_tree_get_selected (WireFieldTree *tree);
void wire_field_tree_select_byte (WireFieldTree *tree, guint32 offset);

G_END_DECLS
