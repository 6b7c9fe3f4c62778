/* wire-filter-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-bar.h"

#include "ui/session/wire-filter-bar-private.h"
#include "ui/session/wire-filter-book.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-figures.h"
#include "ui/session/wire-inside-switch.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireFilterBar:
 *
 * An entry for a filter in fields or BPF with a mark that says which it is, a button with the
 * capture's sources, and a chip for every condition in force. What is wrong in a filter is
 * underlined, with a sentence below it, and changes nothing: the last good one stays in force.
 */
G_DEFINE_FINAL_TYPE (WireFilterBar, wire_filter_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_expression (const WireCondition *condition)
{
  return condition->kind == WIRE_CONDITION_BPF || condition->kind == WIRE_CONDITION_FIELDS;
}

/* Returns: (nullable): the condition that the entry shows */
static const WireCondition *
find_expression (WireFilter *filter)
{
  for (guint i = 0; i < wire_filter_get_length (filter); i++)
    if (is_expression (wire_filter_get (filter, i)))
      return wire_filter_get (filter, i);
  return NULL;
}

static void
show_language (WireFilterBar *self, const WireCondition *expression)
{
  gboolean fields = expression && expression->kind == WIRE_CONDITION_FIELDS;

  gtk_widget_set_visible (GTK_WIDGET (self->mark), expression != NULL);
  /* Languages of filters: the label of a small button */
  gtk_menu_button_set_label (self->mark, fields ? _ ("Fields") : "BPF");
  gtk_label_set_text (
      self->explanation,
      fields
          ? _ ("This filter compares fields, as Wireshark’s display filters do: "
               "http.host contains \"example\" and tcp.port in {80, 8080}.")
          : _ ("This filter is in BPF, the language of tcpdump: tcp port 80 and host 10.0.0.1. It "
               "looks at outer headers only. Fields, such as tcp.port == 80, look at all."));
}

/* The entry shows one expression, so there is one in force. */
static void
set_expression (WireFilterBar *self, const char *expression, WireFilterLanguage language)
{
  g_autoptr (WireFilter) filter = wire_filter_ref (wire_capture_session_get_filter (self->session));

  for (guint i = wire_filter_get_length (filter); i-- > 0;)
    if (is_expression (wire_filter_get (filter, i)))
      {
        WireFilter *without = wire_filter_without (filter, i);

        wire_filter_unref (filter);
        filter = without;
      }
  wire_filter_book_note (expression);
  if (*expression)
    {
      WireFilter *with = wire_filter_with_text (filter, expression, language);

      wire_filter_unref (filter);
      filter = with;
    }
  wire_capture_session_set_filter (self->session, filter);
}

static void
update_busy (WireFilterBar *self)
{
  gboolean busy = self->check || (self->session && wire_capture_session_get_busy (self->session));

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

static void
checked_cb (WireJob *job, gpointer data)
{
  g_autoptr (WireFilterBar) self = WIRE_FILTER_BAR (data);

  if (job != self->check)
    return;
  g_clear_object (&self->check);
  update_busy (self);
  if (!self->session)
    return;
  if (wire_job_get_state (job) != WIRE_JOB_DONE)
    {
      const GError *error = wire_job_get_error (job);

      wire_filter_bar_show_error (self,
                                  error ? error->message : _ ("This filter could not be used."), 0,
                                  PANGO_ATTR_INDEX_TO_TEXT_END);
      return;
    }
  set_expression (self, self->checked, self->language);
}

/* Returns: whether what was entered may be understood; BPF is asked of libpcap next */
static gboolean
choose_language (WireFilterBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_auto (WireFieldFault) fault = { 0 };
  guint before = 0;

  self->language = WIRE_FILTER_EITHER;
  if (wire_filter_choose_language (self->checked, &self->language, NULL, &fault))
    return TRUE;
  while (g_ascii_isspace (text[before]))
    before++;
  wire_filter_bar_show_error (self, fault.message, before + fault.start,
                              before + MAX (fault.end, fault.start + 1));
  return FALSE;
}

static void
entry_activate_cb (WireFilterBar *self)
{
  WireCapture *capture = self->session ? wire_capture_session_get_capture (self->session) : NULL;

  if (!capture)
    return;
  wire_filter_bar_clear_error (self);
  g_free (self->checked);
  self->checked = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_clear_object (&self->check);
  if (*self->checked && !choose_language (self))
    return;
  if (*self->checked && self->language == WIRE_FILTER_BPF)
    self->check =
        wire_filter_bar_start_check (self->checked, capture, checked_cb, g_object_ref (self));
  else
    set_expression (self, self->checked, self->language);
  update_busy (self);
}

/** Enters @text, and applies it. */
void
wire_filter_bar_apply (WireFilterBar *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  wire_filter_completion_close (self->completion);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  entry_activate_cb (self);
}

static void
source_chosen_cb (WireFilterBar *self, const WireViewSource *source)
{
  WireCondition condition = { .kind = WIRE_CONDITION_NOT_FROM };

  condition.tuple.family = source->family;
  memcpy (condition.tuple.src, source->address, sizeof condition.tuple.src);
  wire_capture_session_add_condition (self->session, &condition);
}

/* What is being typed stays when another filter comes or goes. */
static void
update_filter (WireFilterBar *self)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  WireFilter *filter = self->session ? wire_capture_session_get_filter (self->session) : none;
  const WireCondition *condition = find_expression (filter);
  const char *expression = condition ? condition->bpf : "";

  wire_filter_bar_fill_chips (self, filter);
  show_language (self, condition);
  wire_filter_menu_set_filter (self->filters, expression);
  if (g_strcmp0 (expression, self->in_force) == 0)
    return;
  g_free (self->in_force);
  self->in_force = g_strdup (expression);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), expression);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* What there is to see shows it; who cannot see it should not have to count. */
static void
announce_length (WireFilterBar *self, guint32 n_packets)
{
  g_autofree char *figure = wire_figure_count (n_packets);
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%s packet", "%s packets", n_packets), figure);

  wire_announce (GTK_WIDGET (self), sentence);
}

static void
update_view (WireFilterBar *self)
{
  WireView *view = self->session ? wire_capture_session_get_view (self->session) : NULL;

  wire_source_popover_set_view (self->sources, view);
  gtk_widget_set_sensitive (self->not_from, view != NULL);
  if (view && !wire_capture_session_get_job (self->session)) /* not at every step of reading */
    announce_length (self, wire_view_get_n_packets (view));
}

static void
wire_filter_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, WIRE_FILTER_BAR (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_filter_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    wire_filter_bar_set_session (WIRE_FILTER_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_filter_bar_dispose (GObject *object)
{
  WireFilterBar *self = WIRE_FILTER_BAR (object);

  if (self->completion)
    wire_filter_bar_set_session (self, NULL);
  g_clear_object (&self->check);
  g_clear_object (&self->completion);
  G_OBJECT_CLASS (wire_filter_bar_parent_class)->dispose (object);
}

static void
wire_filter_bar_finalize (GObject *object)
{
  WireFilterBar *self = WIRE_FILTER_BAR (object);

  g_free (self->checked);
  g_free (self->in_force);
  G_OBJECT_CLASS (wire_filter_bar_parent_class)->finalize (object);
}

static void
wire_filter_bar_class_init (WireFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_filter_bar_get_property;
  object_class->set_property = wire_filter_bar_set_property;
  object_class->dispose = wire_filter_bar_dispose;
  object_class->finalize = wire_filter_bar_finalize;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WIRE_TYPE_CAPTURE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_INSIDE_SWITCH);
  g_type_ensure (WIRE_TYPE_FILTER_MENU);
  g_type_ensure (WIRE_TYPE_SOURCE_POPOVER);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/session/wire-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, advice);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, error);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, explanation);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, filters);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, mark);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, not_from);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, sources);
  gtk_widget_class_bind_template_child (widget_class, WireFilterBar, spinner);
  gtk_widget_class_bind_template_callback_full (widget_class, "clear_error",
                                                G_CALLBACK (wire_filter_bar_clear_error));
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_chosen_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "apply",
                                                G_CALLBACK (wire_filter_bar_apply));
  gtk_widget_class_bind_template_callback_full (widget_class, "take_advice",
                                                G_CALLBACK (wire_filter_bar_take_advice));
}

static void
wire_filter_bar_init (WireFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->error);
  self->completion = wire_filter_completion_new (self->entry, GTK_WIDGET (self));
}

/** @session: (nullable): whose filter to show and to change */
void
wire_filter_bar_set_session (WireFilterBar *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_FILTER_BAR (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_object (session, "notify::filter", G_CALLBACK (update_filter), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::view", G_CALLBACK (update_view), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::busy", G_CALLBACK (update_busy), self,
                               G_CONNECT_SWAPPED);
    }
  update_filter (self);
  update_view (self);
  update_busy (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/** Puts the cursor into the expression, all of it selected. */
void
wire_filter_bar_edit (WireFilterBar *self)
{
  g_return_if_fail (WIRE_IS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
