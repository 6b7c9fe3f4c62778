/* wire-inside-switch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-inside-switch.h"

#include <glib/gi18n.h>

/**
 * WireInsideSwitch:
 *
 * A button that counts packets in the flows of their innermost IP headers, inside tunnels, and not
 * of the tunnels: in Overview and Flows, and for what is filtered by host. Seen only where there
 * are tunnels. Main thread only.
 */
struct _WireInsideSwitch
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  GBinding *binding;
  GtkToggleButton *button;
};

G_DEFINE_FINAL_TYPE (WireInsideSwitch, wire_inside_switch, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update (WireInsideSwitch *self)
{
  gboolean tunnels =
      self->session
      && wire_capture_get_n_inside (wire_capture_session_get_capture (self->session)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self), tunnels);
}

static void
wire_inside_switch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, WIRE_INSIDE_SWITCH (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_inside_switch_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    wire_inside_switch_set_session (WIRE_INSIDE_SWITCH (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_inside_switch_dispose (GObject *object)
{
  wire_inside_switch_set_session (WIRE_INSIDE_SWITCH (object), NULL);
  G_OBJECT_CLASS (wire_inside_switch_parent_class)->dispose (object);
}

static void
wire_inside_switch_class_init (WireInsideSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_inside_switch_get_property;
  object_class->set_property = wire_inside_switch_set_property;
  object_class->dispose = wire_inside_switch_dispose;

  /** WireInsideSwitch:session: whose flows are counted */
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WIRE_TYPE_CAPTURE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wire_inside_switch_init (WireInsideSwitch *self)
{
  /* Translators: a button that is pressed to count what is inside tunnels such as VXLAN */
  GtkWidget *button = gtk_toggle_button_new_with_mnemonic (_ ("Inside _Tunnels"));

  self->button = GTK_TOGGLE_BUTTON (button);
  gtk_widget_set_tooltip_text (
      button, _ ("Count the flows and hosts inside tunnels, and not those of the tunnels"));
  adw_bin_set_child (ADW_BIN (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** @session: (nullable): whose flows are counted */
void
wire_inside_switch_set_session (WireInsideSwitch *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_INSIDE_SWITCH (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->binding)
    g_binding_unbind (self->binding);
  g_clear_object (&self->binding);
  g_set_object (&self->session, session);
  if (session)
    {
      self->binding =
          g_object_ref (g_object_bind_property (session, "inside", self->button, "active",
                                                G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL));
      g_signal_connect_object (session, "notify::view", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
