/* wire-codec-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-codec-button.h"

#include "text/wire-codec.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/lists/wire-tab-stop.h"

#include <glib/gi18n.h>

/**
 * WireCodecButton:
 *
 * Says the codec, and pops up the list of all that have a name here, the common ones first. Typing
 * narrows it down; Enter takes the first, or any other codec of iconv by its name. Main thread
 * only.
 */
struct _WireCodecButton
{
  AdwBin parent_instance;

  char *codec;
  char *title;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (WireCodecButton, wire_codec_button, ADW_TYPE_BIN)

enum
{
  PROP_CODEC = 1,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const WireCodec *
get_codec (GtkListBoxRow *row)
{
  gsize n;

  return &wire_codecs_get (&n)[gtk_list_box_row_get_index (row)];
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  WireCodecButton *self = data;
  const WireCodec *codec = get_codec (row);
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *words = g_strconcat (codec->name, " ", _ (codec->title), NULL);

  return g_str_match_string (wanted, words, TRUE) || g_strrstr (codec->name, wanted);
}

static void
say (WireCodecButton *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
searched_cb (WireCodecButton *self)
{
  gtk_list_box_invalidate_filter (self->list);
  say (self, NULL);
}

static void
row_cb (WireCodecButton *self, GtkListBoxRow *row)
{
  wire_codec_button_set_codec (self, get_codec (row)->name);
  gtk_popover_popdown (self->popover);
}

static void
entered_cb (WireCodecButton *self)
{
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GError) error = NULL;
  g_autofree char *codec = wire_codec_find (wanted, &error);
  GtkListBoxRow *first = gtk_list_box_get_row_at_y (self->list, 1);

  if (codec)
    {
      wire_codec_button_set_codec (self, codec);
      gtk_popover_popdown (self->popover);
    }
  else if (first)
    row_cb (self, first);
  else
    say (self, error->message);
}

static void
shown_cb (WireCodecButton *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static GtkWidget *
make_row (const WireCodec *codec)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (codec->name);
  GtkWidget *title = gtk_label_new (_ (codec->title));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), title);
  return box;
}

static void
add_rows (WireCodecButton *self)
{
  gsize n;
  const WireCodec *codecs = wire_codecs_get (&n);

  for (gsize i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (&codecs[i]));
}

static void
name_button (WireCodecButton *self)
{
  /* Translators: what a codec is chosen for, and its name: “Save as: UTF-8” */
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %s"), self->title ? self->title : _ ("Codec"), self->codec);

  wire_control_set_name (GTK_WIDGET (self->button), name);
}

static void
wire_codec_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_CODEC)
    g_value_set_string (value, WIRE_CODEC_BUTTON (object)->codec);
  else if (id == PROP_TITLE)
    g_value_set_string (value, WIRE_CODEC_BUTTON (object)->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

/* What is remembered may be what nobody knows here. */
static void
take_codec (WireCodecButton *self, const char *name)
{
  g_autofree char *codec = wire_codec_find (name, NULL);

  if (codec)
    wire_codec_button_set_codec (self, codec);
}

static void
wire_codec_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  WireCodecButton *self = WIRE_CODEC_BUTTON (object);

  if (id == PROP_CODEC)
    take_codec (self, g_value_get_string (value));
  else if (id == PROP_TITLE)
    {
      g_free (self->title);
      self->title = g_value_dup_string (value);
      name_button (self);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
wire_codec_button_finalize (GObject *object)
{
  g_free (WIRE_CODEC_BUTTON (object)->codec);
  g_free (WIRE_CODEC_BUTTON (object)->title);
  G_OBJECT_CLASS (wire_codec_button_parent_class)->finalize (object);
}

static void
wire_codec_button_class_init (WireCodecButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_codec_button_get_property;
  object_class->set_property = wire_codec_button_set_property;
  object_class->finalize = wire_codec_button_finalize;

  /** WireCodecButton:codec: as wire_codec_find() returns it; what that does not know is left out */
  properties[PROP_CODEC] =
      g_param_spec_string ("codec", NULL, NULL, "UTF-8",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /** WireCodecButton:title: what the codec is chosen for; by itself, “Codec” */
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/text/wire-codec-button.ui");
  gtk_widget_class_bind_template_child (widget_class, WireCodecButton, button);
  gtk_widget_class_bind_template_child (widget_class, WireCodecButton, popover);
  gtk_widget_class_bind_template_child (widget_class, WireCodecButton, search);
  gtk_widget_class_bind_template_child (widget_class, WireCodecButton, list);
  gtk_widget_class_bind_template_child (widget_class, WireCodecButton, problem);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
wire_codec_button_init (WireCodecButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self);
  gtk_list_box_set_filter_func (self->list, is_wanted, self, NULL);
  wire_codec_button_set_codec (self, "UTF-8");
}

const char *
wire_codec_button_get_codec (WireCodecButton *self)
{
  g_return_val_if_fail (WIRE_IS_CODEC_BUTTON (self), NULL);
  return self->codec;
}

/** @codec: as wire_codec_find() returned it */
void
wire_codec_button_set_codec (WireCodecButton *self, const char *codec)
{
  g_return_if_fail (WIRE_IS_CODEC_BUTTON (self) && codec);

  if (g_strcmp0 (self->codec, codec) == 0)
    return;
  g_free (self->codec);
  self->codec = g_strdup (codec);
  gtk_menu_button_set_label (self->button, codec);
  name_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODEC]);
}
