/* wire-host-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-view.h"

#include "ui/hosts/wire-host-kind.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/tables/wire-table-view.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-notice.h"
#include "ui/widgets/wire-view-tabs.h"

#include <glib/gi18n.h>

/**
 * WireHostView:
 *
 * Four tables over what was found of the hosts of a capture. They are looked for when the view is
 * first seen, as that reads the capture once more. Main thread only.
 */
struct _WireHostView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  gboolean asked; /* hosts were looked for, or are */

  GtkStack *views;
  WireNotice *notice;
  GtkToggleButton *apart;
  WireTableView *tables[4];
};

G_DEFINE_FINAL_TYPE (WireHostView, wire_host_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The hosts themselves come first. */
static const struct
{
  const char *name;
  const char *title;
  const WireTableKind *kind;
} TABLES[] = {
  { "hosts", N_ ("Hosts"), &wire_host_kind },
  { "dns", N_ ("DNS"), &wire_dns_kind },
  /* Translators: a tab: who signed in where */
  { "signins", N_ ("Sign-ins"), &wire_signin_kind },
  /* Translators: a tab: beacons, scans and what else repeats */
  { "regularity", N_ ("Regularity"), &wire_regular_kind },
};

static WireHostSearch *
get_search (WireHostView *self)
{
  return self->session ? wire_capture_session_get_hosts (self->session) : NULL;
}

static void
wait (WireHostView *self, const char *title, const char *text, gboolean busy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    wire_table_view_wait (self->tables[i], title, text, busy);
}

static void
show_findings (WireHostView *self, WireHostFindings *findings)
{
  g_auto (GStrv) left_out = wire_host_findings_tell_left_out (findings);
  g_autofree char *text = g_strjoinv ("\n", left_out);

  wire_notice_say (self->notice, text);
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    wire_table_view_set_source (self->tables[i], G_OBJECT (findings));
}

static void
search_cb (WireHostView *self)
{
  WireHostSearch *search = get_search (self);
  WireHostFindings *findings = search ? wire_host_search_get_findings (search) : NULL;
  gboolean apart = gtk_toggle_button_get_active (self->apart);

  wire_notice_say (self->notice, "");
  if (!search || (!self->asked && !findings))
    wait (self, _ ("Hosts Are Looked For Once the Capture Is Read"), "", TRUE);
  else if (wire_host_search_get_job (search))
    wait (self, _ ("Looking for Hosts"),
          _ ("The capture is read once more for names, systems, questions and sign-ins."), TRUE);
  else if (wire_host_search_get_problem (search))
    wait (self, _ ("Hosts Could Not Be Looked For"), wire_host_search_get_problem (search)->message,
          FALSE);
  else if (findings && wire_host_findings_is_apart (findings) == apart)
    show_findings (self, findings);
  else
    wait (self, _ ("Hosts Were Not Looked For"), _ ("That was cancelled."), FALSE);
}

/* As the view is seen, and once the capture is read: not again on its own. */
static void
look_cb (WireHostView *self)
{
  WireHostSearch *search = get_search (self);

  if (!search || self->asked || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || wire_capture_session_get_job (self->session))
    return;
  self->asked = TRUE;
  if (!wire_host_search_get_job (search) && !wire_host_search_get_findings (search))
    wire_host_search_start (search, gtk_toggle_button_get_active (self->apart));
  else
    search_cb (self);
}

static void
again_cb (WireHostView *self)
{
  self->asked = FALSE;
  if (get_search (self) && !wire_capture_session_get_job (self->session))
    {
      self->asked = TRUE;
      wire_host_search_start (get_search (self), gtk_toggle_button_get_active (self->apart));
    }
}

static void
count_cb (WireHostView *self, GParamSpec *pspec, WireTableView *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    if (self->tables[i] == table)
      {
        guint count = wire_table_view_get_count (table);
        g_autofree char *figure = wire_figure_count (count);
        g_autofree char *title = g_strdup_printf ("%s %s", _ (TABLES[i].title), figure);

        gtk_stack_page_set_title (gtk_stack_get_page (self->views, GTK_WIDGET (table)),
                                  count > 0 ? title : _ (TABLES[i].title));
      }
  (void) pspec;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
wire_host_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, wire_host_view_get_count (WIRE_HOST_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_host_view_dispose (GObject *object)
{
  WireHostView *self = WIRE_HOST_VIEW (object);

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (get_search (self), self);
    }
  g_clear_object (&self->session);
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      if (self->tables[i])
        g_signal_handlers_disconnect_by_data (self->tables[i], self);
      self->tables[i] = NULL;
    }
  G_OBJECT_CLASS (wire_host_view_parent_class)->dispose (object);
}

static void
wire_host_view_class_init (WireHostViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_host_view_get_property;
  object_class->dispose = wire_host_view_dispose;
  /** WireHostView:count: hosts that the filters let through; 0 before they were looked for */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_NOTICE);
  g_type_ensure (WIRE_TYPE_VIEW_TABS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/hosts/wire-host-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireHostView, apart);
  gtk_widget_class_bind_template_child (widget_class, WireHostView, notice);
  gtk_widget_class_bind_template_child (widget_class, WireHostView, views);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
add_table (WireHostView *self, guint i)
{
  self->tables[i] = WIRE_TABLE_VIEW (wire_table_view_new (TABLES[i].kind));
  gtk_stack_add_titled (self->views, GTK_WIDGET (self->tables[i]), TABLES[i].name,
                        _ (TABLES[i].title));
  g_signal_connect_object (self->tables[i], "notify::count", G_CALLBACK (count_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables[i], "again", G_CALLBACK (again_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
wire_host_view_init (WireHostView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    add_table (self, i);
  wire_view_memory_attach (self->views, "visible-child-name", "hosts");
  g_signal_connect (self, "map", G_CALLBACK (look_cb), NULL);
  search_cb (self);
}

/** @session: (nullable): whose hosts to show */
void
wire_host_view_set_session (WireHostView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_HOST_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (get_search (self), self);
    }
  g_set_object (&self->session, session);
  self->asked = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    wire_table_view_set_session (self->tables[i], session);
  if (session)
    {
      g_signal_connect_object (session, "notify::job", G_CALLBACK (look_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (get_search (self), "changed", G_CALLBACK (search_cb), self,
                               G_CONNECT_SWAPPED);
    }
  search_cb (self);
  look_cb (self);
}

/** Returns: how many hosts the filters let through; 0 before they were looked for */
guint
wire_host_view_get_count (WireHostView *self)
{
  g_return_val_if_fail (WIRE_IS_HOST_VIEW (self), 0);
  return self->tables[0] ? wire_table_view_get_count (self->tables[0]) : 0;
}
