/* wire-preferences-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-preferences-window.h"

#include "ui/hashsets/wire-digest-setting.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/memory/wire-settings.h"

#include <glib/gi18n.h>

/**
 * WirePreferencesWindow:
 *
 * Shows and changes the settings, which must be kept: see wire_settings_get(). Everything holds at
 * once but the digests, which hold when the window closes, since rows of the Files page are
 * examined again for them. Main thread only.
 */
struct _WirePreferencesWindow
{
  AdwWindow parent_instance;

  WireDigestMask mask;

  AdwComboRow *time;
  AdwExpanderRow *digests;
  GPtrArray *checks; /* of GtkCheckButton, as in WireDigestAlgorithm */
  AdwActionRow *hash_sets;
  GtkWidget *reset;
  GtkSpinButton *stream_memory;
  GtkSpinButton *unpack_limit;
  GtkSpinButton *unpack_ratio;
  GtkSpinButton *total_memory;
  GtkSpinButton *http_memory;
  GtkSpinButton *port;
  GtkSpinButton *buffer;
  AdwComboRow *reply_kind;
  AdwEntryRow *reply;
};

/* The rows of how the server replies begin with those for which that has to be said. */
#define REPLY_HEX 1

G_DEFINE_FINAL_TYPE (WirePreferencesWindow, wire_preferences_window, ADW_TYPE_WINDOW)

/* An echo, or no reply, has no words of its own. */
static void
reply_kind_cb (WirePreferencesWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reply),
                          adw_combo_row_get_selected (self->reply_kind) <= REPLY_HEX);
}

/* Digests */

static char *
name_digests (WireDigestMask mask)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              wire_digest_get_info (i)->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* One is left at least: it cannot be let go. */
static void
show_digests (WirePreferencesWindow *self)
{
  g_autofree char *names = name_digests (self->mask);
  gboolean several = (self->mask & (self->mask - 1)) != 0;

  adw_expander_row_set_subtitle (self->digests, names);
  for (guint i = 0; i < self->checks->len; i++)
    gtk_widget_set_sensitive (self->checks->pdata[i],
                              several || !(self->mask & WIRE_DIGEST_BIT (i)));
}

static void
digest_toggled_cb (WirePreferencesWindow *self)
{
  self->mask = 0;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      self->mask |= WIRE_DIGEST_BIT (i);
  show_digests (self);
}

static void
add_digest (WirePreferencesWindow *self, WireDigestAlgorithm algorithm)
{
  const char *name = wire_digest_get_info (algorithm)->name;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               (self->mask & WIRE_DIGEST_BIT (algorithm)) != 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->digests, row);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (digest_toggled_cb), self);
}

/* The file with the hash sets. Databases keep journals next to them, which a portal only lets into
 * a folder that was chosen whole: so a folder is chosen, and not a file. */

static void
show_hash_sets (WirePreferencesWindow *self)
{
  g_autofree char *setting = g_settings_get_string (wire_settings_get (), "hash-sets");
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;

  g_object_get (wire_hash_set_store_get_default (), "path", &path, NULL);
  words = g_markup_escape_text (path, -1);
  adw_action_row_set_subtitle (self->hash_sets, words);
  gtk_widget_set_sensitive (self->reset, *setting != '\0');
}

typedef struct
{
  WirePreferencesWindow *window;
  char *setting;
} Moving;

static void
moved_cb (WireJob *job, gpointer data)
{
  Moving *moving = data;
  g_autoptr (WirePreferencesWindow) self = moving->window;
  const GError *error = wire_job_get_error (job);

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    g_settings_set_string (wire_settings_get (), "hash-sets", moving->setting);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED && gtk_widget_get_mapped (GTK_WIDGET (self)))
    wire_message_dialog_show (GTK_WINDOW (self), _ ("The Hash Sets Stay Where They Are"),
                              error->message);
  gtk_widget_set_sensitive (GTK_WIDGET (self->hash_sets), TRUE);
  show_hash_sets (self);
  g_free (moving->setting);
  g_free (moving);
}

/* The setting for the user's own path is empty, so that it goes with their data folder. */
static void
move_hash_sets (WirePreferencesWindow *self, const char *path, const char *setting)
{
  Moving *moving = g_new (Moving, 1);

  *moving = (Moving){ g_object_ref (self), g_strdup (setting) };
  gtk_widget_set_sensitive (GTK_WIDGET (self->hash_sets), FALSE);
  g_object_unref (
      wire_hash_set_store_move (wire_hash_set_store_get_default (), path, moved_cb, moving));
}

static void
folder_chosen_cb (GFile *folder, gpointer data)
{
  g_autofree char *usual = wire_hash_database_get_default_path ();
  g_autofree char *name = g_path_get_basename (usual);
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autofree char *path = g_file_get_path (file);

  if (path)
    move_hash_sets (WIRE_PREFERENCES_WINDOW (data), path, path);
}

static void
choose_hash_sets_cb (WirePreferencesWindow *self)
{
  wire_file_dialog_folder (GTK_WINDOW (self), _ ("Folder for Hash Sets"), folder_chosen_cb, self);
}

static void
reset_hash_sets_cb (WirePreferencesWindow *self)
{
  g_autofree char *usual = wire_hash_database_get_default_path ();

  move_hash_sets (self, usual, "");
}

/* Everything as it was at first, but for where hash sets are kept: that has a button of its own. */

static void
reset_digests (WirePreferencesWindow *self)
{
  WireDigestMask mask = wire_digest_setting_get ();

  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i], (mask & WIRE_DIGEST_BIT (i)) != 0);
}

static void
reset_response_cb (WirePreferencesWindow *self, const char *response)
{
  static const char *const KEYS[] = { "time-display", "digests",      "stream-memory",
                                      "server-port",  "reply-kind",   "total-stream-memory",
                                      "unpack-limit", "unpack-ratio", "receive-buffer",
                                      "http-memory",  "reply" };
  GSettings *settings = wire_settings_get ();

  if (!g_str_equal (response, "reset"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    g_settings_reset (settings, KEYS[i]);
  adw_combo_row_set_selected (self->time, (guint) g_settings_get_enum (settings, "time-display"));
  adw_combo_row_set_selected (self->reply_kind,
                              (guint) g_settings_get_enum (settings, "reply-kind"));
  reset_digests (self);
}

static void
reset_all_cb (WirePreferencesWindow *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Reset Preferences?"),
      _ ("All settings on these pages get their original values. Hash sets stay where they are.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "reset", _ ("_Reset"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "reset", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (reset_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
wire_preferences_window_unmap (GtkWidget *widget)
{
  wire_digest_setting_set (WIRE_PREFERENCES_WINDOW (widget)->mask);
  GTK_WIDGET_CLASS (wire_preferences_window_parent_class)->unmap (widget);
}

static void
wire_preferences_window_finalize (GObject *object)
{
  g_ptr_array_unref (WIRE_PREFERENCES_WINDOW (object)->checks);
  G_OBJECT_CLASS (wire_preferences_window_parent_class)->finalize (object);
}

static void
wire_preferences_window_class_init (WirePreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wire_preferences_window_finalize;
  widget_class->unmap = wire_preferences_window_unmap;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/window/wire-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, time);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, digests);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, hash_sets);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, reset);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, stream_memory);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, unpack_limit);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, unpack_ratio);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, total_memory);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, http_memory);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, port);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, buffer);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, reply_kind);
  gtk_widget_class_bind_template_child (widget_class, WirePreferencesWindow, reply);
  gtk_widget_class_bind_template_callback (widget_class, choose_hash_sets_cb);
  gtk_widget_class_bind_template_callback (widget_class, reply_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_hash_sets_cb);
}

static void
wire_preferences_window_init (WirePreferencesWindow *self)
{
  GSettings *settings = wire_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->mask = wire_digest_setting_get ();
  self->checks = g_ptr_array_new ();
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    add_digest (self, i);
  show_digests (self);
  show_hash_sets (self);
  wire_settings_bind_choice ("time-display", self->time);
  wire_settings_bind_choice ("reply-kind", self->reply_kind);
  g_settings_bind (settings, "unpack-limit", self->unpack_limit, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "unpack-ratio", self->unpack_ratio, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "stream-memory", self->stream_memory, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "http-memory", self->http_memory, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "total-stream-memory", self->total_memory, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "server-port", self->port, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "receive-buffer", self->buffer, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "reply", self->reply, "text", G_SETTINGS_BIND_DEFAULT);
}

/** Shows the settings over @parent; nothing where settings are not kept. */
void
wire_preferences_window_present (GtkWindow *parent)
{
  if (!wire_settings_get () || WIRE_IS_PREFERENCES_WINDOW (parent))
    return;
  gtk_window_present (
      g_object_new (WIRE_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE, NULL));
}
