/* test-contrast.c: whether what is written can be read, in light, dark and high contrast
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <math.h>

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/wirecase-resources.h"

/* WCAG 2.1, success criteria 1.4.3 and 1.4.11: text, and what a picture needs to be understood. */
#define TEXT 4.5
#define MARK 3.0

#define CLASSES 3

/* With strokes that are straight. */
#define LETTERS "MIM"

/* As the pages use them: on the window itself, on cards, and in lists. */
static const char *const GROUNDS[] = { NULL, "card", "view" };
static const char *const WORDS[][CLASSES] = {
  { "heading" },
  { "dim-label" },
  { "dim-label", "caption" },
  { "caption" },
  { "error" },
  { "warning" },
  { "success" },
  { "accent" },
  { "caption", "error" },
  { "caption", "warning" },
  { "caption", "success" },
  { "dim-label", "numeric" },
};
/* Of plots, of who speaks on a stream, and of what is selected in bytes. */
static const char *const MARKS[] = { "accent_bg_color", "blue_3", "orange_4", "accent_color" };

static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const guint8 *bgra)
{
  return 0.2126 * linear (bgra[2] / 255.0) + 0.7152 * linear (bgra[1] / 255.0)
         + 0.0722 * linear (bgra[0] / 255.0);
}

static double
contrast (const guint8 *one, const guint8 *other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* Returns: (transfer full): the pixels of @window, four bytes each, blue first */
static guint8 *
photograph (GtkWidget *window, int *width, int *height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint8 *pixels;

  *width = gtk_widget_get_width (window);
  *height = gtk_widget_get_height (window);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), *width, *height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) *width, (float) *height));
  pixels = g_malloc ((gsize) *width * (gsize) *height * 4);
  gdk_texture_download (texture, pixels, (gsize) *width * 4);
  return pixels;
}

/* The strokes of large letters are as dark as a letter gets, whatever its edges are. */
static double
measure (GtkWidget *window, GtkWidget *label)
{
  int width, height;
  g_autofree guint8 *pixels = photograph (window, &width, &height);
  graphene_rect_t at;
  const guint8 *ground;
  double most = 1;

  g_assert_true (gtk_widget_compute_bounds (label, window, &at));
  ground = pixels
           + 4
                 * ((int) (at.origin.y + at.size.height / 2) * width
                    + (int) (at.origin.x + at.size.width / 2));
  for (int y = (int) at.origin.y; y < (int) (at.origin.y + at.size.height); y++)
    for (int x = (int) at.origin.x; x < (int) (at.origin.x + at.size.width); x++)
      most = MAX (most, contrast (pixels + 4 * (y * width + x), ground));
  return most;
}

static void
enlarge (GtkWidget *label)
{
  g_autoptr (PangoAttrList) large = pango_attr_list_new ();

  pango_attr_list_insert (large, pango_attr_scale_new (4));
  gtk_label_set_attributes (GTK_LABEL (label), large);
}

static GtkWidget *
make_label (const char *const *classes)
{
  GtkWidget *label = gtk_label_new (LETTERS);

  enlarge (label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  for (guint i = 0; i < CLASSES && classes[i]; i++)
    gtk_widget_add_css_class (label, classes[i]);
  return label;
}

static GtkWidget *
make_window (const char *ground, GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 100);
  if (ground)
    gtk_widget_add_css_class (box, ground);
  gtk_box_append (GTK_BOX (box), child);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  widget_fixture_draw (window);
  return window;
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
check_words (const char *const *classes, const char *ground)
{
  g_autofree char *name = g_strjoinv (
      ".", (char **) (const char *[]){ classes[0], classes[1] ? classes[1] : "", NULL });
  GtkWidget *label = make_label (classes);
  GtkWidget *window = make_window (ground, label);
  double found = measure (window, label);

  g_test_message ("%s on %s: %.2f", name, ground ? ground : "window", found);
  if (found < TEXT)
    g_test_fail ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_words (gconstpointer dark)
{
  set_dark (GPOINTER_TO_INT (dark));
  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (GROUNDS); k++)
      check_words (WORDS[i], GROUNDS[k]);
}

static GtkWidget *
make_table (void)
{
  GListModel *rows = G_LIST_MODEL (g_list_store_new (G_TYPE_OBJECT));
  GtkColumnView *table =
      GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (rows))));
  g_autoptr (GtkColumnViewColumn) column =
      gtk_column_view_column_new (LETTERS, gtk_signal_list_item_factory_new ());

  gtk_column_view_append_column (table, column);
  return GTK_WIDGET (table);
}

static GtkWidget *
make_row (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), g_object_new (ADW_TYPE_ACTION_ROW, "title", "Title",
                                                          "subtitle", LETTERS, NULL));
  return list;
}

static GtkWidget *
make_entry (void)
{
  return g_object_new (GTK_TYPE_ENTRY, "placeholder-text", LETTERS, NULL);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), LETTERS))
    return widget;
  for (widget = gtk_widget_get_first_child (widget); widget && !found;
       widget = gtk_widget_get_next_sibling (widget))
    found = find_label (widget);
  return found;
}

/* What GTK and libadwaita write in a manner of their own: column heads, subtitles, placeholders. */
static void
test_parts (gconstpointer dark)
{
  static GtkWidget *(*const MAKE[]) (void) = { make_table, make_row, make_entry };

  set_dark (GPOINTER_TO_INT (dark));
  for (gsize i = 0; i < G_N_ELEMENTS (MAKE); i++)
    {
      GtkWidget *part = MAKE[i]();
      GtkWidget *window = make_window (NULL, part);
      GtkWidget *label = find_label (part);
      double found;

      enlarge (label);
      widget_fixture_draw (window);
      found = measure (window, label);
      g_test_message ("in %s: %.2f", G_OBJECT_TYPE_NAME (part), found);
      g_assert_cmpfloat (found, >=, TEXT);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
to_bytes (const GdkRGBA *color, guint8 *bgra)
{
  bgra[0] = (guint8) (color->blue * 255);
  bgra[1] = (guint8) (color->green * 255);
  bgra[2] = (guint8) (color->red * 255);
}

static void
test_marks (gconstpointer dark)
{
  static const char *const NAMES[] = { "window_bg_color", "view_bg_color" };
  GtkWidget *window;
  GtkStyleContext *style;

  set_dark (GPOINTER_TO_INT (dark));
  window = make_window (NULL, gtk_label_new (""));
  style = gtk_widget_get_style_context (window);
  for (gsize i = 0; i < G_N_ELEMENTS (MARKS); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (NAMES); k++)
      {
        GdkRGBA mark, ground;
        guint8 marked[4], below[4];
        double found;

        g_assert_true (gtk_style_context_lookup_color (style, MARKS[i], &mark));
        g_assert_true (gtk_style_context_lookup_color (style, NAMES[k], &ground));
        to_bytes (&mark, marked);
        to_bytes (&ground, below);
        found = contrast (marked, below);
        g_test_message ("%s on %s: %.2f", MARKS[i], NAMES[k], found);
        if (found < MARK)
          g_test_fail ();
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.wirecase.Contrast", G_APPLICATION_NON_UNIQUE);

  gtk_test_init (&argc, &argv, NULL);
  g_resources_register (wirecase_get_resource ());
  g_application_set_resource_base_path (G_APPLICATION (application),
                                        "/io/github/wirecase/Wirecase");
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  /* Colours are there at once. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_data_func ("/contrast/light/words", GINT_TO_POINTER (FALSE), test_words);
  g_test_add_data_func ("/contrast/light/parts", GINT_TO_POINTER (FALSE), test_parts);
  g_test_add_data_func ("/contrast/light/marks", GINT_TO_POINTER (FALSE), test_marks);
  g_test_add_data_func ("/contrast/dark/words", GINT_TO_POINTER (TRUE), test_words);
  g_test_add_data_func ("/contrast/dark/parts", GINT_TO_POINTER (TRUE), test_parts);
  g_test_add_data_func ("/contrast/dark/marks", GINT_TO_POINTER (TRUE), test_marks);
  return g_test_run ();
}
