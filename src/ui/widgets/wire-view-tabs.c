/* wire-view-tabs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-view-tabs.h"

/**
 * WireViewTabs:
 *
 * A tab for each page of a stack. In a narrow window they scroll, and the one that is pressed is
 * brought into sight. Main thread only.
 */
struct _WireViewTabs
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;
  GtkStackSwitcher *switcher;
  guint showing; /* the source that brings the tab into sight, or 0 */
};

G_DEFINE_FINAL_TYPE (WireViewTabs, wire_view_tabs, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STACK,
  N_PROPS
};

static gboolean
show_tab_cb (gpointer data)
{
  WireViewTabs *self = data;
  GtkWidget *switcher = GTK_WIDGET (self->switcher);
  GtkWidget *tab = gtk_widget_get_first_child (switcher);
  graphene_rect_t bounds;

  self->showing = 0;
  while (tab && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
    tab = gtk_widget_get_next_sibling (tab);
  if (tab && gtk_widget_compute_bounds (tab, switcher, &bounds))
    gtk_adjustment_clamp_page (
        gtk_scrolled_window_get_hadjustment (self->scrolled), bounds.origin.x,
        bounds.origin.x + bounds.size.width + gtk_widget_get_margin_start (switcher));
  return G_SOURCE_REMOVE;
}

/* Once the titles, whose counts change as well, have their places. */
static void
shown_cb (WireViewTabs *self)
{
  if (!self->showing)
    self->showing = g_idle_add_full (G_PRIORITY_LOW, show_tab_cb, self, NULL);
}

static void
wire_view_tabs_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireViewTabs *self = WIRE_VIEW_TABS (object);
  GtkStack *stack;

  if (id != PROP_STACK)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  stack = g_value_get_object (value);
  gtk_stack_switcher_set_stack (self->switcher, stack);
  if (stack)
    g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (shown_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
wire_view_tabs_dispose (GObject *object)
{
  g_clear_handle_id (&WIRE_VIEW_TABS (object)->showing, g_source_remove);
  G_OBJECT_CLASS (wire_view_tabs_parent_class)->dispose (object);
}

static void
wire_view_tabs_class_init (WireViewTabsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wire_view_tabs_set_property;
  object_class->dispose = wire_view_tabs_dispose;

  /** WireViewTabs:stack: whose pages the tabs stand for; set once */
  g_object_class_install_property (object_class, PROP_STACK,
                                   g_param_spec_object ("stack", NULL, NULL, GTK_TYPE_STACK,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
wire_view_tabs_init (WireViewTabs *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  self->switcher = GTK_STACK_SWITCHER (switcher);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_widget_add_css_class (switcher, "view-tabs");
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (switcher, 12);
  gtk_widget_set_margin_end (switcher, 12);
  gtk_widget_set_margin_bottom (switcher, 6);
  gtk_scrolled_window_set_child (self->scrolled, switcher);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled),
                           "notify::page-size", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
