/* wire-transfer-chips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-transfer-chips.h"

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireTransferChips:
 *
 * A button for either direction, for each protocol and for form data, with how many there are.
 * Where everything came the same way there is nothing to choose, and nothing to see. Emits
 * #WireTransferChips::chosen when others were pressed. Main thread only.
 */
struct _WireTransferChips
{
  GtkWidget parent_instance;

  GtkToggleButton *down;
  GtkToggleButton *up;
  GtkToggleButton *protocols[WIRE_DOWNLOAD_MAX_PROTOCOLS];
  const char *names[WIRE_DOWNLOAD_MAX_PROTOCOLS]; /* of these; literals */
  GtkToggleButton *form_data;
  gboolean changing;
};

G_DEFINE_FINAL_TYPE (WireTransferChips, wire_transfer_chips, GTK_TYPE_WIDGET)

static guint chosen_signal;

#define SPACING 6

/* One of several, or none of them, is pressed. */
static void
let_others_go (GtkToggleButton *pressed, GtkToggleButton *const *others, guint n)
{
  if (!gtk_toggle_button_get_active (pressed))
    return;
  for (guint i = 0; i < n; i++)
    if (others[i] != pressed)
      gtk_toggle_button_set_active (others[i], FALSE);
}

static void
toggled_cb (WireTransferChips *self, GtkToggleButton *button)
{
  GtkToggleButton *const ways[] = { self->down, self->up };

  if (self->changing)
    return;
  self->changing = TRUE;
  if (button == self->down || button == self->up)
    let_others_go (button, ways, G_N_ELEMENTS (ways));
  else if (button != self->form_data)
    let_others_go (button, self->protocols, WIRE_DOWNLOAD_MAX_PROTOCOLS);
  self->changing = FALSE;
  g_signal_emit (self, chosen_signal, 0);
}

static GtkToggleButton *
add_chip (WireTransferChips *self, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label ("");

  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return GTK_TOGGLE_BUTTON (button);
}

static void
wire_transfer_chips_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wire_transfer_chips_parent_class)->dispose (object);
}

static void
wire_transfer_chips_class_init (WireTransferChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_transfer_chips_dispose;

  /** WireTransferChips::chosen: other transfers are to be shown */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_TRANSFER_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), WIRE_TYPE_WRAP_LAYOUT);
}

static void
wire_transfer_chips_init (WireTransferChips *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", SPACING, NULL);
  self->down = add_chip (self, _ ("Only what came from servers"));
  self->up = add_chip (self, _ ("Only what was sent to servers"));
  for (guint i = 0; i < WIRE_DOWNLOAD_MAX_PROTOCOLS; i++)
    self->protocols[i] = add_chip (self, _ ("Only what this protocol carried"));
  self->form_data =
      add_chip (self, _ ("Also what pages and programs sent: forms that were filled in, JSON"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* @shown: there is something to choose; what is pressed stays to be let go */
static void
show_chip (GtkToggleButton *button, const char *title, guint32 count, gboolean shown)
{
  g_autofree char *figure = wire_figure_count (count);
  g_autofree char *text = g_strdup_printf ("%s %s", title ? title : "", figure);

  gtk_widget_set_visible (GTK_WIDGET (button),
                          (shown && count > 0) || gtk_toggle_button_get_active (button));
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (button), text);
}

/* Protocols may come in another order than before; one that is pressed stays to be let go, though
 * the filters let nothing of it through. */
static void
show_protocols (WireTransferChips *self, const WireDownloadWays *ways)
{
  const char *pressed = wire_transfer_chips_get_protocol (self);
  gboolean has_pressed = !pressed;

  for (guint i = 0; i < WIRE_DOWNLOAD_MAX_PROTOCOLS; i++)
    {
      gboolean is_there = i < ways->n_protocols;
      gboolean is_last = i == WIRE_DOWNLOAD_MAX_PROTOCOLS - 1 || i == ways->n_protocols;

      self->names[i] = is_there ? ways->protocols[i] : NULL;
      has_pressed = has_pressed || g_strcmp0 (self->names[i], pressed) == 0;
      if (is_last && !has_pressed)
        {
          self->names[i] = pressed;
          is_there = FALSE;
          has_pressed = TRUE;
        }
      gtk_toggle_button_set_active (self->protocols[i],
                                    pressed && g_strcmp0 (self->names[i], pressed) == 0);
      show_chip (self->protocols[i], self->names[i], is_there ? ways->counts[i] : 0,
                 ways->n_protocols > 1);
    }
}

/** Shows how many transfers came which way. */
void
wire_transfer_chips_show (WireTransferChips *self, const WireDownloadWays *ways)
{
  gboolean both = ways->downloads > 0 && ways->uploads > 0;

  g_return_if_fail (WIRE_IS_TRANSFER_CHIPS (self));

  self->changing = TRUE;
  show_chip (self->down, _ ("↓ Downloads"), ways->downloads, both);
  show_chip (self->up, _ ("↑ Uploads"), ways->uploads, both);
  show_protocols (self, ways);
  show_chip (self->form_data, _ ("Form data"), ways->form_data, TRUE);
  self->changing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), both || ways->n_protocols > 1 || ways->form_data > 0);
}

/** Lets go of all buttons, but for that of form data where @form_data. */
void
wire_transfer_chips_reset (WireTransferChips *self, gboolean form_data)
{
  g_return_if_fail (WIRE_IS_TRANSFER_CHIPS (self));

  self->changing = TRUE;
  gtk_toggle_button_set_active (self->down, FALSE);
  gtk_toggle_button_set_active (self->up, FALSE);
  for (guint i = 0; i < WIRE_DOWNLOAD_MAX_PROTOCOLS; i++)
    gtk_toggle_button_set_active (self->protocols[i], FALSE);
  gtk_toggle_button_set_active (self->form_data, form_data);
  self->changing = FALSE;
  g_signal_emit (self, chosen_signal, 0);
}

/** Returns: 1 + the #WireTransferDirection that is chosen, or 0 for both */
guint
wire_transfer_chips_get_direction (WireTransferChips *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSFER_CHIPS (self), 0);

  if (gtk_toggle_button_get_active (self->down))
    return 1 + WIRE_TRANSFER_DOWNLOAD;
  return gtk_toggle_button_get_active (self->up) ? 1 + WIRE_TRANSFER_UPLOAD : 0;
}

/** Returns: (nullable): the protocol that is chosen, a literal; %NULL for all */
const char *
wire_transfer_chips_get_protocol (WireTransferChips *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSFER_CHIPS (self), NULL);

  for (guint i = 0; i < WIRE_DOWNLOAD_MAX_PROTOCOLS; i++)
    if (gtk_toggle_button_get_active (self->protocols[i]))
      return self->names[i];
  return NULL;
}

/** Returns: whether form data is wanted, too */
gboolean
wire_transfer_chips_get_form_data (WireTransferChips *self)
{
  g_return_val_if_fail (WIRE_IS_TRANSFER_CHIPS (self), FALSE);

  return gtk_toggle_button_get_active (self->form_data);
}
