/* wire-case-note-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-note-row.h"

#include "base/wire-printable.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* Lines of a note that its row shows; the rest is in its window. */
#define MAX_LINES 4

static char *
print_text (const char *text)
{
  return wire_printable (text, strlen (text));
}

/** Returns: (transfer none): what people call a colour; @colour itself where it is none of ours */
const char *
wire_case_colour_to_word (const char *colour)
{
  static const char *const WORDS[] = { N_ ("Red"),   N_ ("Orange"), N_ ("Yellow"),
                                       N_ ("Green"), N_ ("Blue"),   N_ ("Purple") };
  const char *const *keys = wire_case_get_colours ();

  for (gsize i = 0; keys[i]; i++)
    if (g_str_equal (keys[i], colour))
      return _ (WORDS[i]);
  return colour;
}

/* Returns: (transfer full): what the note is on, without the file */
static char *
name_place (const WireCaseNote *note)
{
  static const struct
  {
    const char *kind;
    const char *format;
  } KINDS[] = {
    { "packet", N_ ("Packet %s") },     { "flow", N_ ("Flow %s") },
    { "stream", N_ ("Stream %s") },     { "request", N_ ("Request %s") },
    { "transfer", N_ ("Transfer %s") }, { "host", N_ ("Host %s") },
  };
  g_autofree char *place = print_text (note->place);

  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (note->kind, KINDS[i].kind))
      {
        g_auto (GStrv) around = g_strsplit (_ (KINDS[i].format), "%s", 2);

        return g_strjoinv (place, around);
      }
  return g_strdup (g_str_equal (note->kind, "file") ? _ ("The file") : _ ("The case"));
}

/** Returns: (transfer full): what the note is on; @evidence: (nullable): the file of it */
char *
wire_case_note_get_place (const WireCaseNote *self, const WireCaseEvidence *evidence)
{
  g_autofree char *place = name_place (self);
  g_autofree char *name = evidence ? wire_printable_name (evidence->path) : NULL;
  g_autofree char *digest = self->sha256 ? g_strndup (self->sha256, 12) : NULL;

  if (name)
    return g_strdup_printf (_ ("%s · %s"), place, name);
  return digest ? g_strdup_printf (_ ("%s · of a file with SHA-256 %s…"), place, digest)
                : g_steal_pointer (&place);
}

/* Returns: (transfer full): the first lines of the text, or what a bookmark without one is */
static char *
get_title (const WireCaseNote *note)
{
  g_auto (GStrv) lines = g_strsplit (note->text, "\n", MAX_LINES + 1);
  GString *title = g_string_new (NULL);

  for (gsize i = 0; lines[i] && i < MAX_LINES; i++)
    {
      g_autofree char *line = print_text (lines[i]);

      g_string_append_printf (title, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (!*note->text)
    g_string_assign (title, _ ("Bookmark"));
  return g_string_free (title, FALSE);
}

static char *
get_subtitle (const WireCaseNote *note, const WireCaseEvidence *evidence, gboolean reachable)
{
  g_autofree char *place = wire_case_note_get_place (note, evidence);
  g_autofree char *tags = print_text (note->tags);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (note->time);
  g_autofree char *when = time ? g_date_time_format (time, "%F %H:%M") : g_strdup ("");
  GString *text = g_string_new (place);

  if (*tags)
    g_string_append_printf (text, " · %s", tags);
  g_string_append_printf (text, " · %s", when);
  if (!reachable)
    g_string_append_printf (text, "\n%s", _ ("Its file is not there, or is not what it was."));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_button (const char *icon, const char *label, const char *action, gint64 id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  return button;
}

/* A colour never speaks alone: its name is the tooltip, and what a screen reader says. */
static void
add_colour (AdwActionRow *row, const char *colour)
{
  GtkWidget *dot = gtk_image_new_from_icon_name ("user-bookmarks-symbolic");
  g_autofree char *class = g_strdup_printf ("case-%s", colour);

  gtk_widget_set_tooltip_text (dot, wire_case_colour_to_word (colour));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  wire_case_colour_to_word (colour), -1);
  if (g_strv_contains (wire_case_get_colours (), colour))
    gtk_widget_add_css_class (dot, class);
  adw_action_row_add_prefix (row, dot);
}

static void
add_mark (AdwActionRow *row, const char *mark)
{
  g_autofree char *text = print_text (mark);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, "caption-heading");
  adw_action_row_add_suffix (row, label);
}

/**
 * wire_case_note_row_new:
 * @self: a note
 * @evidence: (nullable): the file that it is about
 * @reachable: whether that is there, and what it was
 *
 * Returns: (transfer floating): a row that leads to the note's place, where there is a way
 */
GtkWidget *
wire_case_note_row_new (const WireCaseNote *self,
                        const WireCaseEvidence *evidence,
                        gboolean reachable)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = get_title (self);
  g_autofree char *subtitle = get_subtitle (self, evidence, reachable);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), MAX_LINES);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (*self->colour || *self->mark)
    add_colour (ADW_ACTION_ROW (row), self->colour);
  if (*self->mark)
    add_mark (ADW_ACTION_ROW (row), self->mark);
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      make_button ("document-edit-symbolic", _ ("Edit this note"), "case.edit-note", self->id));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      make_button ("user-trash-symbolic", _ ("Remove this note"), "case.remove-note", self->id));
  if (!reachable)
    gtk_widget_add_css_class (row, "case-lost");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), reachable && self->sha256 != NULL);
  if (reachable && self->sha256)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "case.go");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", self->id);
    }
  return row;
}
