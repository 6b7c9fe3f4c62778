/* wire-files-page-private.h: what the Files page and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-pane.h"
#include "ui/files/wire-files-chips.h"
#include "ui/files/wire-files-digests.h"
#include "ui/files/wire-files-export.h"
#include "ui/files/wire-files-matching.h"
#include "ui/files/wire-files-objects.h"
#include "ui/files/wire-files-page.h"
#include "ui/files/wire-files-progress.h"
#include "ui/lists/wire-row-menu.h"

G_BEGIN_DECLS

struct _WireFilesPage
{
  AdwBin parent_instance;

  WireHashSetStore *store;
  WireEvidenceList *list;
  WireFilesRows *rows;
  WireFilesWork *work;
  WireFilesMatching *matching;
  WireFilesObjects *objects;
  WireFilesExport *export;
  WireRowMenu *menu;

  GtkStack *stack;
  GtkStack *rows_stack;
  AdwFlap *flap;
  guint folding; /* the source that follows the flap, or 0 */
  WireEvidencePane *pane;
  GtkColumnView *column_view;
  WireFilesChips *chips;
  GtkLabel *count;
  GtkToggleButton *types_button;
  GtkEditable *search_entry;
  WireFilesDigests *digests;
};

/* wire-files-page.c */
void wire_files_page_show_row (WireFilesPage *self, guint32 row);

/* wire-files-actions.c: what can be done with rows */
void wire_files_actions_install (GtkWidgetClass *widget_class);
void wire_files_actions_init (WireFilesPage *self, GMenuModel *menu);
void wire_files_actions_update (WireFilesPage *self);
void wire_files_page_rescan (WireFilesPage *self);

G_END_DECLS
