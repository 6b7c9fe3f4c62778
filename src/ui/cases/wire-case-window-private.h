/* wire-case-window-private.h: what the window of a case and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-across.h"
#include "ui/cases/wire-case-check.h"
#include "ui/cases/wire-case-window.h"

G_BEGIN_DECLS

struct _WireCaseWindow
{
  AdwApplicationWindow parent_instance;

  WireCaseStore *store;
  GPtrArray *findings; /* of the evidence; NULL until it was checked */
  WireJob *check;      /* that runs, or NULL */

  AdwToastOverlay *toasts;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *bar;
  AdwViewStack *stack;
  GtkStack *note_stack;
  GtkStack *evidence_stack;
  GtkListBox *notes;
  GtkListBox *evidence;
  GtkListBox *deeds;
  WireCaseAcross *across;
  GtkEditable *search;
  GtkLabel *more;
  GtkWidget *content;
};

/* wire-case-window.c */
const WireCaseFinding *wire_case_window_find (WireCaseWindow *self, gint64 evidence);
void wire_case_window_check (WireCaseWindow *self);

/* wire-case-window-actions.c */
void wire_case_window_install_actions (GtkWidgetClass *widget_class);
void wire_case_window_go (WireCaseWindow *self, gint64 evidence, const WireCaseNote *way);
void wire_case_window_drop (GSList *files, gpointer data);

/* wire-case-window-report.c */
void wire_case_window_install_report (GtkWidgetClass *widget_class);

G_END_DECLS
