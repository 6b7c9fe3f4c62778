/* wire-filter-bar-private.h: what the parts of the filter bar share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-filter-language.h"
#include "ui/session/wire-filter-bar.h"
#include "ui/session/wire-filter-completion.h"
#include "ui/session/wire-filter-menu.h"
#include "ui/session/wire-source-popover.h"

G_BEGIN_DECLS

struct _WireFilterBar
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireJob *check;              /* of what was entered last */
  char *checked;               /* that expression */
  WireFilterLanguage language; /* of that expression */
  char *in_force;              /* the one that the filter has */

  GtkEntry *entry;
  GtkLabel *error;
  GtkMenuButton *mark;
  GtkLabel *explanation;
  GtkButton *advice;
  WireFilterMenu *filters;
  WireFilterCompletion *completion;
  GtkWidget *chips;
  GtkWidget *not_from;
  GtkSpinner *spinner;
  WireSourcePopover *sources;
};

/* wire-filter-bar.c */
void wire_filter_bar_apply (WireFilterBar *self, const char *text);

/* wire-filter-bar-chips.c */
void wire_filter_bar_fill_chips (WireFilterBar *self, WireFilter *filter);

/* wire-filter-bar-fault.c */
void wire_filter_bar_clear_error (WireFilterBar *self);
void wire_filter_bar_show_error (WireFilterBar *self, const char *message, guint start, guint end);
void wire_filter_bar_take_advice (WireFilterBar *self);
WireJob *wire_filter_bar_start_check (const char *expression,
                                      WireCapture *capture,
                                      WireJobEnded ended,
                                      gpointer user_data);

G_END_DECLS
