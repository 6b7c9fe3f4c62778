/* wire-text-page-input.c: the same as text that is typed and as bytes that are spelled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-figures.h"
#include "ui/text/wire-text-page-private.h"
#include "text/wire-unicode.h"
#include "ui/memory/wire-view-memory.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* The same, from its other side; where that cannot be written, what is there is read again. */
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
    say (self, _ ("The text is shown up to its first NUL, which a field cannot contain."));
}

static void
codec_cb (WireTextPage *self)
{
  wire_text_source_set_codec (self->source, wire_codec_button_get_codec (self->codec));
}

static void
policy_cb (WireTextPage *self)
{
  wire_text_source_set_policy (
      self->source,
      (WireTextPolicy) gtk_drop_down_get_selected (GTK_DROP_DOWN (
          gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TEXT_PAGE, "policy"))));
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
  if (wire_text_page_is_at_file (self))
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
wire_text_page_show_bytes (WireTextPage *self, const char *name, GBytes *bytes)
{
  gsize length = g_bytes_get_size (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (GBytes) shown =
      g_bytes_new_from_bytes (bytes, 0, wire_utf8_cut (data, length, WIRE_TEXT_SOURCE_MAX));

  g_return_if_fail (WIRE_IS_TEXT_PAGE (self));

  show_bytes (self, name, shown, length > WIRE_TEXT_SOURCE_MAX);
}

/* What the .ui connects to the input */
void
wire_text_page_bind_input (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, side_cb);
  gtk_widget_class_bind_template_callback (widget_class, codec_cb);
  gtk_widget_class_bind_template_callback (widget_class, policy_cb);
  gtk_widget_class_bind_template_callback (widget_class, notation_cb);
}

/* Reads what is written from now on. */
void
wire_text_page_take_input (WireTextPage *self)
{
  self->buffer = gtk_text_view_get_buffer (self->input);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (edited_cb), self);
}
