/* wire-download-view-private.h: what the parts of the downloads view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "ui/downloads/wire-download-bytes.h"
#include "ui/downloads/wire-download-columns.h"
#include "ui/downloads/wire-download-rows.h"
#include "ui/downloads/wire-download-saver.h"
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
  WireDownloadRows *rows;
  WireDownloadSaver *saver;
  WireRowMenu *menu;

  WireObjectChoice choice;
  guint count;     /* objects of any kind whose packet is shown */
  guint32 wanted;  /* to be selected when an order has it, or WIRE_ROW_NONE */
  guint scroll_to; /* a position, when @scrolling comes */
  guint scrolling; /* the source that scrolls, or 0 */

  AdwFlap *flap;
  GtkStack *stack;
  GtkGridView *grid;
  GtkColumnView *table;
  GtkToggleButton *as_table;
  GtkToggleButton *choices[WIRE_N_OBJECT_CHOICES];
  WireDownloadPane *pane;
  WireDownloadBytes *bytes;
};

/* wire-download-actions.c */
void wire_download_actions_install (GtkWidgetClass *widget_class);
void wire_download_actions_init (WireDownloadView *self);
void wire_download_actions_update (WireDownloadView *self);

/* wire-download-known.c */
void wire_download_known_ask (WireDownloadView *self, guint32 object);

/* wire-download-lists.c */
void wire_download_lists_init (WireDownloadView *self);
void wire_download_lists_reset (WireDownloadView *self, gboolean form_data);
void wire_download_lists_show_ways (WireDownloadView *self);
void wire_download_lists_show_page (WireDownloadView *self);
void wire_download_lists_scroll_to (WireDownloadView *self, guint position);
void wire_download_lists_select_wanted (WireDownloadView *self);
void wire_download_lists_toggle (WireDownloadView *self);

/* wire-download-view.c */
gpointer wire_download_view_get_child (WireDownloadView *self, const char *id);
guint32 wire_download_view_get_selected (WireDownloadView *self);
void wire_download_view_notify (WireDownloadView *self, const char *sentence);

G_END_DECLS
