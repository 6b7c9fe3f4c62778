/* wire-case-note-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-note-window.h"

#include "ui/cases/wire-case-note-row.h"

#include <glib/gi18n.h>

/**
 * WireCaseNoteWindow:
 *
 * A note, and its word, colour and tags. What is written is kept half a second later, and when the
 * window is closed: there is nothing to save. Does not hold up other windows, so that what is
 * written about can be looked at. Main thread only.
 */
struct _WireCaseNoteWindow
{
  AdwWindow parent_instance;

  WireCaseStore *store;
  WireCaseNote *note; /* with number 0 until there is something to keep */
  guint saving;       /* timeout */

  GtkTextView *text;
  AdwWindowTitle *title;
  AdwEntryRow *mark;
  AdwComboRow *colour;
  AdwEntryRow *tags;
};

G_DEFINE_FINAL_TYPE (WireCaseNoteWindow, wire_case_note_window, ADW_TYPE_WINDOW)

/* Milliseconds from the last key to the disk. */
#define DELAY 400

static char *
get_text (WireCaseNoteWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
set_string (char **string, const char *to)
{
  char *copy = g_strdup (to);

  g_free (*string);
  *string = copy;
}

/* Returns: whether the note is another one now */
static gboolean
take (WireCaseNoteWindow *self)
{
  WireCaseNote *note = self->note;
  g_autofree char *text = get_text (self);
  guint at = adw_combo_row_get_selected (self->colour);
  const char *colour = at > 0 && at < 1 + g_strv_length ((char **) wire_case_get_colours ())
                           ? wire_case_get_colours ()[at - 1]
                           : "";
  const char *mark = gtk_editable_get_text (GTK_EDITABLE (self->mark));
  const char *tags = gtk_editable_get_text (GTK_EDITABLE (self->tags));

  if (g_str_equal (text, note->text) && g_str_equal (colour, note->colour)
      && g_str_equal (mark, note->mark) && g_str_equal (tags, note->tags))
    return FALSE;
  set_string (&note->text, text);
  set_string (&note->colour, colour);
  set_string (&note->mark, mark);
  set_string (&note->tags, tags);
  return TRUE;
}

static void
save (WireCaseNoteWindow *self)
{
  g_clear_handle_id (&self->saving, g_source_remove);
  if (!take (self))
    return;
  if (self->note->id)
    wire_case_store_edit_note (self->store, self->note);
  else
    wire_case_store_add_note (self->store, self->note);
}

static gboolean
save_cb (gpointer data)
{
  WireCaseNoteWindow *self = data;

  self->saving = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* The first key after a rest begins to wait, and later ones do not put it off. */
static void
changed_cb (WireCaseNoteWindow *self)
{
  if (self->note && self->saving == 0)
    self->saving = g_timeout_add (DELAY, save_cb, self);
}

static gboolean
close_cb (GtkWindow *window)
{
  save (WIRE_CASE_NOTE_WINDOW (window));
  return GTK_WINDOW_CLASS (wire_case_note_window_parent_class)->close_request (window);
}

static void
wire_case_note_window_dispose (GObject *object)
{
  WireCaseNoteWindow *self = WIRE_CASE_NOTE_WINDOW (object);

  if (self->saving)
    save (self);
  g_clear_pointer (&self->note, wire_case_note_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (wire_case_note_window_parent_class)->dispose (object);
}

static void
wire_case_note_window_class_init (WireCaseNoteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_case_note_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_cb;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/cases/wire-case-note-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WireCaseNoteWindow, text);
  gtk_widget_class_bind_template_child (widget_class, WireCaseNoteWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WireCaseNoteWindow, mark);
  gtk_widget_class_bind_template_child (widget_class, WireCaseNoteWindow, colour);
  gtk_widget_class_bind_template_child (widget_class, WireCaseNoteWindow, tags);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
wire_case_note_window_init (WireCaseNoteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_colours (WireCaseNoteWindow *self)
{
  const char *const *keys = wire_case_get_colours ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (words, _ ("None"));
  for (guint i = 0; keys[i]; i++)
    {
      gtk_string_list_append (words, wire_case_colour_to_word (keys[i]));
      if (g_str_equal (keys[i], self->note->colour))
        selected = i + 1;
    }
  adw_combo_row_set_model (self->colour, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->colour, selected);
}

static void
fill (WireCaseNoteWindow *self, WireCaseNote *note)
{
  g_autofree char *place =
      wire_case_note_get_place (note, wire_case_store_find_evidence (self->store, note->sha256));
  g_autofree char *name = wire_case_store_get_name (self->store);

  adw_window_title_set_title (self->title, place);
  adw_window_title_set_subtitle (self->title, name);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), note->text, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->mark), note->mark);
  gtk_editable_set_text (GTK_EDITABLE (self->tags), note->tags);
  self->note = note;
  fill_colours (self);
  g_clear_handle_id (&self->saving, g_source_remove);
}

/**
 * wire_case_note_window_present:
 * @parent: what the window belongs to
 * @store: the case
 * @note: (transfer full): all texts set; with the number 0 where it is a new one
 */
void
wire_case_note_window_present (GtkWindow *parent, WireCaseStore *store, WireCaseNote *note)
{
  WireCaseNoteWindow *self = g_object_new (WIRE_TYPE_CASE_NOTE_WINDOW, "transient-for", parent,
                                           "destroy-with-parent", TRUE, NULL);

  self->store = g_object_ref (store);
  fill (self, note);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
