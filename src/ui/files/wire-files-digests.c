/* wire-files-digests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-digests.h"

#include "ui/hashsets/wire-digest-setting.h"
#include "ui/memory/wire-settings.h"

/**
 * WireFilesDigests:
 *
 * A check button for each kind of digest, as the preferences have them. Notifies
 * #WireFilesDigests:mask at each change, and emits #WireFilesDigests::set where that was made in
 * the preferences or in another window. Main thread only.
 */
struct _WireFilesDigests
{
  AdwBin parent_instance;

  WireDigestMask mask;
  GtkCheckButton *checks[WIRE_N_DIGESTS];
  gboolean remembering; /* what was chosen here */
};

G_DEFINE_FINAL_TYPE (WireFilesDigests, wire_files_digests, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MASK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint set_signal;

static void
toggled_cb (GtkCheckButton *button, WireFilesDigests *self)
{
  guint algorithm = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wire-algorithm"));

  if (gtk_check_button_get_active (button))
    self->mask |= WIRE_DIGEST_BIT (algorithm);
  else
    self->mask &= ~WIRE_DIGEST_BIT (algorithm);
  self->remembering = TRUE;
  wire_digest_setting_set (self->mask);
  self->remembering = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MASK]);
}

static void
set_cb (WireFilesDigests *self)
{
  if (self->remembering)
    return;
  self->mask = wire_digest_setting_get ();
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    gtk_check_button_set_active (self->checks[i], (self->mask & WIRE_DIGEST_BIT (i)) != 0);
  g_signal_emit (self, set_signal, 0);
}

static void
wire_files_digests_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MASK)
    g_value_set_uint (value, WIRE_FILES_DIGESTS (object)->mask);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_files_digests_class_init (WireFilesDigestsClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = wire_files_digests_get_property;

  /** WireFilesDigests:mask: the #WireDigestMask that is chosen */
  properties[PROP_MASK] = g_param_spec_uint ("mask", NULL, NULL, 0, G_MAXUINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  set_signal = g_signal_new ("set", WIRE_TYPE_FILES_DIGESTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 0);
}

static GtkWidget *
check_new (WireFilesDigests *self, guint algorithm)
{
  GtkWidget *button = gtk_check_button_new_with_label (wire_digest_get_info (algorithm)->name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), self->mask & WIRE_DIGEST_BIT (algorithm));
  g_object_set_data (G_OBJECT (button), "wire-algorithm", GUINT_TO_POINTER (algorithm));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static void
wire_files_digests_init (WireFilesDigests *self)
{
  GtkWidget *grid = gtk_grid_new ();
  const int rows = (WIRE_N_DIGESTS + 1) / 2;

  self->mask = wire_digest_setting_get ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      self->checks[i] = GTK_CHECK_BUTTON (check_new (self, i));
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->checks[i]), (int) i / rows,
                       (int) i % rows, 1, 1);
    }
  adw_bin_set_child (ADW_BIN (self), grid);
  if (wire_settings_get ())
    g_signal_connect_object (wire_settings_get (), "changed::digests", G_CALLBACK (set_cb), self,
                             G_CONNECT_SWAPPED);
}

/** Returns: the digests that are chosen */
WireDigestMask
wire_files_digests_get_mask (WireFilesDigests *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_DIGESTS (self), 0);
  return self->mask;
}
