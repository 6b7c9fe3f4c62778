/* wire-search-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-page.h"

#include "ui/widgets/wire-wrap-layout.h"

/**
 * WireSearchPage:
 *
 * Three ways to look through all of a capture, one at a time. Emits #WireSearchPage::back to be
 * left; what runs goes on then. Main thread only.
 */
struct _WireSearchPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  WireSearchView *search;
  WireIndicatorView *indicators;
  WireYaraView *yara;
};

G_DEFINE_FINAL_TYPE (WireSearchPage, wire_search_page, ADW_TYPE_BIN)

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  g_signal_emit_by_name (widget, "back");
}

static void
wire_search_page_class_init (WireSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /** WireSearchPage::back: the user wants to be where they came from */
  g_signal_new ("back", WIRE_TYPE_SEARCH_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);

  g_type_ensure (WIRE_TYPE_INDICATOR_VIEW);
  g_type_ensure (WIRE_TYPE_SEARCH_VIEW);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_YARA_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/search/wire-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WireSearchPage, indicators);
  gtk_widget_class_bind_template_child (widget_class, WireSearchPage, search);
  gtk_widget_class_bind_template_child (widget_class, WireSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WireSearchPage, yara);

  gtk_widget_class_install_action (widget_class, "search.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "search.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "search.back",
                                       NULL);
}

static void
wire_search_page_init (WireSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @session: (nullable): what to search; what was found in another one goes */
void
wire_search_page_set_session (WireSearchPage *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_SEARCH_PAGE (self));

  wire_search_view_set_session (self->search, session);
  wire_indicator_view_set_session (self->indicators, session);
  wire_yara_view_set_session (self->yara, session);
}

/** Turns to the search for text, and puts the cursor into its entry. */
void
wire_search_page_edit (WireSearchPage *self)
{
  g_return_if_fail (WIRE_IS_SEARCH_PAGE (self));

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->search));
  wire_search_view_edit (self->search);
}
