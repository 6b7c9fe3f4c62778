/* wire-copy-window-private.h: what the parts of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/saving/wire-copy-window.h"

G_BEGIN_DECLS

struct _WireCopyWindow
{
  AdwWindow parent_instance;

  WireCopyKind kind;
  WireView *view;
  GPtrArray *others; /* of char *: paths of other captures */
  WireJob *job;      /* that writes, or NULL */
  guint tick;
  char *written; /* what was written, or where parts of it are; NULL before */

  AdwWindowTitle *title;
  GtkButton *write;
  GtkRevealer *progress;
  GtkProgressBar *bar;
  GtkStack *stack;
  AdwComboRow *packets;
  AdwComboRow *by;
  GtkSpinButton *amount;
  AdwComboRow *payload;
  AdwEntryRow *key;
  GtkSwitch *secrets;
  GtkListBox *captures;
};

void wire_copy_window_show_result (WireCopyWindow *self, const WireCopyRun *run);
void wire_copy_window_bind_result (GtkWidgetClass *widget_class);

G_END_DECLS
