/* wire-http-view-private.h: what the parts of the HTTP view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/http/wire-http-columns.h"
#include "ui/http/wire-http-pane.h"
#include "ui/http/wire-http-view.h"
#include "ui/lists/wire-row-menu.h"

G_BEGIN_DECLS

struct _WireHttpView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireJob *ordering; /* the one whose order is waited for */
  gboolean stale;    /* there is another view, to be shown with this widget */
  WireHttpListing listing;
  GArray *nodes; /* of the rows, where they are a tree */
  guint count;
  guint32 wanted; /* an exchange that is to be selected, or WIRE_ROW_NONE */
  guint32 selected;

  WireRowList *rows;
  GtkSingleSelection *selection;

  GtkColumnView *column_view;
  GtkPaned *paned;
  GtkLabel *counted;
  WireHttpPane *pane;
  GtkSearchEntry *search;
  GtkSpinner *sorting;
  GtkStack *stack;
  GtkToggleButton *as_tree;
  WireRowMenu *menu;
};

/* wire-http-view.c */
gboolean wire_http_view_get_selected (WireHttpView *self, WireHttpExchange *exchange);
void wire_http_view_fold (WireHttpView *self, gboolean fold);

/* wire-http-actions.c */
void wire_http_actions_install (GtkWidgetClass *widget_class);
void wire_http_actions_init (WireHttpView *self);
void wire_http_actions_update (WireHttpView *self);

G_END_DECLS
