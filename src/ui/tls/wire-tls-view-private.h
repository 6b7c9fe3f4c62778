/* wire-tls-view-private.h: what the parts of the TLS view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-tls.h"
#include "ui/lists/wire-row-menu.h"
#include "ui/tls/wire-tls-columns.h"
#include "ui/tls/wire-tls-pane.h"
#include "ui/tls/wire-tls-view.h"

G_BEGIN_DECLS

struct _WireTlsView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireJob *ordering; /* the one whose order is waited for */
  gboolean stale;    /* there is another view, to be shown with this widget */
  WireTlsListing listing;
  guint count;
  guint32 selected; /* survives filters and sorting, or WIRE_ROW_NONE */
  GBytes *saving;   /* a certificate that a file is asked for */

  WireRowList *rows;
  GtkSingleSelection *selection;

  GtkColumnView *column_view;
  GtkPaned *paned;
  GtkLabel *counted;
  WireTlsPane *pane;
  GtkSearchEntry *search;
  GtkSpinner *sorting;
  GtkStack *stack;
  GtkMenuButton *menu_button;
  WireRowMenu *menu;
};

/* wire-tls-view.c */
gboolean wire_tls_view_get_selected (WireTlsView *self, WireTlsSession *session);

/* wire-tls-actions.c */
void wire_tls_actions_install (GtkWidgetClass *widget_class);
void wire_tls_actions_init (WireTlsView *self);
void wire_tls_actions_update (WireTlsView *self);

G_END_DECLS
