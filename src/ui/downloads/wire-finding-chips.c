/* wire-finding-chips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-finding-chips.h"

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireFindingChips:
 *
 * A button for each verdict that some transfer has, the worst first, and for each kind, with how
 * many there are. One of either may be pressed. Where all have one verdict there is nothing to
 * choose among verdicts, and likewise among kinds. Emits #WireFindingChips::chosen when others were
 * pressed. Main thread only.
 */
struct _WireFindingChips
{
  GtkWidget parent_instance;

  GtkToggleButton *verdicts[WIRE_N_DOWNLOAD_VERDICTS];
  GtkToggleButton *kinds[WIRE_N_TRANSFER_KINDS];
  gboolean changing;
};

G_DEFINE_FINAL_TYPE (WireFindingChips, wire_finding_chips, GTK_TYPE_WIDGET)

static guint chosen_signal;

#define SPACING 6

/* Returns: 1 + the number of the button that is pressed, or 0 */
static guint
find_pressed (GtkToggleButton *const *chips, guint n)
{
  for (guint i = 0; i < n; i++)
    if (gtk_toggle_button_get_active (chips[i]))
      return i + 1;
  return 0;
}

/* One of several, or none of them, is pressed. */
static void
let_go (GtkToggleButton *const *chips, guint n, const GtkToggleButton *but)
{
  for (guint i = 0; i < n; i++)
    if (chips[i] != but)
      gtk_toggle_button_set_active (chips[i], FALSE);
}

static gboolean
is_kind (const WireFindingChips *self, const GtkToggleButton *button)
{
  for (guint i = 0; i < WIRE_N_TRANSFER_KINDS; i++)
    if (self->kinds[i] == button)
      return TRUE;
  return FALSE;
}

static void
toggled_cb (WireFindingChips *self, GtkToggleButton *button)
{
  if (self->changing)
    return;
  self->changing = TRUE;
  if (gtk_toggle_button_get_active (button) && is_kind (self, button))
    let_go (self->kinds, WIRE_N_TRANSFER_KINDS, button);
  else if (gtk_toggle_button_get_active (button))
    let_go (self->verdicts, WIRE_N_DOWNLOAD_VERDICTS, button);
  self->changing = FALSE;
  g_signal_emit (self, chosen_signal, 0);
}

/* @icon: (nullable) */
static GtkToggleButton *
add_chip (WireFindingChips *self, const char *icon, const char *style, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  if (icon)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_widget_add_css_class (image, style);
      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return GTK_TOGGLE_BUTTON (button);
}

static void
wire_finding_chips_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wire_finding_chips_parent_class)->dispose (object);
}

static void
wire_finding_chips_class_init (WireFindingChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_finding_chips_dispose;

  /** WireFindingChips::chosen: other transfers are to be shown */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_FINDING_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), WIRE_TYPE_WRAP_LAYOUT);
}

/* Returns: the verdict with the lowest rank after @rank; WIRE_N_DOWNLOAD_VERDICTS: none is left */
static guint
find_next (guint rank)
{
  guint next = WIRE_N_DOWNLOAD_VERDICTS;

  for (guint i = 0; i < WIRE_N_DOWNLOAD_VERDICTS; i++)
    if (wire_download_verdict_get_rank (i) > rank
        && (next == WIRE_N_DOWNLOAD_VERDICTS
            || wire_download_verdict_get_rank (i) < wire_download_verdict_get_rank (next)))
      next = i;
  return next;
}

static void
add_verdict (WireFindingChips *self, guint verdict)
{
  self->verdicts[verdict] =
      add_chip (self, wire_download_verdict_get_icon (verdict),
                wire_download_verdict_get_style (verdict), _ ("Only what has this verdict"));
}

static void
wire_finding_chips_init (WireFindingChips *self)
{
  guint first = 0;

  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", SPACING, NULL);
  for (guint i = 1; i < WIRE_N_DOWNLOAD_VERDICTS; i++)
    if (wire_download_verdict_get_rank (i) < wire_download_verdict_get_rank (first))
      first = i;
  for (guint i = first; i < WIRE_N_DOWNLOAD_VERDICTS;
       i = find_next (wire_download_verdict_get_rank (i)))
    add_verdict (self, i);
  for (guint i = 0; i < WIRE_N_TRANSFER_KINDS; i++)
    self->kinds[i] = add_chip (self, NULL, NULL, _ ("Only what is of this kind by its bytes"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static guint
count_there (const guint32 *counts, guint n)
{
  guint there = 0;

  for (guint i = 0; i < n; i++)
    there += counts[i] > 0;
  return there;
}

/* @several: there is something to choose; what is pressed stays to be let go */
static gboolean
show_chip (GtkToggleButton *button, const char *word, guint32 count, gboolean several)
{
  GtkWidget *label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *figure = wire_figure_count (count);
  g_autofree char *text = g_strdup_printf ("%s %s", word, figure);
  gboolean shown = (several && count > 0) || gtk_toggle_button_get_active (button);

  gtk_widget_set_visible (GTK_WIDGET (button), shown);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
    return shown;
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return shown;
}

/** Shows how many transfers have each verdict, and are of each kind. */
void
wire_finding_chips_show (WireFindingChips *self, const WireDownloadFound *found)
{
  gboolean verdicts = count_there (found->verdicts, WIRE_N_DOWNLOAD_VERDICTS) > 1;
  gboolean kinds = count_there (found->kinds, WIRE_N_TRANSFER_KINDS) > 1;
  gboolean shown = FALSE;

  g_return_if_fail (WIRE_IS_FINDING_CHIPS (self));
  for (guint i = 0; i < WIRE_N_DOWNLOAD_VERDICTS; i++)
    shown |= show_chip (self->verdicts[i], wire_download_verdict_get_word (i), found->verdicts[i],
                        verdicts);
  for (guint i = 0; i < WIRE_N_TRANSFER_KINDS; i++)
    shown |= show_chip (self->kinds[i], wire_transfer_kind_get_word ((WireTransferKind) i),
                        found->kinds[i], kinds);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}

/** Lets go of all buttons. */
void
wire_finding_chips_reset (WireFindingChips *self)
{
  g_return_if_fail (WIRE_IS_FINDING_CHIPS (self));
  if (wire_finding_chips_get_verdict (self) == 0 && wire_finding_chips_get_kind (self) == 0)
    return;
  self->changing = TRUE;
  let_go (self->verdicts, WIRE_N_DOWNLOAD_VERDICTS, NULL);
  let_go (self->kinds, WIRE_N_TRANSFER_KINDS, NULL);
  self->changing = FALSE;
  g_signal_emit (self, chosen_signal, 0);
}

/** Returns: 1 + the #WireDownloadVerdict that is chosen, or 0 for all */
guint
wire_finding_chips_get_verdict (WireFindingChips *self)
{
  g_return_val_if_fail (WIRE_IS_FINDING_CHIPS (self), 0);
  return find_pressed (self->verdicts, WIRE_N_DOWNLOAD_VERDICTS);
}

/** Returns: 1 + the #WireTransferKind that is chosen, or 0 for all */
guint
wire_finding_chips_get_kind (WireFindingChips *self)
{
  g_return_val_if_fail (WIRE_IS_FINDING_CHIPS (self), 0);
  return find_pressed (self->kinds, WIRE_N_TRANSFER_KINDS);
}
