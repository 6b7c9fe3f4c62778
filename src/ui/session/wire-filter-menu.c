/* wire-filter-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-menu.h"

#include "ui/session/wire-filter-book.h"
#include "ui/session/wire-filter-source.h"

#include <glib/gi18n.h>

/**
 * WireFilterMenu:
 *
 * Filters that were saved with names, here or in the case of the window, that come along, and that
 * were used last.
 * #WireFilterMenu::chosen tells which one is wanted. The filter in force may be saved here. Main
 * thread only.
 */
struct _WireFilterMenu
{
  GtkPopover parent_instance;

  char *filter; /* in force, or NULL */

  GtkWidget *saving;
  GtkEditable *name;
  GtkWidget *save;
  GtkListBox *list;
  GtkWidget *forget;
};

G_DEFINE_FINAL_TYPE (WireFilterMenu, wire_filter_menu, GTK_TYPE_POPOVER)

static guint chosen_signal;

/* What a row is for. */
#define TEXT_KEY "wire-filter-text"
#define GROUP_KEY "wire-filter-group"

/* Of those that were used, how many are shown. */
#define USED_SHOWN 10u

static void fill (WireFilterMenu *self);

static void
remove_cb (GtkWidget *button, WireFilterMenu *self)
{
  wire_filter_book_remove (g_object_get_data (G_OBJECT (button), TEXT_KEY));
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static GtkWidget *
remove_button_new (WireFilterMenu *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  g_autofree char *words = g_strdup_printf (_ ("Forget the filter “%s”"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), TEXT_KEY, g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  return button;
}

static GtkWidget *
label_new (const char *text, gboolean evidence)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 46);
  gtk_widget_set_tooltip_text (label, text);
  if (evidence)
    {
      gtk_widget_add_css_class (label, "monospace");
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

/* @name: (nullable): of a filter that has one */
static void
add_row (WireFilterMenu *self, const char *group, const char *name, const char *text, gboolean own)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *words = g_strconcat (name ? name : "", name ? ": " : "", text, NULL);

  gtk_widget_set_hexpand (labels, TRUE);
  gtk_widget_set_valign (labels, GTK_ALIGN_CENTER);
  if (name)
    gtk_box_append (GTK_BOX (labels), label_new (name, FALSE));
  gtk_box_append (GTK_BOX (labels), label_new (text, TRUE));
  gtk_box_append (GTK_BOX (box), labels);
  if (own)
    gtk_box_append (GTK_BOX (box), remove_button_new (self, name));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), TEXT_KEY, g_strdup (text), g_free);
  g_object_set_data (G_OBJECT (row), GROUP_KEY, (gpointer) group);
  gtk_list_box_append (self->list, row);
}

static void
add_named (WireFilterMenu *self, const char *group, GPtrArray *list, gboolean own)
{
  for (guint i = 0; i < list->len; i++)
    {
      const WireNamedFilter *named = g_ptr_array_index (list, i);

      add_row (self, group, named->name, named->text, own);
    }
}

static void
add_used (WireFilterMenu *self)
{
  g_auto (GStrv) used = wire_filter_book_list_used ();

  for (guint i = 0; used[i] && i < USED_SHOWN; i++)
    add_row (self, _ ("Used Last"), NULL, used[i], FALSE);
  gtk_widget_set_visible (self->forget, used[0] != NULL);
}

static void
fill (WireFilterMenu *self)
{
  g_autoptr (GPtrArray) saved = wire_filter_book_list_saved ();
  g_autoptr (GPtrArray) given = wire_filter_book_list_given ();
  g_autoptr (GPtrArray) others = wire_filter_source_list (GTK_WIDGET (self));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  /* Headings of filters to choose from */
  add_named (self, _ ("Saved"), saved, TRUE);
  add_named (self, _ ("In the Case"), others, FALSE);
  add_used (self);
  add_named (self, _ ("Examples"), given, FALSE);
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = g_object_get_data (G_OBJECT (row), GROUP_KEY);
  GtkWidget *label;

  (void) data;
  if (before && g_object_get_data (G_OBJECT (before), GROUP_KEY) == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_top (label, 6);
  gtk_list_box_row_set_header (row, label);
}

static void
activated_cb (WireFilterMenu *self, GtkListBoxRow *row)
{
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (row), TEXT_KEY));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, text);
}

static void
update_save (WireFilterMenu *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  gtk_widget_set_sensitive (self->save, *name != '\0');
}

static void
save_cb (WireFilterMenu *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (!*name || !self->filter)
    return;
  wire_filter_book_save (name, self->filter);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.save-filter-in-case", "(ss)", name,
                              self->filter);
  gtk_editable_set_text (self->name, "");
  fill (self);
}

static void
forget_cb (WireFilterMenu *self)
{
  wire_filter_book_forget_used ();
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  fill (self);
}

static void
wire_filter_menu_show (GtkWidget *widget)
{
  WireFilterMenu *self = WIRE_FILTER_MENU (widget);

  gtk_widget_set_visible (self->saving, self->filter != NULL);
  update_save (self);
  fill (self);
  GTK_WIDGET_CLASS (wire_filter_menu_parent_class)->show (widget);
}

static void
wire_filter_menu_finalize (GObject *object)
{
  g_free (WIRE_FILTER_MENU (object)->filter);
  G_OBJECT_CLASS (wire_filter_menu_parent_class)->finalize (object);
}

static void
wire_filter_menu_class_init (WireFilterMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wire_filter_menu_finalize;
  widget_class->show = wire_filter_menu_show;

  /**
   * WireFilterMenu::chosen:
   * @menu: the menu
   * @text: the filter that is wanted
   */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_FILTER_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/session/wire-filter-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFilterMenu, forget);
  gtk_widget_class_bind_template_child (widget_class, WireFilterMenu, list);
  gtk_widget_class_bind_template_child (widget_class, WireFilterMenu, name);
  gtk_widget_class_bind_template_child (widget_class, WireFilterMenu, save);
  gtk_widget_class_bind_template_child (widget_class, WireFilterMenu, saving);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_save);
}

static void
wire_filter_menu_init (WireFilterMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

/** @text: (nullable): the filter in force, which may be saved */
void
wire_filter_menu_set_filter (WireFilterMenu *self, const char *text)
{
  g_return_if_fail (WIRE_IS_FILTER_MENU (self));

  g_free (self->filter);
  self->filter = text && *text ? g_strdup (text) : NULL;
}
