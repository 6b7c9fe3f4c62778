/* wire-flow-view-private.h: what the parts of the flow view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/flows/wire-flow-columns.h"
#include "ui/flows/wire-flow-view.h"
#include "ui/lists/wire-row-menu.h"

G_BEGIN_DECLS

struct _WireFlowView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireView *view;    /* whose rows are shown or being sorted */
  WireJob *ordering; /* the one whose order is waited for */
  gboolean stale;    /* the session has another view, to be shown with this widget */
  gboolean resorted; /* by a click on a header, since rows were shown last */
  WireFlowListing listing;

  WireRowList *rows;
  GtkSingleSelection *selection;
  guint32 selected_flow; /* survives filters and sorting; WIRE_FLOW_NONE */

  GtkColumnView *column_view;
  GtkStack *stack;
  GtkLabel *count;
  GtkToggleButton *conversations;
  GtkSpinner *sorting;
  GtkMenuButton *menu_button;
  GMenu *stream_section;
  WireRowMenu *menu;
};

/* wire-flow-actions.c */
void wire_flow_actions_install (GtkWidgetClass *widget_class);
void wire_flow_actions_init (WireFlowView *self);
void wire_flow_actions_update (WireFlowView *self);

/* wire-flow-view.c */
void wire_flow_view_show_packets (WireFlowView *self);

G_END_DECLS
