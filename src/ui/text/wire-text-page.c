/* wire-text-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-page.h"

#include "ui/widgets/wire-info-button.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-file-dialog.h"
#include "text/wire-guess.h"
#include "text/wire-notation.h"
#include "text/wire-unicode.h"
#include "ui/text/wire-text-page-private.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireTextPage:
 *
 * One input, text to be encoded or bytes to be decoded, and the panes that look at what it means.
 * Turning from text to bytes or back writes down the other side of the same. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireTextPage, wire_text_page, ADW_TYPE_BIN)

/* In which bytes are alone, each under its character, as the list in the .ui names them. */
static const WireNotation CELLS[] = { WIRE_NOTATION_HEX, WIRE_NOTATION_BINARY,
                                      WIRE_NOTATION_DECIMAL, WIRE_NOTATION_OCTAL,
                                      WIRE_NOTATION_ESCAPES };

static char *
count_characters (const WireText *text)
{
  gsize seen = wire_text_count_graphemes (text);
  g_autofree char *points = wire_figure_count (text->n_characters);
  g_autofree char *graphemes = wire_figure_count (seen);
  g_autofree char *characters =
      g_strdup_printf (ngettext ("%s character", "%s characters", text->n_characters), points);

  if (seen == text->n_characters)
    return g_steal_pointer (&characters);
  /* Translators: “7 characters”, and how many of them a person counts */
  return g_strdup_printf (
      ngettext ("%s (code points; a reader sees %s)", "%s (code points; a reader sees %s)", seen),
      characters, graphemes);
}

static char *
name_mark (const WireText *text)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (text->bytes, &length);
  guint mark_length;
  WireUnicodeForm form = wire_unicode_form_of_mark (bytes, length, &mark_length);
  g_autofree char *hex = NULL;

  if (form == WIRE_UNICODE_NONE)
    return g_strdup ("");
  hex = wire_notation_write (WIRE_NOTATION_HEX, bytes, mark_length);
  /* Translators: a codec, its byte-order mark in hexadecimal */
  return g_strdup_printf (_ (" · byte-order mark of %s: %s"), wire_unicode_form_name (form), hex);
}

/* Returns: (transfer full): how many characters and bytes @text has under @codec, its byte-order
 * mark, and how much of it could not be read or written, in a line */
static char *
describe_figures (const WireText *text, const char *codec)
{
  gsize n = g_bytes_get_size (text->bytes);
  g_autofree char *characters = count_characters (text);
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *bytes = g_strdup_printf (ngettext ("%s byte", "%s bytes", n), figure);
  g_autofree char *mark = name_mark (text);
  g_autofree char *problems =
      text->n_problems == 0
          ? g_strdup ("")
          : g_strdup_printf (ngettext (" · %zu cannot be read or written",
                                       " · %zu cannot be read or written", text->n_problems),
                             text->n_problems);

  /* Translators: “4 characters”, “5 bytes”, a codec, and what else there is to say */
  return g_strdup_printf (_ ("%s · %s in %s%s%s"), characters, bytes, codec, mark, problems);
}

static void
changed_cb (WireTextPage *self)
{
  const WireText *text = wire_text_source_get_text (self->source);
  const GError *error = wire_text_source_get_error (self->source);
  g_autofree char *words =
      text ? describe_figures (text, wire_text_source_get_codec (self->source)) : g_strdup ("");

  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_template_child (
                                        GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "teaching")),
                                    text && text->spans->len == 0 ? "empty" : "characters");
  gtk_label_set_text (
      GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "counts")),
      words);
  gtk_label_set_text (self->problem, error ? error->message : "");
  gtk_widget_set_visible (self->problem_box, error != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.send",
                                 wire_text_source_get_bytes (self->source) != NULL);
}

static void
studied_cb (WireTextPage *self)
{
  const WireTextStudy *study = wire_text_source_get_study (self->source);

  if (!self->guess || !study || study->guesses->len == 0)
    return;
  self->guess = FALSE;
  wire_view_memory_pause ();
  wire_codec_button_set_codec (self->codec, ((WireGuess *) study->guesses->pdata[0])->codec);
  wire_view_memory_resume ();
}

static void
moved_cb (WireTextPage *self)
{
  g_autofree char *words = wire_character_view_describe (self->characters);

  gtk_label_set_text (
      GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "pointed")),
      words);
}

static void
cells_cb (WireTextPage *self)
{
  guint selected = MIN (gtk_drop_down_get_selected (self->cells), G_N_ELEMENTS (CELLS) - 1);

  wire_character_view_set_notation (self->characters, CELLS[selected]);
}

/* Whether the pane for files is seen, which has no input */
gboolean
wire_text_page_is_at_file (WireTextPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->panes), "file") == 0;
}

/* A file is no input: it stays where it is. */
static void
pane_cb (WireTextPage *self)
{
  gtk_widget_set_visible (self->input_area, !wire_text_page_is_at_file (self));
}

/* A row of the readings: the bytes as they are, decoded by that codec. */
static void
reading_cb (WireTextPage *self, const char *codec)
{
  gtk_toggle_button_set_active (self->as_bytes, TRUE);
  wire_codec_button_set_codec (self->codec, codec);
  gtk_stack_set_visible_child_name (self->panes, "characters");
}

static void
mended_cb (WireTextPage *self, const char *text)
{
  gtk_toggle_button_set_active (self->as_text, TRUE);
  gtk_text_buffer_set_text (self->buffer, text, -1);
}

/* Actions */

static void
copy_bytes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GBytes *bytes = wire_text_source_get_bytes (WIRE_TEXT_PAGE (widget)->source);
  WireNotation notation;
  g_autofree char *spelled = NULL;

  (void) name;
  if (!bytes || !wire_notation_parse_key (g_variant_get_string (parameter, NULL), &notation))
    return;
  spelled =
      wire_notation_write (notation, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), spelled);
  gtk_widget_activate_action (widget, "win.notify", "s", _ ("Bytes copied"));
}

static void
copy_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireText *text = wire_text_source_get_text (WIRE_TEXT_PAGE (widget)->source);

  (void) name;
  (void) parameter;
  if (!text)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->text);
  gtk_widget_activate_action (widget, "win.notify", "s", _ ("Text copied"));
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GBytes *bytes = wire_text_source_get_bytes (WIRE_TEXT_PAGE (widget)->source);

  (void) name;
  (void) parameter;
  if (bytes)
    gtk_widget_activate_action (widget, "win.send-bytes", "@ay",
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

static void
sample_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTextPage *self = WIRE_TEXT_PAGE (widget);

  (void) name;
  (void) parameter;
  wire_view_memory_pause ();
  gtk_toggle_button_set_active (self->as_text, TRUE);
  wire_view_memory_resume ();
  gtk_text_buffer_set_text (self->buffer, "café", -1);
}

static void
wire_text_page_dispose (GObject *object)
{
  g_clear_object (&WIRE_TEXT_PAGE (object)->source);
  G_OBJECT_CLASS (wire_text_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/text/wire-text-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, input_area);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, as_text);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, as_bytes);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, input);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, codec);
  gtk_widget_class_bind_template_child_full (widget_class, "policy", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, notation);
  gtk_widget_class_bind_template_child_full (widget_class, "counts", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, problem);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, note);
  gtk_widget_class_bind_template_child_full (widget_class, "teaching", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, characters);
  gtk_widget_class_bind_template_child_full (widget_class, "pointed", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, cells);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, panes);
  gtk_widget_class_bind_template_child_full (widget_class, "readings", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "garbled", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "digests", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "address", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, file);
  wire_text_page_bind_input (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, cells_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, reading_cb);
  gtk_widget_class_bind_template_callback (widget_class, mended_cb);
}

static void
wire_text_page_class_init (WireTextPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_text_page_dispose;

  g_type_ensure (WIRE_TYPE_ADDRESS_PANE);
  g_type_ensure (WIRE_TYPE_CHARACTER_VIEW);
  g_type_ensure (WIRE_TYPE_CODEC_BUTTON);
  g_type_ensure (WIRE_TYPE_GARBLED_PANE);
  g_type_ensure (WIRE_TYPE_READING_LIST);
  g_type_ensure (WIRE_TYPE_TEXT_DIGESTS_PANE);
  g_type_ensure (WIRE_TYPE_TEXT_FILE_PANE);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "text.copy-bytes", "s", copy_bytes_cb);
  gtk_widget_class_install_action (widget_class, "text.copy-text", NULL, copy_text_cb);
  gtk_widget_class_install_action (widget_class, "text.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "text.sample", NULL, sample_cb);
}

static void
wire_text_page_init (WireTextPage *self)
{
  self->source = wire_text_source_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->problem);
  wire_control_set_name (
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "policy")),
      _ ("What to do with characters that cannot be coded"));
  wire_control_set_name (GTK_WIDGET (self->notation), _ ("How the bytes are spelled"));
  wire_control_set_name (GTK_WIDGET (self->cells), _ ("How bytes are shown"));
  wire_text_page_take_input (self);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "studied", G_CALLBACK (studied_cb), self,
                           G_CONNECT_SWAPPED);
  wire_character_view_set_source (self->characters, self->source);
  wire_reading_list_set_source (WIRE_READING_LIST (gtk_widget_get_template_child (
                                    GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "readings")),
                                self->source);
  wire_garbled_pane_set_source (WIRE_GARBLED_PANE (gtk_widget_get_template_child (
                                    GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "garbled")),
                                self->source);
  wire_text_digests_pane_set_source (WIRE_TEXT_DIGESTS_PANE (gtk_widget_get_template_child (
                                         GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "digests")),
                                     self->source);
  wire_address_pane_set_source (WIRE_ADDRESS_PANE (gtk_widget_get_template_child (
                                    GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "address")),
                                self->source);
  changed_cb (self);
  moved_cb (self);
  wire_view_memory_attach (self->panes, "visible-child-name", "text");
  wire_view_memory_attach (self->codec, "codec", "text-codec");
  wire_view_memory_attach (GTK_DROP_DOWN (gtk_widget_get_template_child (
                               GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "policy")),
                           "selected", "text-policy");
  wire_view_memory_attach (self->notation, "selected", "text-spelling");
  wire_view_memory_attach (self->cells, "selected", "text-cells");
  wire_view_memory_attach (self->as_bytes, "active", "text-as-bytes");
}

/** Decodes how @file begins, or takes it into the pane for files where that is on top. */
void
wire_text_page_open_file (WireTextPage *self, GFile *file)
{
  g_return_if_fail (WIRE_IS_TEXT_PAGE (self));

  if (wire_text_page_is_at_file (self))
    {
      wire_text_file_pane_open (self->file, file);
      return;
    }
  wire_text_page_read_file (self, file);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  wire_text_page_open_file (WIRE_TEXT_PAGE (data), file);
}

/** Asks which file shall be decoded. */
void
wire_text_page_open (WireTextPage *self)
{
  g_return_if_fail (WIRE_IS_TEXT_PAGE (self));
  wire_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Open Text File"),
                         NULL, chosen_cb, self);
}

/** Puts the cursor into the input of @self, which is what people come for. */
void
wire_text_page_edit (WireTextPage *self)
{
  g_return_if_fail (WIRE_IS_TEXT_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->input));
}
