/* wire-files-page-private.h: what the aspects of the Files page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-check.h"
#include "ui/evidence/wire-evidence-columns.h"
#include "ui/evidence/wire-evidence-pane.h"
#include "ui/evidence/wire-evidence-run.h"
#include "ui/files/wire-files-page.h"
#include "ui/lists/wire-row-selection.h"

G_BEGIN_DECLS

struct _WireFilesPage
{
  AdwBin parent_instance;

  WireHashSetStore *store;
  WireEvidenceList *list;
  WireDigestMask mask; /* digests that the user chose */
  GtkCheckButton *algorithm_checks[WIRE_N_DIGESTS];
  gboolean remembering; /* what was chosen here */

  /* wire-files-work.c */
  WireEvidenceRun *run; /* that examines, or NULL */
  GQueue waiting;       /* of WireEvidenceRun: begun one after the other */

  /* wire-files-sets.c */
  WireJob *matching;     /* rows against the sets, or NULL */
  gboolean sets_changed; /* since the run was begun */

  /* wire-files-objects.c */
  WireObjectList *objects; /* of the window's capture, once some were checked */
  GArray *checked;         /* of guint32: those that were asked for last */

  guint saving; /* wire-files-export.c: the format that a file dialog is for */

  /* wire-files-rows.c */
  WireEvidenceArrangement arrangement;
  WireEvidencePanel panel;
  WireJob *ordering; /* whose order is waited for */
  gboolean outdated; /* rows came or changed since it was begun */
  guint reordering;  /* the source that begins the next */
  gboolean plain;    /* every row stands in its own place */
  WireRowList *rows;
  WireRowSelection *selection;
  GtkToggleButton *chips[WIRE_N_FINDINGS + 1];

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkStack *rows_stack;
  AdwFlap *flap;
  guint folding;
  WireEvidencePane *pane;
  GtkColumnView *column_view;
  GtkWidget *chip_box;
  GtkLabel *count;
  GtkToggleButton *hashes_button;
  GtkToggleButton *types_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkRevealer *progress;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkToggleButton *pause_button;
  GtkBox *algorithms;
  GtkMenuButton *menu_button;
  GMenuModel *row_menu;
  GtkWidget *popover;
};

/* wire-files-page.c */
void wire_files_page_notify (WireFilesPage *self, const char *sentence);

/* wire-files-rows.c: which rows are seen, in what order, and which are selected */
void wire_files_rows_init (WireFilesPage *self);
void wire_files_rows_dispose (WireFilesPage *self);
void wire_files_rows_update (WireFilesPage *self);
void wire_files_rows_rearrange (WireFilesPage *self);
void wire_files_rows_show_columns (WireFilesPage *self);
void wire_files_rows_show_selected (WireFilesPage *self);
void wire_files_rows_show_all (WireFilesPage *self);
void wire_files_rows_choose (WireFilesPage *self, guint32 row);
GArray *wire_files_rows_get_selected (WireFilesPage *self);
GArray *wire_files_rows_get_shown (WireFilesPage *self);

/* wire-files-work.c: files being examined */
void wire_files_work_dispose (WireFilesPage *self);
void wire_files_work_add (WireFilesPage *self, const char *const *paths);
void wire_files_work_check (WireFilesPage *self, WireEvidenceChecks *checks);
void wire_files_work_rescan (WireFilesPage *self);
void wire_files_work_pause (WireFilesPage *self, gboolean paused);
void wire_files_work_cancel (WireFilesPage *self);

/* wire-files-objects.c */
void wire_files_objects_rescan (WireFilesPage *self);

/* wire-files-sets.c */
void wire_files_sets_add_selected (WireFilesPage *self);
void wire_files_sets_present (WireFilesPage *self, const char *import);
void wire_files_sets_match (WireFilesPage *self);

/* wire-files-export.c */
void wire_files_export_copy (WireFilesPage *self, const char *key);
void wire_files_export_save (WireFilesPage *self, const char *key);

/* wire-files-signature.c */
void wire_files_signature_ask (WireFilesPage *self);

/* wire-files-verify.c */
void wire_files_verify_digest (WireFilesPage *self);

/* wire-files-actions.c */
void wire_files_actions_install (GtkWidgetClass *widget_class);
void wire_files_actions_init (WireFilesPage *self);
void wire_files_actions_update (WireFilesPage *self);

G_END_DECLS
