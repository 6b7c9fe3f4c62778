/* wire-search-view-private.h: what the parts of the search view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-row-menu.h"
#include "ui/search/wire-search-columns.h"
#include "ui/search/wire-search-run.h"
#include "ui/search/wire-search-view.h"

G_BEGIN_DECLS

/** How far a search is. */
typedef enum
{
  WIRE_SEARCH_ENDED,
  WIRE_SEARCH_RUNNING,
  WIRE_SEARCH_PAUSED,
  WIRE_SEARCH_STOPPED,
} WireSearchState;

struct _WireSearchView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireSearchListing listing;
  WireJob *job;   /* that searches, or NULL */
  guint ticking;  /* the source that takes over hits, or 0 */
  gboolean whole; /* all that was to be searched was searched */

  WireRowList *rows;
  GtkSingleSelection *selection;

  GtkEntry *entry;
  GtkDropDown *kind;
  GtkWidget *places; /* a box of check buttons, in the order of WireSearchPlaces */
  GtkCheckButton *filtered;
  GtkButton *start;
  GtkLabel *error;
  GtkLabel *counted;
  GtkLabel *rest;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkColumnView *column_view;
  WireRowMenu *menu;
};

/* wire-search-view.c */
const WireFound *wire_search_view_get_selected (WireSearchView *self);

/* wire-search-view-tell.c */
void wire_search_view_tell_count (WireSearchView *self, WireSearchState state);
void wire_search_view_tell_rest (WireSearchView *self, const WireSearchRest *rest);

/* wire-search-view-actions.c */
void wire_search_view_install_actions (GtkWidgetClass *widget_class);
void wire_search_view_init_menu (WireSearchView *self);
void wire_search_view_update_actions (WireSearchView *self);

G_END_DECLS
