/* wire-download-view-private.h: what the parts of the downloads view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "ui/lists/wire-row-selection.h"
#include "ui/downloads/wire-download-bytes.h"
#include "ui/downloads/wire-download-order.h"
#include "ui/downloads/wire-download-pane.h"
#include "ui/downloads/wire-download-view.h"
#include "ui/downloads/wire-thumbnails.h"
#include "ui/lists/wire-row-menu.h"

G_BEGIN_DECLS

struct _WireDownloadView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireDownloadStore *store; /* NULL until the objects are listed */
  WireThumbnails *thumbnails;
  WireObjectChoice choice;
  guint count;       /* objects of any kind whose packet is shown */
  WireJob *ordering; /* the one whose order is waited for */
  gboolean stale;    /* something came since @ordering was started */
  gboolean resorted; /* by a click on a header, since rows were shown last */
  guint32 wanted;    /* to be selected when an order has it, or WIRE_ROW_NONE */
  gboolean typed;    /* the rows were put in order after all types were known */
  GBytes *order;     /* of the rows that are shown */
  WireJob *saving;
  GArray *to_save; /* objects that a file dialog was opened for, of guint32 */

  WireRowList *rows;
  guint scroll_to; /* a position, when @scrolling comes */
  guint scrolling; /* the source that scrolls, or 0 */
  WireRowSelection *selection;

  AdwFlap *flap;
  GtkPaned *paned;
  GtkStack *stack;
  GtkGridView *grid;
  GtkColumnView *table;
  GtkToggleButton *as_table;
  GtkToggleButton *choices[WIRE_N_OBJECT_CHOICES];
  GtkLabel *found;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkWidget *go_on;
  GtkWidget *problem_box;
  GtkLabel *problem;
  WireDownloadPane *pane;
  WireDownloadBytes *bytes;
  GtkMenuButton *menu_button;
  WireRowMenu *menu;
};

/* wire-download-actions.c */
void wire_download_actions_install (GtkWidgetClass *widget_class);
void wire_download_actions_init (WireDownloadView *self);
void wire_download_actions_update (WireDownloadView *self);

/* wire-download-known.c */
void wire_download_known_ask (WireDownloadView *self, guint32 object);

/* wire-download-rows.c */
void wire_download_rows_init (WireDownloadView *self);
void wire_download_rows_connect_sorter (WireDownloadView *self);
void wire_download_rows_order (WireDownloadView *self);
void wire_download_rows_update (WireDownloadView *self);
void wire_download_rows_clear (WireDownloadView *self);
void wire_download_rows_refill (WireDownloadView *self);
void wire_download_rows_show_page (WireDownloadView *self);
void wire_download_rows_select_wanted (WireDownloadView *self);
void wire_download_rows_scroll_to (WireDownloadView *self, guint position);

/* wire-download-view.c */
GtkWidget *wire_download_view_get_list (WireDownloadView *self);
guint32 wire_download_view_get_selected (WireDownloadView *self);
void wire_download_view_notify (WireDownloadView *self, const char *sentence);

G_END_DECLS
