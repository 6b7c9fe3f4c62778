/* wire-info-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-info-button.h"

#include "ui/widgets/wire-control-name.h"

#include <glib/gi18n.h>

/**
 * WireInfoButton:
 *
 * A question mark next to a term, which opens a #WireLesson in a popover, with a way to the page of
 * the help that says more. Who knows the term sees no more than the button. The popover is made
 * when it is opened. Main thread only.
 */
struct _WireInfoButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  const WireLesson *lesson;
};

G_DEFINE_FINAL_TYPE (WireInfoButton, wire_info_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LESSON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A line of text that is easily read. */
#define LINE_CHARS 42

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  WireInfoButton *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *more = gtk_button_new_with_mnemonic (_ ("_More in the Help"));

  gtk_box_append (GTK_BOX (box), label_new (_ (self->lesson->title), "heading"));
  gtk_box_append (GTK_BOX (box), label_new (_ (self->lesson->text), NULL));
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  gtk_widget_add_css_class (more, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "app.help-page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (more), "s", self->lesson->page);
  g_signal_connect_object (more, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), more);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
set_lesson (WireInfoButton *self, const char *key)
{
  g_autofree char *name = NULL;

  self->lesson = wire_lesson_find (key);
  g_return_if_fail (self->lesson);
  /* Translators: of a button with a question mark; %s is a term */
  name = g_strdup_printf (_ ("Explain: %s"), _ (self->lesson->title));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  wire_control_set_name (GTK_WIDGET (self->button), name);
}

static void
wire_info_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireInfoButton *self = WIRE_INFO_BUTTON (object);

  if (id == PROP_LESSON)
    g_value_set_string (value, self->lesson ? self->lesson->key : NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_info_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LESSON)
    set_lesson (WIRE_INFO_BUTTON (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_info_button_class_init (WireInfoButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_info_button_get_property;
  object_class->set_property = wire_info_button_set_property;
  /** WireInfoButton:lesson: the key of what is explained */
  properties[PROP_LESSON] =
      g_param_spec_string ("lesson", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wire_info_button_init (WireInfoButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "dialog-question-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "info-button");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/** Returns: (transfer floating): a button that explains the lesson with the key @lesson */
GtkWidget *
wire_info_button_new (const char *lesson)
{
  return g_object_new (WIRE_TYPE_INFO_BUTTON, "lesson", lesson, NULL);
}

/** Returns: (transfer none): what it explains */
const WireLesson *
wire_info_button_get_lesson (WireInfoButton *self)
{
  g_return_val_if_fail (WIRE_IS_INFO_BUTTON (self), NULL);
  return self->lesson;
}

/** Opens the explanation, as a click does. */
void
wire_info_button_open (WireInfoButton *self)
{
  g_return_if_fail (WIRE_IS_INFO_BUTTON (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->button)); /* as a click does */
  gtk_menu_button_popup (self->button);
}
