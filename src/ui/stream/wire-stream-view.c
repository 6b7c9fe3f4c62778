/* wire-stream-view.c: following, and what is shown of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-view-private.h"

#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-figures.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireStreamView:
 *
 * One stream, put together in a worker while it is already being read: who spoke to whom, how much,
 * what is missing, and all that was said. Emits #WireStreamView::back to be left. Main thread only.
 *
 * wire-stream-view-facts.c says what is known of it, wire-stream-view-actions.c has what can be
 * done with it, wire-stream-view-search.c finding.
 */
G_DEFINE_FINAL_TYPE (WireStreamView, wire_stream_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FORM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const FORMS[] = {
  [WIRE_STREAM_TEXT] = "text",
  [WIRE_STREAM_HEX] = "hex",
  [WIRE_STREAM_RAW] = "raw",
};

/* By position in the menu of directions. */
static const WireStreamSides SIDES[] = { WIRE_STREAM_BOTH, WIRE_STREAM_A, WIRE_STREAM_B };

WireStreamSides
wire_stream_view_get_sides (WireStreamView *self)
{
  guint selected = gtk_drop_down_get_selected (self->sides);

  return selected < G_N_ELEMENTS (SIDES) ? SIDES[selected] : WIRE_STREAM_BOTH;
}

/** Returns: (transfer none): what says that bytes were sent twice, and not alike */
WireStreamVersions *
wire_stream_view_get_versions (WireStreamView *self)
{
  return WIRE_STREAM_VERSIONS (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_STREAM_VIEW, "versions"));
}

/** Returns: whether the cursor is in a span, or after the last; @span is it */
gboolean
wire_stream_view_get_span (WireStreamView *self, WireStreamSpan *span)
{
  guint32 n, index;

  if (!self->transcript)
    return FALSE;
  n = wire_stream_transcript_get_length (self->transcript, NULL);
  index = wire_stream_transcript_find (self->transcript,
                                       wire_stream_content_get_cursor (self->content));
  return n > 0 && wire_stream_transcript_get (self->transcript, MIN (index, n - 1), span);
}

static void
sides_cb (WireStreamView *self)
{
  wire_stream_content_set_sides (self->content, wire_stream_view_get_sides (self));
}

static char *
describe_place (WireStreamView *self, const WireStreamSpan *span)
{
  guint64 cursor = wire_stream_content_get_cursor (self->content);
  g_autofree char *byte = wire_figure_count (span->position + (cursor - span->place));

  /* Translators: a byte's offset in what somebody sent, an arrow for the direction, its sender */
  return g_strdup_printf (_ ("Byte %s of %s %s"), byte, span->side ? "←" : "→",
                          self->endpoints[span->side]);
}

static void
moved_cb (WireStreamView *self)
{
  WireStreamSpan span;
  guint64 start, end;
  g_autofree char *text = NULL;
  g_autofree char *button = NULL;
  gboolean has_span = wire_stream_view_get_span (self, &span);

  wire_stream_view_update_actions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->packet_button), has_span);
  if (has_span)
    {
      g_autofree char *number = wire_figure_count ((guint64) span.packet + 1);

      button = g_strdup_printf (_ ("Show Packet %s"), number);
      gtk_button_set_label (self->packet_button, button);
      text = describe_place (self, &span);
    }
  if (wire_stream_content_get_selection (self->content, &start, &end))
    {
      g_autofree char *count = wire_figure_count (end - start);

      g_free (text);
      text =
          g_strdup_printf (ngettext ("%s byte selected", "%s bytes selected", end - start), count);
    }
  gtk_label_set_label (self->status, text ? text : "");
}

static void
update_title (WireStreamView *self)
{
  guint32 n = wire_capture_get_n_streams (self->capture);
  g_autofree char *number = wire_figure_count ((guint64) self->stream + 1);
  g_autofree char *all = wire_figure_count (n);
  /* Translators: “Stream 5 of 42” */
  g_autofree char *text = g_strdup_printf (_ ("Stream %s of %s"), number, all);

  gtk_label_set_label (self->title, text);
}

/* What is known before the stream is put together; until somebody speaks, nobody has. */
static void
update_page (WireStreamView *self)
{
  gboolean complete;
  guint32 n = wire_stream_transcript_get_length (self->transcript, &complete);

  gtk_stack_set_visible_child_name (self->stack, complete && n == 0 ? "silent" : "content");
}

static void
grew_cb (WireStreamView *self)
{
  if (self->transcript)
    wire_stream_content_grew (self->content);
}

static gboolean
follow_work (WireJob *job, gpointer data, GError **error)
{
  return wire_stream_transcript_fill (data, job, error);
}

static void
followed_cb (WireJob *job, gpointer data)
{
  g_autoptr (WireStreamView) self = data; /* taken when the job was started */
  g_autofree char *why = NULL;

  if (job != self->follow)
    return;
  g_clear_object (&self->follow);
  wire_stream_content_grew (self->content);
  wire_stream_view_update_facts (self);
  wire_stream_versions_tell (wire_stream_view_get_versions (self), self->transcript,
                             wire_stream_layers_is_as_sent (self->layers));
  update_page (self);
  wire_stream_view_select_wanted (self);
  moved_cb (self);
  if (wire_job_get_state (job) != WIRE_JOB_FAILED)
    return;
  why = g_markup_escape_text (wire_job_get_error (job)->message, -1);
  adw_status_page_set_description (ADW_STATUS_PAGE (gtk_widget_get_template_child (
                                       GTK_WIDGET (self), WIRE_TYPE_STREAM_VIEW, "failure")),
                                   why);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
start_follow (WireStreamView *self)
{
  self->follow = wire_job_new (_ ("Following the stream"));
  g_signal_connect_object (self->follow, "notify::fraction", G_CALLBACK (grew_cb), self,
                           G_CONNECT_SWAPPED);
  wire_job_start (self->follow, follow_work, wire_stream_transcript_ref (self->transcript),
                  (GDestroyNotify) wire_stream_transcript_unref, followed_cb, g_object_ref (self));
}

static char *
endpoint_to_text (const WireTuple *tuple)
{
  char text[WIRE_ENDPOINT_TEXT_MAX];

  return g_strdup (wire_endpoint_to_text (tuple->family, tuple->src, TRUE, tuple->src_port, text));
}

static void
name_sides (WireStreamView *self)
{
  const char *names[4] = { _ ("Both directions"), NULL, NULL, NULL };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autoptr (GtkStringList) model = NULL;
  WireStream stream = { 0 };
  WireTuple reversed;
  WireFlow flow = { 0 };

  wire_capture_get_stream (self->capture, self->stream, &stream);
  wire_capture_get_flow (self->capture, stream.flows[0], &flow);
  wire_tuple_reverse (&flow.tuple, &reversed);
  self->endpoints[0] = endpoint_to_text (&flow.tuple);
  self->endpoints[1] = endpoint_to_text (&reversed);
  names[1] = a = g_strdup_printf ("→ %s", self->endpoints[0]);
  names[2] = b = g_strdup_printf ("← %s", self->endpoints[1]);
  model = gtk_string_list_new (names);
  gtk_drop_down_set_model (self->sides, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->sides, 0);
  wire_stream_content_set_transcript (self->content, self->transcript, names + 1);
}

static void
clear (WireStreamView *self)
{
  if (self->follow)
    wire_job_cancel (self->follow); /* nobody is left to look at it */
  g_clear_object (&self->follow);
  if (self->find_bar)
    wire_find_bar_stop (self->find_bar);
  g_clear_pointer (&self->wanted, g_free);
  if (self->content)
    wire_stream_content_set_transcript (self->content, NULL, NULL);
  g_clear_pointer (&self->transcript, wire_stream_transcript_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->endpoints[side], g_free);
}

static void
show_layer (WireStreamView *self)
{
  self->transcript =
      wire_stream_layers_is_as_sent (self->layers)
              && wire_stream_versions_wants_second (wire_stream_view_get_versions (self))
          ? wire_stream_transcript_new_second (self->capture, self->stream)
          : wire_stream_layers_make_transcript (self->layers);
  name_sides (self);
  update_title (self);
  wire_stream_view_update_facts (self);
  update_page (self);
  moved_cb (self);
  start_follow (self);
}

/* Another layer of the same stream */
static void
layer_cb (WireStreamView *self)
{
  if (!self->capture)
    return;
  wire_stream_versions_reset (wire_stream_view_get_versions (self));
  clear (self);
  show_layer (self);
}

/* The other version of what was sent twice */
static void
version_cb (WireStreamView *self)
{
  if (!self->capture)
    return;
  clear (self);
  show_layer (self);
}

static void
set_form (WireStreamView *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    if (g_strcmp0 (name, FORMS[i]) == 0)
      {
        wire_stream_content_set_form (self->content, i);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORM]);
      }
}

static void
wire_stream_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FORM)
    g_value_set_string (value,
                        FORMS[wire_stream_content_get_form (WIRE_STREAM_VIEW (object)->content)]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_stream_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FORM)
    set_form (WIRE_STREAM_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_stream_view_dispose (GObject *object)
{
  WireStreamView *self = WIRE_STREAM_VIEW (object);

  clear (self);
  g_clear_object (&self->capture);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (wire_stream_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/stream/wire-stream-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, title);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, layers);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, sides);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, facts_a);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, facts_b);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, summary);
  gtk_widget_class_bind_template_child_full (widget_class, "versions", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, find_bar);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, stack);
  gtk_widget_class_bind_template_child_full (widget_class, "failure", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, content);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, status);
  gtk_widget_class_bind_template_child (widget_class, WireStreamView, packet_button);
  gtk_widget_class_bind_template_child_full (widget_class, "content_menu", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, layer_cb);
  gtk_widget_class_bind_template_callback (widget_class, version_cb);
  gtk_widget_class_bind_template_callback (widget_class, sides_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  wire_stream_view_bind_search (widget_class);
}

static void
wire_stream_view_class_init (WireStreamViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_stream_view_get_property;
  object_class->set_property = wire_stream_view_set_property;
  object_class->dispose = wire_stream_view_dispose;

  /** WireStreamView:form: `text`, `hex` or `raw` */
  properties[PROP_FORM] =
      g_param_spec_string ("form", NULL, NULL, "text",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireStreamView::back: the user wants to be where they came from */
  g_signal_new ("back", WIRE_TYPE_STREAM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);

  g_type_ensure (WIRE_TYPE_FIND_BAR);
  g_type_ensure (WIRE_TYPE_STREAM_CONTENT);
  g_type_ensure (WIRE_TYPE_STREAM_LAYERS);
  g_type_ensure (WIRE_TYPE_STREAM_VERSIONS);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
  wire_stream_view_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
wire_stream_view_init (WireStreamView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_control_set_name (GTK_WIDGET (self->sides), _ ("Directions shown"));
  wire_stream_view_init_menu (self);
  wire_view_memory_attach (self, "form", "stream-form");
}

/** Shows what was said on stream @stream of @capture, counted from 0; as much as is loaded. */
void
wire_stream_view_follow (WireStreamView *self, WireCapture *capture, guint32 stream)
{
  g_return_if_fail (WIRE_IS_STREAM_VIEW (self));
  g_return_if_fail (WIRE_IS_CAPTURE (capture));

  clear (self);
  g_set_object (&self->capture, capture);
  self->stream = stream;
  wire_stream_layers_set_stream (self->layers, capture, stream);
  wire_stream_versions_reset (wire_stream_view_get_versions (self));
  show_layer (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->content));
}

/** Returns: the number of the stream that was followed last, from 0 */
guint32
wire_stream_view_get_stream (WireStreamView *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_VIEW (self), WIRE_STREAM_NONE);
  return self->stream;
}

/** Lets go of the stream; what still runs for it is cancelled. */
void
wire_stream_view_leave (WireStreamView *self)
{
  g_return_if_fail (WIRE_IS_STREAM_VIEW (self));

  wire_find_bar_close (self->find_bar);
  clear (self);
  g_clear_object (&self->capture);
}
