/* wire-field-tree-private.h: what the field tree and its menu share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-row-menu.h"
#include "ui/packets/wire-field-tree.h"
#include "ui/session/wire-filter-terms.h"

G_BEGIN_DECLS

struct _WireFieldTree
{
  AdwBin parent_instance;

  GtkListView *list;
  GtkSingleSelection *selection;
  WireFields *fields;
  GBytes *bytes;   /* of the frame that is shown, or NULL */
  WireFrame frame; /* over @bytes */
  gboolean quiet;  /* the selection follows the bytes, not the user */
  WireRowMenu *menu;
  GMenu *terms; /* what the selected field can be filtered by */
};

/* wire-field-tree.c */
char *wire_field_tree_make_term (WireFieldTree *self);
void wire_field_tree_explain (WireFieldTree *self);

/* wire-field-tree-menu.c */
void wire_field_tree_install_actions (GtkWidgetClass *widget_class);
void wire_field_tree_init_menu (WireFieldTree *self);
void wire_field_tree_update_menu (WireFieldTree *self);

G_END_DECLS
