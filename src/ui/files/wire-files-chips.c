/* wire-files-chips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-chips.h"

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireFilesChips:
 *
 * A button for every verdict that some row has, with how many, and one for all rows. One of them is
 * pressed, and #WireFilesChips:verdicts says which. Main thread only.
 */
struct _WireFilesChips
{
  GtkWidget parent_instance;

  GtkToggleButton *chips[WIRE_N_VERDICTS + 1]; /* the last is for all */
  guint verdicts;
};

G_DEFINE_FINAL_TYPE (WireFilesChips, wire_files_chips, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_VERDICTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define SPACING 6

static const char *const CHIP_TITLES[WIRE_N_VERDICTS + 1] = {
  N_ ("Known Bad"),       N_ ("Checksum Differs"),
  N_ ("Missing"),         N_ ("Mismatch"),
  N_ ("Misleading Name"), N_ ("Notable"),
  N_ ("Unreadable"),      N_ ("Not Matched"),
  N_ ("Incomplete"),      N_ ("New"),
  N_ ("Moved"),           N_ ("Unidentified"),
  N_ ("Known Good"),      N_ ("Checksum Agrees"),
  N_ ("Same Content"),    N_ ("All"),
};

static GtkWidget *
chip_new (guint chip)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  if (chip < WIRE_N_VERDICTS)
    {
      const WireVerdictLook *look = wire_verdict_get_look (1u << chip);
      GtkWidget *icon = gtk_image_new_from_icon_name (look->icon);

      gtk_widget_add_css_class (icon, look->style);
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  return button;
}

static void
show_chip (WireFilesChips *self, guint chip, guint count)
{
  GtkWidget *button = GTK_WIDGET (self->chips[chip]);
  GtkWidget *label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *figure = wire_figure_count (count);
  g_autofree char *text = g_strdup_printf ("%s %s", _ (CHIP_TITLES[chip]), figure);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
chip_cb (GtkToggleButton *button, WireFilesChips *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i <= WIRE_N_VERDICTS; i++)
    if (self->chips[i] == button)
      self->verdicts = i < WIRE_N_VERDICTS ? 1u << i : 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICTS]);
}

static void
wire_files_chips_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VERDICTS)
    g_value_set_uint (value, WIRE_FILES_CHIPS (object)->verdicts);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_files_chips_dispose (GObject *object)
{
  WireFilesChips *self = WIRE_FILES_CHIPS (object);

  for (guint i = 0; i <= WIRE_N_VERDICTS; i++)
    {
      if (self->chips[i])
        gtk_widget_unparent (GTK_WIDGET (self->chips[i]));
      self->chips[i] = NULL;
    }
  G_OBJECT_CLASS (wire_files_chips_parent_class)->dispose (object);
}

static void
wire_files_chips_class_init (WireFilesChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_files_chips_get_property;
  object_class->dispose = wire_files_chips_dispose;

  /** WireFilesChips:verdicts: the #WireVerdict of the button that is pressed; 0 for all */
  properties[PROP_VERDICTS] = g_param_spec_uint ("verdicts", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), WIRE_TYPE_WRAP_LAYOUT);
}

static void
wire_files_chips_init (WireFilesChips *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", SPACING, NULL);
  for (guint i = 0; i <= WIRE_N_VERDICTS; i++)
    {
      guint chip = i == 0 ? WIRE_N_VERDICTS : i - 1;

      self->chips[chip] = GTK_TOGGLE_BUTTON (chip_new (chip));
      if (i > 0)
        gtk_toggle_button_set_group (self->chips[chip], self->chips[WIRE_N_VERDICTS]);
      gtk_widget_set_parent (GTK_WIDGET (self->chips[chip]), GTK_WIDGET (self));
    }
  gtk_toggle_button_set_active (self->chips[WIRE_N_VERDICTS], TRUE);
  for (guint i = 0; i <= WIRE_N_VERDICTS; i++)
    g_signal_connect (self->chips[i], "toggled", G_CALLBACK (chip_cb), self);
}

/** Counts the verdicts of @list. What nothing was found of has no button, but the one that is
 * pressed stays to be let go. */
void
wire_files_chips_show (WireFilesChips *self, WireEvidenceList *list)
{
  g_return_if_fail (WIRE_IS_FILES_CHIPS (self));

  show_chip (self, WIRE_N_VERDICTS, wire_evidence_list_get_n_shown (list));
  for (guint i = 0; i < WIRE_N_VERDICTS; i++)
    {
      guint32 count = wire_evidence_list_count (list, 1u << i);

      show_chip (self, i, count);
      gtk_widget_set_visible (GTK_WIDGET (self->chips[i]),
                              count > 0 || gtk_toggle_button_get_active (self->chips[i]));
    }
}

/** Returns: the #WireVerdict of the button that is pressed; 0 for all */
guint
wire_files_chips_get_verdicts (WireFilesChips *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_CHIPS (self), 0);
  return self->verdicts;
}

/** Presses the button for all rows. */
void
wire_files_chips_let_go (WireFilesChips *self)
{
  g_return_if_fail (WIRE_IS_FILES_CHIPS (self));
  gtk_toggle_button_set_active (self->chips[WIRE_N_VERDICTS], TRUE);
}
