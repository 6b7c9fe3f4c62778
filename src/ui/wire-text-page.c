/* wire-text-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-text-page.h"

#include "wire-address-pane.h"
#include "wire-announcement.h"
#include "wire-character-view.h"
#include "wire-codec-button.h"
#include "wire-control-name.h"
#include "wire-figures.h"
#include "wire-file-dialog.h"
#include "wire-garbled-pane.h"
#include "wire-guess.h"
#include "wire-reading-list.h"
#include "wire-text-digests-pane.h"
#include "wire-text-figures.h"
#include "wire-text-file-pane.h"
#include "wire-text-opening.h"
#include "wire-unicode.h"
#include "wire-view-memory.h"
#include "wire-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireTextPage:
 *
 * One input, text to be encoded or bytes to be decoded, and the panes that look at what it means.
 * Turning from text to bytes or back writes down the other side of the same. Main thread only.
 */
struct _WireTextPage
{
  AdwBin parent_instance;

  WireTextSource *source;
  GtkTextBuffer *buffer;
  gboolean filling; /* the page writes, not a person */
  gboolean cut;     /* what was brought is longer than what stands here */
  gboolean guess;   /* take the likeliest codec, once it is known */
  WireNotation shown;

  GtkWidget *input_area;
  GtkToggleButton *as_text;
  GtkToggleButton *as_bytes;
  GtkTextView *input;
  WireCodecButton *codec;
  GtkDropDown *policy;
  GtkDropDown *notation;
  GtkLabel *counts;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *note;
  GtkStack *teaching;
  WireCharacterView *characters;
  GtkLabel *pointed;
  GtkDropDown *cells;
  GtkStack *panes;
  WireReadingList *readings;
  WireGarbledPane *garbled;
  WireTextDigestsPane *digests;
  WireAddressPane *address;
  WireTextFilePane *file;
};

G_DEFINE_FINAL_TYPE (WireTextPage, wire_text_page, ADW_TYPE_BIN)

/* In which bytes stand alone, each under its character, as the list in the .ui names them. */
static const WireNotation CELLS[] = { WIRE_NOTATION_HEX, WIRE_NOTATION_BINARY,
                                      WIRE_NOTATION_DECIMAL, WIRE_NOTATION_OCTAL,
                                      WIRE_NOTATION_ESCAPES };

/* The input */

static gboolean
is_text (WireTextPage *self)
{
  return !gtk_toggle_button_get_active (self->as_bytes);
}

static char *
get_input (WireTextPage *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/* The list has “Any spelling” first, and then the notations. */
static guint
get_notation (WireTextPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->notation);

  return selected == 0 || selected > WIRE_N_NOTATIONS ? WIRE_NOTATION_ANY : selected - 1;
}

static void
say (WireTextPage *self, const char *sentence)
{
  gtk_label_set_text (self->note, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), sentence != NULL);
}

/* Longer text is not looked at by the character, and would only be slow. */
static char *
cut_input (WireTextPage *self, char *text)
{
  g_autofree char *size = wire_figure_count (WIRE_TEXT_SOURCE_MAX);
  g_autofree char *sentence = NULL;
  char *end = text + WIRE_TEXT_SOURCE_MAX;

  if (is_text (self) && strlen (text) > WIRE_TEXT_SOURCE_MAX)
    {
      *g_utf8_find_prev_char (text, end + 1) = '\0';
      sentence = g_strdup_printf (_ ("Only the first %s bytes are looked at."), size);
      say (self, sentence);
    }
  else if (!self->cut)
    say (self, NULL);
  return text;
}

static void
read_input (WireTextPage *self)
{
  g_autofree char *input = cut_input (self, get_input (self));

  if (is_text (self))
    wire_text_source_set_text (self->source, input);
  else
    wire_text_source_set_spelling (self->source, input, get_notation (self));
}

static void
edited_cb (WireTextPage *self)
{
  if (self->filling)
    return;
  self->cut = FALSE;
  self->guess = FALSE;
  read_input (self);
}

static void
fill (WireTextPage *self, const char *input)
{
  self->filling = TRUE;
  gtk_text_buffer_set_text (self->buffer, input, -1);
  self->filling = FALSE;
}

static char *
write_bytes (WireTextPage *self, GBytes *bytes)
{
  guint notation = get_notation (self);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (notation == WIRE_NOTATION_ANY || notation == WIRE_NOTATION_HEX)
    {
      g_autofree char *hex = wire_notation_write (WIRE_NOTATION_HEX, data, length);
      g_autoptr (GString) spaced = g_string_sized_new (3 * length + 1);

      for (gsize i = 0; i < length; i++)
        g_string_append_printf (spaced, "%s%.2s", i ? " " : "", hex + 2 * i);
      return g_string_free (g_steal_pointer (&spaced), FALSE);
    }
  return wire_notation_write (notation, data, length);
}

/* The same, from its other side; where that cannot be written, what stands there is read anew. */
static void
side_cb (WireTextPage *self)
{
  gboolean text_now = is_text (self);
  const WireText *text = wire_text_source_get_text (self->source);
  GBytes *bytes = wire_text_source_get_bytes (self->source);
  g_autofree char *other = NULL;
  gboolean has_nul = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->notation), !text_now);
  if (text_now)
    gtk_widget_remove_css_class (GTK_WIDGET (self->input), "monospace");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->input), "monospace");
  if (text_now == wire_text_source_is_text (self->source))
    return;
  if (text_now && text && !wire_text_source_get_error (self->source))
    {
      other = g_strndup (text->text, text->text_length);
      has_nul = strlen (other) < text->text_length;
      self->cut |= has_nul;
    }
  else if (!text_now && bytes)
    other = write_bytes (self, bytes);
  if (other)
    fill (self, other);
  read_input (self);
  if (has_nul)
    say (self, _ ("The text stands here up to its first NUL, which no field can hold."));
}

static void
codec_cb (WireTextPage *self)
{
  wire_text_source_set_codec (self->source, wire_codec_button_get_codec (self->codec));
}

static void
policy_cb (WireTextPage *self)
{
  wire_text_source_set_policy (self->source,
                               (WireTextPolicy) gtk_drop_down_get_selected (self->policy));
}

static void
notation_cb (WireTextPage *self)
{
  GBytes *bytes = wire_text_source_get_bytes (self->source);
  g_autofree char *spelled = NULL;

  if (is_text (self))
    return;
  if (bytes && get_notation (self) != WIRE_NOTATION_ANY)
    {
      spelled = write_bytes (self, bytes);
      fill (self, spelled);
    }
  read_input (self);
}

/* What came of it */

static void
changed_cb (WireTextPage *self)
{
  const WireText *text = wire_text_source_get_text (self->source);
  const GError *error = wire_text_source_get_error (self->source);
  g_autofree char *words =
      text ? wire_text_figures_describe (text, wire_text_source_get_codec (self->source))
           : g_strdup ("");

  gtk_stack_set_visible_child_name (self->teaching,
                                    text && text->spans->len == 0 ? "empty" : "characters");
  gtk_label_set_text (self->counts, words);
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

  gtk_label_set_text (self->pointed, words);
}

static void
cells_cb (WireTextPage *self)
{
  guint selected = MIN (gtk_drop_down_get_selected (self->cells), G_N_ELEMENTS (CELLS) - 1);

  wire_character_view_set_notation (self->characters, CELLS[selected]);
}

static gboolean
is_at_file (WireTextPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->panes), "file") == 0;
}

/* A file is no input: it stays where it is. */
static void
pane_cb (WireTextPage *self)
{
  gtk_widget_set_visible (self->input_area, !is_at_file (self));
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/wirecase/Wirecase/ui/wire-text-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, input_area);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, as_text);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, as_bytes);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, input);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, codec);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, policy);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, notation);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, counts);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, problem);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, note);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, teaching);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, characters);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, pointed);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, cells);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, panes);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, readings);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, garbled);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, digests);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, address);
  gtk_widget_class_bind_template_child (widget_class, WireTextPage, file);
  gtk_widget_class_bind_template_callback (widget_class, side_cb);
  gtk_widget_class_bind_template_callback (widget_class, codec_cb);
  gtk_widget_class_bind_template_callback (widget_class, policy_cb);
  gtk_widget_class_bind_template_callback (widget_class, notation_cb);
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
  self->buffer = gtk_text_view_get_buffer (self->input);
  wire_control_set_name (GTK_WIDGET (self->policy), _ ("What happens to what cannot be coded"));
  wire_control_set_name (GTK_WIDGET (self->notation), _ ("How the bytes are spelled"));
  wire_control_set_name (GTK_WIDGET (self->cells), _ ("How bytes are shown"));
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "studied", G_CALLBACK (studied_cb), self,
                           G_CONNECT_SWAPPED);
  wire_character_view_set_source (self->characters, self->source);
  wire_reading_list_set_source (self->readings, self->source);
  wire_garbled_pane_set_source (self->garbled, self->source);
  wire_text_digests_pane_set_source (self->digests, self->source);
  wire_address_pane_set_source (self->address, self->source);
  changed_cb (self);
  moved_cb (self);
  wire_view_memory_attach (self->panes, "visible-child-name", "text");
  wire_view_memory_attach (self->codec, "codec", "text-codec");
  wire_view_memory_attach (self->policy, "selected", "text-policy");
  wire_view_memory_attach (self->notation, "selected", "text-spelling");
  wire_view_memory_attach (self->cells, "selected", "text-cells");
  wire_view_memory_attach (self->as_bytes, "active", "text-as-bytes");
}

/* @more: whether @bytes are only the beginning of what @name has */
static void
show_bytes (WireTextPage *self, const char *name, GBytes *bytes, gboolean more)
{
  g_autofree char *size = wire_figure_count (g_bytes_get_size (bytes));
  g_autofree char *spelled = NULL;
  /* Translators: bytes shown, what they are of */
  g_autofree char *sentence = more ? g_strdup_printf (_ ("The first %s bytes of %s."), size, name)
                                   : g_strdup_printf (ngettext ("%s byte of %s.", "%s bytes of %s.",
                                                                g_bytes_get_size (bytes)),
                                                      size, name);

  wire_view_memory_pause ();
  if (is_at_file (self))
    gtk_stack_set_visible_child_name (self->panes, "characters");
  gtk_drop_down_set_selected (self->notation, 0);
  gtk_toggle_button_set_active (self->as_bytes, TRUE);
  wire_view_memory_resume ();
  spelled = write_bytes (self, bytes);
  fill (self, spelled);
  self->cut = TRUE; /* the note stays until something is typed */
  self->guess = TRUE;
  read_input (self);
  say (self, sentence);
}

/** Decodes @bytes, which are of @name: in the likeliest codec, and no more than can be looked at.
 */
void
wire_text_page_show_bytes (WireTextPage *page, const char *name, GBytes *bytes)
{
  gsize length = g_bytes_get_size (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (GBytes) shown =
      g_bytes_new_from_bytes (bytes, 0, wire_utf8_cut (data, length, WIRE_TEXT_SOURCE_MAX));

  g_return_if_fail (WIRE_IS_TEXT_PAGE (page));

  show_bytes (page, name, shown, length > WIRE_TEXT_SOURCE_MAX);
}

static void
opened_cb (GtkWidget *page, const char *name, GBytes *bytes)
{
  wire_text_page_show_bytes (WIRE_TEXT_PAGE (page), name, bytes);
}

/** Decodes how @file begins, or takes it into the pane for files where that is on top. */
void
wire_text_page_open_file (WireTextPage *page, GFile *file)
{
  g_return_if_fail (WIRE_IS_TEXT_PAGE (page));

  if (is_at_file (page))
    {
      wire_text_file_pane_open (page->file, file);
      return;
    }
  wire_text_opening_start (file, GTK_WIDGET (page), opened_cb);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  wire_text_page_open_file (WIRE_TEXT_PAGE (data), file);
}

/** Asks which file shall be decoded. */
void
wire_text_page_open (WireTextPage *page)
{
  g_return_if_fail (WIRE_IS_TEXT_PAGE (page));
  wire_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _ ("Open Text File"),
                         NULL, chosen_cb, page);
}

/** Puts the cursor into the input of @page, which is what people come for. */
void
wire_text_page_edit (WireTextPage *page)
{
  g_return_if_fail (WIRE_IS_TEXT_PAGE (page));

  gtk_widget_grab_focus (GTK_WIDGET (page->input));
}
