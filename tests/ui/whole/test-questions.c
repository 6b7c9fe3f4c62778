/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/evidence/evidence-fixture.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/downloads/wire-download-view.h"
#include "ui/evidence/wire-evidence-lessons.h"
#include "ui/evidence/wire-evidence-pane.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/sockets/wire-sockets-page.h"
#include "ui/text/wire-text-page.h"
#include "ui/widgets/wire-info-button.h"

#include <string.h>

/* Every question of the lab has its answer where docs/lab-questions.md says. */

#define QUESTIONS 51

static const char *source_root;

typedef struct
{
  char *page;
  char *how;
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->page);
  g_free (row->how);
  g_free (row);
}

static GPtrArray *
read_rows (void)
{
  g_autofree char *path = g_build_filename (source_root, "docs", "lab-questions.md", NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], " | ", -1);
      Row *row;

      if (!g_str_has_prefix (lines[i], "| ") || !g_ascii_isdigit (lines[i][2]))
        continue;
      g_assert_cmpuint (g_strv_length (cells), ==, 5);
      g_assert_cmpuint (g_ascii_strtoull (lines[i] + 2, NULL, 10), ==, rows->len + 1);
      row = g_new0 (Row, 1);
      row->page = g_strdup (cells[2]);
      row->how = g_strndup (cells[4], strlen (cells[4]) - strlen (" |"));
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
test_all_are_there (void)
{
  g_autoptr (GPtrArray) rows = read_rows ();

  g_assert_cmpuint (rows->len, ==, QUESTIONS);
}

/* Returns: (transfer full) (nullable): the function @name of a script, up to the next one */
static char *
cut_function (const char *script, const char *name)
{
  g_autofree char *head = g_strdup_printf ("    def %s(", name);
  const char *begin = strstr (script, head);
  const char *end = begin ? strstr (begin + 1, "\n    def ") : NULL;

  return begin ? g_strndup (begin, end ? (gsize) (end - begin) : strlen (begin)) : NULL;
}

/* What another test reads in a running window is in that test, word by word. */
static void
test_others (void)
{
  g_autoptr (GPtrArray) rows = read_rows ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      const char *answer = strstr (row->how, ".py ");
      g_autofree char *path = NULL;
      g_autofree char *whole = NULL;
      g_autofree char *name = NULL;
      g_autofree char *script = NULL;
      g_autofree char *function = NULL;

      if (!g_str_has_prefix (row->how, "test: "))
        continue;
      g_test_message ("%u: %s", i + 1, row->how);
      g_assert_nonnull (answer);
      path = g_strndup (row->how + strlen ("test: "),
                        (gsize) (answer + strlen (".py") - row->how - (int) strlen ("test: ")));
      name = g_strndup (answer + strlen (".py "), strcspn (answer + strlen (".py "), ":"));
      answer = strstr (answer, ": ");
      g_assert_nonnull (answer);
      whole = g_build_filename (source_root, path, NULL);
      g_assert_true (g_file_get_contents (whole, &script, NULL, NULL));
      function = cut_function (script, name);
      g_assert_nonnull (function);
      g_assert_nonnull (strstr (function, answer + strlen (": ")));
    }
}

static WireInfoButton *
find_lesson (GtkWidget *root, const char *key)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *button = widget_fixture_find (root, WIRE_TYPE_INFO_BUTTON, i);

      if (!button)
        return NULL;
      if (g_str_equal (wire_info_button_get_lesson (WIRE_INFO_BUTTON (button))->key, key))
        return WIRE_INFO_BUTTON (button);
    }
}

/* Whether a label below @root, popovers included, has @text in it. */
static gboolean
says (GtkWidget *root, const char *text)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *label = widget_fixture_find (root, GTK_TYPE_LABEL, i);

      if (!label)
        return FALSE;
      if (strstr (gtk_label_get_text (GTK_LABEL (label)), text))
        return TRUE;
    }
}

/* Opens each lesson of @page that has one, and reads the answer in it. */
static void
read_lessons (GtkWidget *widget, const char *page)
{
  g_autoptr (GPtrArray) rows = read_rows ();
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      g_autofree char *key = NULL;
      const char *colon;
      WireInfoButton *button;

      if (!g_str_has_prefix (row->how, "? ") || !g_str_equal (row->page, page))
        continue;
      colon = strstr (row->how, ": ");
      g_assert_nonnull (colon);
      key = g_strndup (row->how + 2, (gsize) (colon - row->how - 2));
      g_test_message ("%u: %s", i + 1, row->how);
      button = find_lesson (widget, key);
      g_assert_nonnull (button);
      n++;
      g_assert_nonnull (strstr (wire_info_button_get_lesson (button)->text, colon + 2));
      if (!gtk_widget_get_mapped (GTK_WIDGET (button)))
        continue;
      wire_info_button_open (button);
      g_assert_true (says (GTK_WIDGET (button), colon + 2));
    }
  g_assert_cmpuint (n, >, 0);
}

static void
test_packets (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  read_lessons (fixture->widget, "Packets");
}

static void
test_transfers (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  read_lessons (fixture->widget, "Transfers");
}

static void
in_window (GType type, const char *page)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = g_object_new (type, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  widget_fixture_draw (window);
  read_lessons (widget, page);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_sockets (void)
{
  in_window (WIRE_TYPE_SOCKETS_PAGE, "Sockets");
}

static void
test_text (void)
{
  in_window (WIRE_TYPE_TEXT_PAGE, "Text");
}

/* A row of Files over a real file of that content. */
static guint32
add_file (WireEvidenceList *list, const char *name, const char *content, gsize length)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (NULL);
  WireEvidence *evidence = evidence_new (path, "some content");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  evidence->type = g_new0 (WireType, 1);
  wire_type_detect_file (detector, path, evidence->type, &error);
  g_assert_no_error (error);
  remove (path);
  return wire_evidence_list_append (list, evidence, NULL);
}

/* What the pane says of a file, and how the lesson rows beside it read. */
static void
test_files (void)
{
  static const char JPEG[] = "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9";
  static const char ZIP[] = "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0a";
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  g_autoptr (GPtrArray) rows = read_rows ();
  g_autoptr (GString) said = g_string_new (NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pane = g_object_new (WIRE_TYPE_EVIDENCE_PANE, NULL);
  guint32 numbers[3];

  numbers[0] = add_file (list, "cyber.dll", JPEG, sizeof JPEG - 1);
  numbers[1] = add_file (list, "cyber.jpg", JPEG, sizeof JPEG - 1);
  numbers[2] = add_file (list, "invalid.docx", ZIP, sizeof ZIP - 1);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 800);
  gtk_window_present (GTK_WINDOW (window));
  widget_fixture_draw (window);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      wire_evidence_pane_show (WIRE_EVIDENCE_PANE (pane), list, numbers[i], NULL);
      for (guint j = 0; widget_fixture_find (pane, GTK_TYPE_LABEL, j); j++)
        g_string_append_printf (
            said, "%s\n",
            gtk_label_get_text (GTK_LABEL (widget_fixture_find (pane, GTK_TYPE_LABEL, j))));
    }
  g_autofree char *unknown =
      wire_evidence_tell_unknown (wire_evidence_list_get (list, numbers[1]), 1);
  g_string_append (said, unknown);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      g_test_message ("%u: %s", i + 1, row->how);
      if (g_str_has_prefix (row->how, "file "))
        g_assert_nonnull (strstr (said->str, row->how + strlen ("file ")));
    }
  widget_fixture_draw (window);
  read_lessons (pane, "Files");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  source_root = argv[1];
  g_test_add_func ("/questions/all-are-there", test_all_are_there);
  g_test_add_func ("/questions/others", test_others);
  widget_fixture_add ("/questions/packets", WIRE_TYPE_PACKET_VIEW, test_packets);
  widget_fixture_add ("/questions/transfers", WIRE_TYPE_DOWNLOAD_VIEW, test_transfers);
  g_test_add_func ("/questions/sockets", test_sockets);
  g_test_add_func ("/questions/text", test_text);
  g_test_add_func ("/questions/files", test_files);
  return g_test_run ();
}
