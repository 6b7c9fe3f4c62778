/* wire-case-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-rows.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "ui/widgets/wire-figures.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  return row;
}

static const char *
get_icon (WireCaseState state)
{
  return state == WIRE_CASE_SAME ? "emblem-ok-symbolic" : "dialog-warning-symbolic";
}

static void
add_state (AdwActionRow *row, WireCaseState state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (state));
  GtkWidget *word = gtk_label_new (wire_case_state_to_word (state));

  gtk_widget_add_css_class (box, state == WIRE_CASE_SAME    ? "success"
                                 : state == WIRE_CASE_MOVED ? "warning"
                                                            : "error");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  adw_action_row_add_suffix (row, box);
}

/* When the packets were sent, with the clock corrected. */
static void
append_contents (GString *text, const WireCaseEvidence *evidence)
{
  g_autofree char *count = wire_figure_count (evidence->packets);
  g_autofree char *packets = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gint64 from, to;

  /* Translators: %s is a number of packets, as it is written */
  packets = g_strdup_printf (
      ngettext ("%s packet", "%s packets", (gulong) MIN (evidence->packets, G_MAXULONG)), count);
  g_string_append_printf (text, "\n%s", packets);
  if (evidence->first == WIRE_TIME_NONE
      || __builtin_add_overflow (evidence->first, evidence->clock, &from)
      || __builtin_add_overflow (evidence->last, evidence->clock, &to))
    return;
  first = wire_figure_date (from);
  last = wire_figure_date (to);
  /* Translators: two times: of the first packet and of the last */
  g_string_append_printf (text, _ (", %s to %s"), first, last);
}

/* Both digests, where they differ, so that they can be held against each other. */
static char *
describe (const WireCaseEvidence *evidence, const WireCaseFinding *finding)
{
  g_autofree char *size = wire_figure_size (evidence->size);
  GString *text = g_string_new (NULL);

  g_string_printf (text, _ ("%s\nSHA-256 %s"), size, evidence->sha256);
  if (evidence->format)
    append_contents (text, evidence);
  if (finding && finding->state == WIRE_CASE_CHANGED && finding->sha256)
    g_string_append_printf (text, _ ("\nSHA-256 %s now"), finding->sha256);
  if (finding && finding->state == WIRE_CASE_MOVED && finding->path)
    {
      g_autofree char *path = wire_printable_name (finding->path);

      g_string_append_printf (text, _ ("\nNow at %s"), path);
    }
  if (evidence->clock)
    {
      g_autofree char *seconds = g_strdup_printf ("%+.3f", (double) evidence->clock / 1e9);

      g_string_append_printf (text, _ ("\nClock corrected by %s s"), seconds);
    }
  return g_string_free (text, FALSE);
}

static void
add_clock (AdwActionRow *row, gint64 id)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("preferences-system-time-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Correct the clock of this capture"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Correct the clock of this capture"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.set-clock");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  adw_action_row_add_suffix (row, button);
}

/**
 * wire_case_evidence_row_new:
 * @self: a file of a case
 * @finding: (nullable): what became of it; %NULL while that is not known
 *
 * Returns: (transfer floating): a row that opens the file, where it is there
 */
GtkWidget *
wire_case_evidence_row_new (const WireCaseEvidence *self, const WireCaseFinding *finding)
{
  g_autofree char *name = wire_printable_name (self->path);
  g_autofree char *subtitle = describe (self, finding);
  GtkWidget *row = make_row (name, subtitle);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 5);
  gtk_widget_add_css_class (row, "case-evidence");
  if (!finding)
    return row;
  add_state (ADW_ACTION_ROW (row), finding->state);
  if (self->format)
    add_clock (ADW_ACTION_ROW (row), self->id);
  if (finding->path)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "case.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", self->id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  return row;
}

static const char *
name_action (const char *action)
{
  static const struct
  {
    const char *key;
    const char *word;
  } ACTIONS[] = {
    { "made", N_ ("The case was made") },
    { "added", N_ ("Added") },
    { "opened", N_ ("Opened") },
    { "checked", N_ ("Checked") },
    { "reported", N_ ("Report written") },
    { "exported", N_ ("Exported") },
    { "hash-set", N_ ("Hash set used") },
    /* Translators: something was used to look at evidence: a hash set, rules, indicators */
    { "used", N_ ("Used") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (ACTIONS[i].key, action))
      return _ (ACTIONS[i].word);
  return action;
}

/** Returns: (transfer floating): a row that says what was done */
GtkWidget *
wire_case_deed_row_new (const WireCaseDeed *self)
{
  g_autofree char *subject = wire_printable_name (self->subject);
  g_autofree char *version = wire_printable (self->version, strlen (self->version));
  g_autofree char *word = wire_printable (self->action, strlen (self->action));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->time);
  g_autofree char *when = time ? g_date_time_format (time, "%F %T") : g_strdup ("");
  g_autofree char *title = NULL;
  g_autoptr (GString) subtitle = g_string_new (when);

  title = *subject ? g_strdup_printf ("%s: %s", name_action (word), subject)
                   : g_strdup (name_action (word));
  g_string_append_printf (subtitle, _ (" · Wirecase %s"), version);
  if (self->digest)
    {
      g_autofree char *digest = wire_printable (self->digest, strlen (self->digest));

      g_string_append_printf (subtitle, "\nSHA-256 %s", digest);
    }
  return make_row (title, subtitle->str);
}
