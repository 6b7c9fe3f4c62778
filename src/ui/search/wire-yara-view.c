/* wire-yara-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-yara-view.h"

#include "base/wire-printable.h"
#include "ui/lists/wire-row-list.h"
#include "ui/memory/wire-pane-memory.h"
#include "ui/search/wire-search-course.h"
#include "ui/search/wire-yara-bytes.h"
#include "ui/search/wire-yara-kind.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-drop.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireYaraView:
 *
 * Takes files with rules, chosen or dropped, and runs them on everything that was transferred, or
 * on files. Shows what they match, and the strings among the bytes. Main thread only.
 */
struct _WireYaraView
{
  AdwBin parent_instance;

  WireSearchCourse course; /* its rows are WireYaraRows */
  GPtrArray *rules;        /* of paths, or NULL */
  GPtrArray *paths;        /* of files to look at, or NULL: the transfers */

  WireYaraBytes *bytes;
  GtkPaned *paned;
  GtkLabel *remarks;
};

G_DEFINE_FINAL_TYPE (WireYaraView, wire_yara_view, ADW_TYPE_BIN)

static WireYaraRows *
get_rows (WireYaraView *self)
{
  return (WireYaraRows *) self->course.rows;
}

static void
show_remarks (WireYaraView *self, const char *text)
{
  gtk_label_set_text (self->remarks, text);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), *text != '\0');
}

/* “a.yar”, or “3 files with rules” */
static char *
tell_rules (WireYaraView *self)
{
  g_autofree char *count = wire_figure_count (self->rules->len);
  g_autofree char *first = g_path_get_basename (g_ptr_array_index (self->rules, 0));

  if (self->rules->len == 1)
    return wire_printable_name (first);
  return g_strdup_printf (ngettext ("%s file with rules", "%s files with rules", self->rules->len),
                          count);
}

static void
say_found (WireYaraView *self)
{
  guint n = wire_yara_rows_get_length (get_rows (self));
  guint targets = wire_yara_rows_count_targets (get_rows (self));
  g_autofree char *rules = tell_rules (self);
  g_autofree char *count = wire_figure_count (n);
  g_autofree char *in = wire_figure_count (targets);
  g_autofree char *matches = g_strdup_printf (ngettext ("%s match", "%s matches", n), count);
  g_autofree char *problems = wire_yara_rows_tell_problems (get_rows (self));
  g_autofree char *looked_at =
      self->paths ? g_strdup_printf (ngettext ("in %s file", "in %s files", targets), in)
                  : g_strdup_printf (ngettext ("in %s transfer", "in %s transfers", targets), in);
  /* Translators: the name of a file with rules, “3 matches”, “in 7 transfers” */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s %s"), rules, matches, looked_at);

  wire_run_bar_say (self->course.bar, text);
  show_remarks (self, problems ? problems : "");
}

/* What belongs to rows that go. */
static void
forgotten_cb (GtkWidget *widget)
{
  WireYaraView *self = WIRE_YARA_VIEW (widget);

  show_remarks (self, "");
  gtk_widget_set_visible (GTK_WIDGET (self->bytes), FALSE);
}

static void
found_cb (WireJob *job, WireYaraRows *rows, GObject *owner)
{
  WireYaraView *self = WIRE_YARA_VIEW (owner);

  if (!wire_search_course_end (
          &self->course, job, (GObject *) rows,
          _ ("Not everything was looked at, so nothing is said of the matches.")))
    return;
  say_found (self);
  wire_table_view_set_source (self->course.table, G_OBJECT (rows));
}

static void
look (WireYaraView *self)
{
  const char *obstacle =
      self->paths ? NULL
                  : wire_search_course_find_obstacle (
                      &self->course, _ ("Open a capture first, or choose files to look at."));
  WireYaraQuestion question = { .rules = self->rules, .paths = self->paths };
  g_autofree char *name = NULL;

  wire_search_course_show_error (&self->course, self->rules ? obstacle : NULL);
  if (obstacle || !self->rules)
    return;
  if (!self->paths)
    {
      question.capture = wire_capture_session_get_capture (self->course.session);
      question.objects = wire_capture_session_get_objects (self->course.session);
    }
  name = tell_rules (self);
  wire_search_course_wait (&self->course, _ ("Running the Rules"), name);
  wire_search_course_begin (&self->course,
                            wire_yara_rows_start (&question, found_cb, G_OBJECT (self)));
  for (guint i = 0; i < self->rules->len; i++)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.used-in-case", "(s^ay)", "rules",
                                g_ptr_array_index (self->rules, i));
}

static void
selected_cb (WireYaraView *self)
{
  guint row = wire_table_view_get_selected (self->course.table);
  gboolean selected = row != WIRE_ROW_NONE && get_rows (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "yara.show-transfer",
                                 selected && wire_yara_rows_get_object (get_rows (self), row));
  gtk_widget_set_visible (GTK_WIDGET (self->bytes), selected);
  if (selected)
    wire_yara_bytes_show (self->bytes, get_rows (self), row);
}

static void
show_transfer_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireYaraView *self = WIRE_YARA_VIEW (widget);
  guint row = wire_table_view_get_selected (self->course.table);

  (void) name;
  (void) parameter;
  if (row != WIRE_ROW_NONE && get_rows (self) && wire_yara_rows_get_object (get_rows (self), row))
    gtk_widget_activate_action (widget, "capture.show-object", "u",
                                wire_yara_rows_get_target (get_rows (self), row));
}

static void
show_string_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint64 offset, length;

  (void) name;
  g_variant_get (parameter, "(tt)", &offset, &length);
  wire_yara_bytes_go_to (WIRE_YARA_VIEW (widget)->bytes, offset, length);
}

/* Choosing */

static void
rules_chosen_cb (GListModel *files, gpointer data)
{
  wire_yara_view_set_rules (WIRE_YARA_VIEW (data), files);
}

static void
paths_chosen_cb (GListModel *files, gpointer data)
{
  wire_yara_view_set_paths (WIRE_YARA_VIEW (data), files);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  (void) parameter;
  if (g_str_equal (name, "yara.choose-rules"))
    wire_file_dialog_open_files (window, _ ("Open Rules of YARA"), rules_chosen_cb, widget);
  else if (g_str_equal (name, "yara.choose-files"))
    wire_file_dialog_open_files (window, _ ("Files to Look At"), paths_chosen_cb, widget);
  else if (g_str_equal (name, "yara.choose-folders"))
    wire_file_dialog_open_folders (window, _ ("Folders to Look At"), paths_chosen_cb, widget);
  else
    wire_yara_view_set_paths (WIRE_YARA_VIEW (widget), NULL);
}

/* What is dropped is rules: files to look at are chosen. */
static void
dropped_cb (GSList *files, gpointer data)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (GSList *file = files; file; file = file->next)
    g_list_store_append (list, file->data);
  wire_yara_view_set_rules (WIRE_YARA_VIEW (data), G_LIST_MODEL (list));
}

static void
wire_yara_view_dispose (GObject *object)
{
  WireYaraView *self = WIRE_YARA_VIEW (object);

  wire_search_course_clear (&self->course);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  G_OBJECT_CLASS (wire_yara_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const CHOOSE[] = { "yara.choose-rules", "yara.choose-files",
                                        "yara.choose-folders", "yara.choose-transfers" };

  for (gsize i = 0; i < G_N_ELEMENTS (CHOOSE); i++)
    gtk_widget_class_install_action (widget_class, CHOOSE[i], NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "yara.show-transfer", NULL, show_transfer_cb);
  gtk_widget_class_install_action (widget_class, "yara.show-string", "(tt)", show_string_cb);
}

static void
wire_yara_view_class_init (WireYaraViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_yara_view_dispose;
  g_type_ensure (WIRE_TYPE_RUN_BAR);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_YARA_BYTES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/search/wire-yara-view.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "bar", FALSE,
                                             G_STRUCT_OFFSET (WireYaraView, course.bar));
  gtk_widget_class_bind_template_child (widget_class, WireYaraView, bytes);
  gtk_widget_class_bind_template_child_full (widget_class, "error", FALSE,
                                             G_STRUCT_OFFSET (WireYaraView, course.error));
  gtk_widget_class_bind_template_child (widget_class, WireYaraView, paned);
  gtk_widget_class_bind_template_child (widget_class, WireYaraView, remarks);
  gtk_widget_class_bind_template_child_full (widget_class, "stack", FALSE,
                                             G_STRUCT_OFFSET (WireYaraView, course.stack));
  install_actions (widget_class);
}

static void
wire_yara_view_init (WireYaraView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_search_course_init (&self->course, GTK_WIDGET (self),
                           WIRE_TABLE_VIEW (wire_table_view_new (&wire_yara_kind)));
  self->course.forgotten = forgotten_cb;
  gtk_paned_set_start_child (self->paned, GTK_WIDGET (self->course.table));
  wire_pane_memory_attach (self->paned, "yara-bytes-pane");
  g_signal_connect_swapped (self->course.table, "again", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->course.table, "notify::selected", G_CALLBACK (selected_cb), self);
  wire_file_drop_accept (GTK_WIDGET (self), dropped_cb, self);
  selected_cb (self);
}

static void
heard_again_cb (WireYaraView *self)
{
  if (!self->paths)
    wire_search_course_read_again (&self->course);
}

/** @session: (nullable): whose transfers to look at; what was found in another one goes */
void
wire_yara_view_set_session (WireYaraView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_YARA_VIEW (self));

  if (wire_search_course_set_session (&self->course, session, G_CALLBACK (heard_again_cb)))
    wire_table_view_set_session (self->course.table, self->paths ? NULL : session);
}

/* Returns: (transfer full) (nullable): the paths of @files; %NULL where one of them has none, and
 * that is then said */
static GPtrArray *
take_paths (WireYaraView *self, GListModel *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (!g_file_peek_path (file))
        {
          wire_search_course_show_error (&self->course,
                                         _ ("One of these files is not on this machine."));
          return NULL;
        }
      g_ptr_array_add (paths, g_file_get_path (file));
    }
  return g_steal_pointer (&paths);
}

/** Runs the rules that are in @files, of #GFile. */
void
wire_yara_view_set_rules (WireYaraView *self, GListModel *files)
{
  GPtrArray *paths;

  g_return_if_fail (WIRE_IS_YARA_VIEW (self));

  paths = take_paths (self, files);
  if (!paths || paths->len == 0)
    {
      g_clear_pointer (&paths, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = paths;
  look (self);
}

/** Looks at @files, and below folders, instead of transfers; @files: (nullable) of #GFile: %NULL
 * for the transfers */
void
wire_yara_view_set_paths (WireYaraView *self, GListModel *files)
{
  GPtrArray *paths;

  g_return_if_fail (WIRE_IS_YARA_VIEW (self));

  paths = files ? take_paths (self, files) : NULL;
  if (files && !paths)
    return;
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  self->paths = paths;
  wire_table_view_set_session (self->course.table, paths ? NULL : self->course.session);
  wire_search_course_forget (&self->course);
  gtk_stack_set_visible_child_name (self->course.stack, "begin");
  look (self);
}
