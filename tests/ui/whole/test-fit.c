/* test-fit.c FOLDER: whether large text and narrow windows show everything there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/window/wire-application.h"
#include "ui/capture/wire-capture-page.h"
#include "ui/files/wire-files-page.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/search/wire-run-bar.h"
#include "ui/search/wire-search-page.h"
#include "ui/tables/wire-table-view.h"
#include "ui/window/wire-preferences-window.h"
#include "ui/text/wire-text-page.h"
#include "ui/saving/wire-copy-window.h"
#include "ui/window/wire-window.h"

/* What a desktop's text scaling comes to: GtkSettings has it in 1024ths of a dot an inch. */
#define DPI 96
#define DPI_UNIT 1024

#define WIDTH 500
#define HEIGHT 600

/* What GTK draws around a window by itself where nothing composes shadows. */
#define BORDER 10

/* Rounding of what is measured and of what is allocated. */
#define SLACK 1.5f

typedef struct
{
  int scale; /* of text, in percent */
  GtkTextDirection direction;
  gboolean dark;
} Conditions;

typedef struct
{
  GtkWidget *window;
  const char *where; /* page or dialog, for messages */
} Look;

static GtkApplication *application;
static const char *data_folder;

/* Frames and idle sources, until nothing is left to be laid out. */
static void
settle (GtkWidget *window)
{
  widget_fixture_draw (window);
  do
    widget_fixture_draw (window);
  while (g_main_context_pending (NULL));
}

/* For people: the window as it looks, where WIRECASE_PICTURES names a folder. */
static void
photograph (const Look *look)
{
  const char *folder = g_getenv ("WIRECASE_PICTURES");
  int width = gtk_widget_get_width (look->window), height = gtk_widget_get_height (look->window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (look->window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *name =
      g_strdelimit (g_strconcat (g_test_get_path (), "-", look->where, ".png", NULL), "/", '-');
  g_autofree char *path = folder ? g_build_filename (folder, name + 1, NULL) : NULL;
  GtkSnapshot *snapshot;

  if (!path)
    return;
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (!node)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (look->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_save_to_png (texture, path);
}

static void
complain (const Look *look, GtkWidget *widget, const char *text, const char *what)
{
  GString *path = g_string_new (NULL);

  for (GtkWidget *w = widget; w && w != look->window; w = gtk_widget_get_parent (w))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (w), "Wire"))
      g_string_append_printf (path, " in %s", G_OBJECT_TYPE_NAME (w));
  g_test_message ("%s: %s “%s”%s %s", look->where, G_OBJECT_TYPE_NAME (widget), text ? text : "",
                  path->str, what);
  g_string_free (path, TRUE);
  g_test_fail ();
}

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget && !GTK_IS_ROOT (widget); widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* What is shortened says the whole elsewhere; what is not has the room that it asks for. */
static void
check_label (const Look *look, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout) && !has_tooltip (widget))
    complain (look, widget, gtk_label_get_text (label), "is shortened and has no tooltip");
  if ((float) width > (float) gtk_widget_get_width (widget) + SLACK
      || (float) height > (float) gtk_widget_get_height (widget) + SLACK)
    complain (look, widget, gtk_label_get_text (label), "is cut");
}

static void
check_inscription (const Look *look, GtkWidget *inscription)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (inscription));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (inscription, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) height > (float) gtk_widget_get_height (inscription) + SLACK)
    complain (look, inscription, text, "is cut");
  if ((float) width > (float) gtk_widget_get_width (inscription) + SLACK
      && !has_tooltip (inscription))
    complain (look, inscription, text, "is shortened and has no tooltip");
}

static gboolean
check_place (const Look *look, GtkWidget *widget, const graphene_rect_t *reach)
{
  graphene_rect_t at;

  if (!gtk_widget_compute_bounds (widget, look->window, &at) || at.size.width <= 0)
    return TRUE;
  if (at.origin.x < reach->origin.x - SLACK || at.origin.y < reach->origin.y - SLACK
      || at.origin.x + at.size.width > reach->origin.x + reach->size.width + SLACK
      || at.origin.y + at.size.height > reach->origin.y + reach->size.height + SLACK)
    {
      g_autofree char *what =
          g_strdup_printf ("cannot be reached: %.0f, %.0f, %.0f × %.0f", (double) at.origin.x,
                           (double) at.origin.y, (double) at.size.width, (double) at.size.height);

      complain (look, widget,
                GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL, what);
      return FALSE;
    }
  return TRUE;
}

/* What scrolls is reached wherever it stands, in the directions in which it scrolls. */
static graphene_rect_t
get_reach (GtkWidget *widget, const graphene_rect_t *reach)
{
  graphene_rect_t result = *reach;
  GtkPolicyType across, down;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return result;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
  if (across != GTK_POLICY_NEVER)
    {
      result.origin.x = -1e6f;
      result.size.width = 2e6f;
    }
  if (down != GTK_POLICY_NEVER)
    {
      result.origin.y = -1e6f;
      result.size.height = 2e6f;
    }
  return result;
}

static void
check (const Look *look, GtkWidget *widget, const graphene_rect_t *reach)
{
  graphene_rect_t within = get_reach (widget, reach);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child) || GTK_IS_NATIVE (child) || GTK_IS_SCROLLBAR (child))
        continue;
      if (gtk_widget_get_height (child) <= 0) /* closed, or a row that comes with the next frame */
        continue;
      if (!check_place (look, child, &within))
        continue;
      if (GTK_IS_LABEL (child) && !GTK_IS_TEXT (widget)) /* a placeholder makes room for words */
        check_label (look, GTK_LABEL (child));
      else if (GTK_IS_INSCRIPTION (child))
        check_inscription (look, child);
      check (look, child, &within);
    }
}

static void
look_at (GtkWidget *window, const char *where)
{
  Look look = { window, where };
  graphene_rect_t reach;

  settle (window);
  photograph (&look);
  reach = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (window),
                              (float) gtk_widget_get_height (window));
  g_test_message ("%s: %.0f × %.0f", where, (double) reach.size.width, (double) reach.size.height);
  if (GTK_IS_WINDOW (window)
      && !GTK_IS_SHORTCUTS_WINDOW (window) /* GTK's own; as wide as it likes */
      && (reach.size.width > WIDTH + SLACK || reach.size.height > HEIGHT + SLACK))
    complain (&look, window, gtk_window_get_title (GTK_WINDOW (window)),
              "does not become so small");
  check (&look, window, &reach);
}

/* Selects the first row of every list there is, so that the panes beside them have something to
 * show. */
static void
select_first_rows (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (widget));

      if (model && g_list_model_get_n_items (G_LIST_MODEL (model)))
        gtk_selection_model_select_item (model, 0, TRUE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    select_first_rows (child);
}

static GtkWidget *
get_window (GType type)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
wait_for_session (GtkWidget *window)
{
  GtkWidget *view = widget_fixture_find (window, WIRE_TYPE_PACKET_VIEW, 0);
  g_autoptr (WireCaptureSession) session = NULL;

  g_object_get (view, "session", &session, NULL);
  while (wire_capture_session_get_job (session) || wire_capture_session_get_busy (session)
         || !wire_capture_session_get_view (session))
    g_main_context_iteration (NULL, TRUE);
}

/* Before anything is looked for, and with rows and details. */
static void
look_at_tabs_of_search (GtkWidget *window)
{
  GtkWidget *page = widget_fixture_find (window, WIRE_TYPE_SEARCH_PAGE, 0);
  GtkStack *stack =
      GTK_STACK (gtk_widget_get_template_child (page, WIRE_TYPE_SEARCH_PAGE, "stack"));
  WireIndicatorView *indicators =
      WIRE_INDICATOR_VIEW (widget_fixture_find (page, WIRE_TYPE_INDICATOR_VIEW, 0));

  gtk_stack_set_visible_child_name (stack, "yara");
  look_at (window, "search-yara");
  gtk_stack_set_visible_child_name (stack, "indicators");
  look_at (window, "search-indicators");
  wire_indicator_view_take_text (indicators, "146.176.164.91\n10.0.0.0/8\nnothing.test\n");
  while (gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (
      widget_fixture_find (GTK_WIDGET (indicators), WIRE_TYPE_RUN_BAR, 0), WIRE_TYPE_RUN_BAR,
      "stop"))))
    g_main_context_iteration (NULL, TRUE);
  settle (window);
  wire_table_view_select (
      WIRE_TABLE_VIEW (widget_fixture_find (GTK_WIDGET (indicators), WIRE_TYPE_TABLE_VIEW, 0)), 0);
  settle (window);
  look_at (window, "search-indicators-seen");
  gtk_stack_set_visible_child_name (stack, "text");
}

static void
look_at_search (GtkWidget *window)
{
  GtkWidget *view, *entry, *table;

  gtk_widget_activate_action (window, "win.search-everything", NULL);
  look_at (window, "search-empty");
  look_at_tabs_of_search (window);
  view = widget_fixture_find (window, WIRE_TYPE_SEARCH_VIEW, 0);
  entry = widget_fixture_find (view, GTK_TYPE_ENTRY, 0);
  table = widget_fixture_find (view, GTK_TYPE_COLUMN_VIEW, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "gif");
  g_signal_emit_by_name (entry, "activate");
  while (!gtk_widget_get_mapped (table))
    g_main_context_iteration (NULL, TRUE);
  settle (window);
  look_at (window, "search");
  gtk_widget_activate_action (view, "search.back", NULL);
}

static void
look_at_views (GtkWidget *window)
{
  static const char *const VIEWS[] = { "overview", "packets", "flows", "http", "downloads", "tls" };

  for (gsize i = 0; i < G_N_ELEMENTS (VIEWS); i++)
    {
      gtk_widget_activate_action (window, "win.show-view", "s", VIEWS[i]);
      settle (window);
      select_first_rows (window);
      look_at (window, VIEWS[i]);
    }
  gtk_widget_activate_action (window, "win.show-view", "s", "flows");
  gtk_widget_activate_action (window, "win.follow-stream", NULL);
  look_at (window, "stream");
  look_at_search (window);
}

static void
look_at_files (GtkWidget *window)
{
  WireFilesPage *page = WIRE_FILES_PAGE (widget_fixture_find (window, WIRE_TYPE_FILES_PAGE, 0));
  g_autofree char *sample = g_build_filename (data_folder, "samples", "sample.pcap", NULL);
  g_autofree char *table = g_build_filename (data_folder, "signatures", "signatures.tsv", NULL);
  GtkColumnView *view =
      GTK_COLUMN_VIEW (widget_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW, 0));

  gtk_widget_activate_action (window, "win.show-page", "s", "files");
  look_at (window, "files-empty");
  wire_files_page_add (page, (const char *[]){ sample, table, NULL });
  while (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))) < 2)
    g_main_context_iteration (NULL, TRUE);
  settle (window);
  select_first_rows (window);
  look_at (window, "files");
}

static void
look_at_text (GtkWidget *window)
{
  static const char WORDS[] = "caf\xc3\xa9 Gr\xc3\xbc\xc3\x9f"
                              "e 146.176.164.91";
  g_autoptr (GBytes) bytes = g_bytes_new_static (WORDS, sizeof WORDS - 1);

  gtk_widget_activate_action (window, "win.show-page", "s", "text");
  look_at (window, "text-empty");
  wire_text_page_show_bytes (WIRE_TEXT_PAGE (widget_fixture_find (window, WIRE_TYPE_TEXT_PAGE, 0)),
                             "cafe.txt", bytes);
  look_at (window, "text");
}

static void
look_at_dialog (GtkWidget *window, const char *action, GType type, const char *where)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (window, action, NULL);
  while (!(dialog = get_window (type)))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH + BORDER, HEIGHT + BORDER);
  look_at (dialog, where);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle (window);
}

/* Has what scrolls bring @widget into sight: a popover is where its button is. */
static gboolean
is_in_sight (GtkWidget *window, GtkWidget *widget)
{
  graphene_rect_t at;

  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  settle (window);
  return gtk_widget_compute_bounds (widget, window, &at)
         && at.origin.y + at.size.height <= (float) gtk_widget_get_height (window);
}

static void
look_at_popovers (GtkWidget *window, GtkWidget *widget, const char *page, guint *n)
{
  if (GTK_IS_POPOVER (widget) && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget))
      && gtk_widget_get_mapped (gtk_widget_get_parent (widget))
      && gtk_widget_is_sensitive (gtk_widget_get_parent (widget))
      && is_in_sight (window, gtk_widget_get_parent (widget)))
    {
      g_autofree char *where = g_strdup_printf ("%s-popover-%u", page, ++*n);

      gtk_popover_popup (GTK_POPOVER (widget));
      settle (window);
      look_at (widget, where);
      gtk_popover_popdown (GTK_POPOVER (widget));
      settle (window);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    look_at_popovers (window, child, page, n);
}

static void
look_at_everything (GtkWidget *window)
{
  static const char *const PAGES[] = { "captures", "files", "sockets", "text" };

  look_at_views (window);
  look_at_files (window);
  gtk_widget_activate_action (window, "win.show-page", "s", "sockets");
  look_at (window, "sockets");
  look_at_text (window);
  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    {
      guint n = 0;

      gtk_widget_activate_action (window, "win.show-page", "s", PAGES[i]);
      settle (window);
      look_at_popovers (window, window, PAGES[i], &n);
    }
  look_at_dialog (window, "win.go-to-packet", ADW_TYPE_MESSAGE_DIALOG, "go-to-packet");
  look_at_dialog (window, "win.split", WIRE_TYPE_COPY_WINDOW, "split");
  look_at_dialog (window, "win.merge", WIRE_TYPE_COPY_WINDOW, "merge");
  look_at_dialog (window, "win.anonymise", WIRE_TYPE_COPY_WINDOW, "anonymise");
  look_at_dialog (window, "app.preferences", WIRE_TYPE_PREFERENCES_WINDOW, "preferences");
  look_at_dialog (window, "win.show-help-overlay", GTK_TYPE_SHORTCUTS_WINDOW, "shortcuts");
  look_at_dialog (window, "app.about", ADW_TYPE_ABOUT_WINDOW, "about");
}

static void
set_conditions (const Conditions *conditions)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                DPI * DPI_UNIT * conditions->scale / 100, "gtk-font-name", "Cantarell 11",
                "gtk-enable-animations", FALSE, NULL);
  gtk_widget_set_default_direction (conditions->direction);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      conditions->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                       : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
test_fit (gconstpointer data)
{
  g_autofree char *path = g_build_filename (data_folder, "samples", "sample.pcap", NULL);
  g_autoptr (GFile) sample = g_file_new_for_path (path);
  GtkWidget *window;

  set_conditions (data);
  window = GTK_WIDGET (wire_window_new (application));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH + BORDER, HEIGHT + BORDER);
  gtk_window_present (GTK_WINDOW (window));
  look_at (window, "empty");
  wire_window_open (WIRE_WINDOW (window), sample);
  wait_for_session (window);
  look_at_everything (window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window)
    g_main_context_iteration (NULL, TRUE);
}

static const Conditions NORMAL = { 100, GTK_TEXT_DIR_LTR, FALSE };
static const Conditions LARGER = { 150, GTK_TEXT_DIR_LTR, TRUE };
static const Conditions LARGEST = { 200, GTK_TEXT_DIR_LTR, FALSE };
static const Conditions RIGHT_TO_LEFT = { 100, GTK_TEXT_DIR_RTL, FALSE };

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  widget_fixture_init (&argc, &argv);
  /* GTK 4.8 and libadwaita 1.2 complain while the switcher of pages moves to the foot, and while
   * popovers go that the pointer is in: what is looked at here is where things are. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  g_assert_cmpint (argc, ==, 2);
  data_folder = argv[1];
  application = GTK_APPLICATION (wire_application_new ());
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add_data_func ("/fit/100", &NORMAL, test_fit);
  g_test_add_data_func ("/fit/150", &LARGER, test_fit);
  g_test_add_data_func ("/fit/200", &LARGEST, test_fit);
  g_test_add_data_func ("/fit/right-to-left", &RIGHT_TO_LEFT, test_fit);
  return g_test_run ();
}
