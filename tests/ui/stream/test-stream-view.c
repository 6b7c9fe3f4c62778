/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "capture/wire-capture-streams.h"
#include "ui/stream/wire-stream-content-private.h"
#include "ui/stream/wire-stream-view-private.h"

#include <unistd.h>

#define ETHERNET 1u
#define CLIENT "10.0.0.1:1024"
#define SERVER "10.0.0.2:80"

typedef struct
{
  CaptureBuilder *builder;
  WireCapture *capture;
  GtkWidget *window;
  WireStreamView *view;
  guint went_back;
  guint32 shown_packet;
  char *opened;
} Fixture;

static void
back_cb (Fixture *f)
{
  f->went_back++;
}

static void
show_packet_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *f = data;

  (void) action;
  f->shown_packet = g_variant_get_uint32 (parameter);
}

static void
open_in_text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *f = data;
  g_autoptr (GVariant) bytes = g_variant_get_child_value (parameter, 1);
  gsize n;
  const char *said = g_variant_get_fixed_array (bytes, &n, 1);

  (void) action;
  f->opened = g_strndup (said, n);
}

static void
add_action (Fixture *f, const char *group, const GActionEntry *entry)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entry, 1, f);
  gtk_widget_insert_action_group (f->window, group, G_ACTION_GROUP (actions));
}

/* A name that would be markup, if anything took it for that. */
static char *
make_path (void)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("wirecase <i>&XXXXXX.pcap", &path, &error);

  g_assert_no_error (error);
  close (fd);
  return path;
}

/* A stream with a hole and bytes that would deceive, one of datagrams, and a silent one. */
static void
write_capture (Fixture *f)
{
  f->builder = capture_builder_new (ETHERNET);
  f->builder->path = make_path ();
  capture_builder_add_segment (f->builder, 1000, CLIENT, SERVER, 2, 99, "", -1);
  capture_builder_add_segment (f->builder, 2000, CLIENT, SERVER, 16, 100, "hello\nthere\n", -1);
  capture_builder_add_segment (f->builder, 3000, SERVER, CLIENT, 16, 0,
                               "<b>\x1b[0m\xe2\x80\xae &amp;", -1);
  capture_builder_add_segment (f->builder, 4000, SERVER, CLIENT, 16, 1474, "behind", -1);
  capture_builder_add_datagram (f->builder, 5000, CLIENT, SERVER, "ping");
  capture_builder_add_segment (f->builder, 6000, "10.0.0.3:5", SERVER, 2, 7, "", -1);
  f->capture = capture_builder_make (f->builder);
  wire_capture_want_streams (f->capture);
  g_assert_true (wire_capture_load (f->capture, NULL, NULL));
}

/* Until what runs has ended, and what it changed was drawn. */
static void
settle (Fixture *f)
{
  for (guint round = 0; round < 2; round++)
    {
      while (f->view->follow || wire_find_bar_is_searching (f->view->find_bar)
             || f->view->content->layout || f->view->content->fresh)
        g_main_context_iteration (NULL, TRUE);
      gtk_widget_queue_draw (GTK_WIDGET (f->view));
      widget_fixture_draw (GTK_WIDGET (f->view));
    }
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const GActionEntry show = { .name = "show-packet", show_packet_cb, .parameter_type = "u" };
  const GActionEntry open = { .name = "open-in-text", open_in_text_cb, .parameter_type = "(say)" };

  (void) data;
  widget_fixture_forget ();
  write_capture (f);
  f->window = gtk_window_new ();
  f->view = g_object_new (WIRE_TYPE_STREAM_VIEW, NULL);
  g_object_add_weak_pointer (G_OBJECT (f->view), (gpointer *) &f->view);
  g_signal_connect_swapped (f->view, "back", G_CALLBACK (back_cb), f);
  add_action (f, "capture", &show);
  add_action (f, "win", &open);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  wire_stream_view_follow (f->view, f->capture, 0);
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (f->view)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (f->capture);
  capture_builder_free (f->builder);
  g_free (f->opened);
}

static char *
read_lines (Fixture *f)
{
  GString *out = g_string_new (NULL);

  for (guint64 i = 0; i < wire_stream_content_count_lines (f->view->content); i++)
    {
      g_autofree char *line = wire_stream_content_describe_line (f->view->content, i);

      g_string_append_printf (out, "%s\n", line);
    }
  return g_string_free (out, FALSE);
}

static void
assert_lines (Fixture *f, const char *expected)
{
  g_autofree char *lines = read_lines (f);

  g_assert_cmpstr (lines, ==, expected);
}

static void
activate (Fixture *f, const char *action, const char *format, const char *parameter)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), action, format, parameter));
  settle (f);
}

static void
test_forms (Fixture *f, gconstpointer data)
{
  (void) data;
  assert_lines (f, "→ 10.0.0.1:1024 · packet 2 · 0.001000 s\n"
                   "→ 10.0.0.1:1024: hello\n"
                   "→ 10.0.0.1:1024: there\n"
                   "← 10.0.0.2:80 · packet 3 · 0.002000 s\n"
                   "← 10.0.0.2:80: <b>^[[0m\\u202e &amp;\n"
                   "← 10.0.0.2:80: [… 1,458 bytes missing …]\n"
                   "← 10.0.0.2:80: behind\n");
  g_assert_cmpstr (gtk_label_get_label (f->view->title), ==, "Stream 1 of 3");
  g_assert_cmpstr (gtk_label_get_label (f->view->facts_a), ==,
                   "→ 10.0.0.1:1024, 2 packets, 12 bytes");
  g_assert_cmpstr (gtk_label_get_label (f->view->facts_b), ==,
                   "← 10.0.0.2:80, 2 packets, 22 bytes, 1,458 bytes missing");
  g_assert_cmpstr (gtk_label_get_label (f->view->summary), ==, "TCP, 3.0 ms");

  gtk_drop_down_set_selected (f->view->sides, 1);
  activate (f, "stream.form", "s", "raw");
  assert_lines (f, "→ 10.0.0.1:1024 · packet 2 · 0.001000 s\n"
                   "→ 10.0.0.1:1024: hello\\n\n"
                   "→ 10.0.0.1:1024: there\\n\n");
  activate (f, "stream.form", "s", "hex");
  assert_lines (f, "→ 10.0.0.1:1024 · packet 2 · 0.001000 s\n"
                   "→ 10.0.0.1:1024: 00000000  68 65 6c 6c 6f 0a 74 68  65 72 65 0a              "
                   "hello.there.\n");
}

/* A server's bytes come twice, and not alike. */
static void
write_two_versions (Fixture *f)
{
  f->builder = capture_builder_new (ETHERNET);
  f->builder->path = make_path ();
  capture_builder_add_segment (f->builder, 1000, SERVER, CLIENT, 2, 99, "", -1);
  capture_builder_add_segment (f->builder, 2000, SERVER, CLIENT, 16, 100, "one false three\n", -1);
  capture_builder_add_segment (f->builder, 3000, SERVER, CLIENT, 16, 104, "right", -1);
  capture_builder_add_segment (f->builder, 4000, SERVER, CLIENT, 16, 116, "four\n", -1);
  f->capture = capture_builder_make (f->builder);
  wire_capture_want_streams (f->capture);
  g_assert_true (wire_capture_load (f->capture, NULL, NULL));
}

static void
test_versions (Fixture *f, gconstpointer data)
{
  GtkWidget *versions = GTK_WIDGET (wire_stream_view_get_versions (f->view));
  GtkWidget *box = gtk_widget_get_first_child (versions);
  GtkWidget *choice = gtk_widget_get_last_child (box);
  GtkWidget *sentence = gtk_widget_get_prev_sibling (choice);

  (void) data;
  g_assert_false (gtk_widget_get_visible (versions)); /* nothing came twice so far */
  wire_stream_view_leave (f->view);
  g_clear_object (&f->capture);
  g_clear_pointer (&f->builder, capture_builder_free);
  write_two_versions (f);
  wire_stream_view_follow (f->view, f->capture, 0);
  settle (f);
  assert_lines (f, "→ 10.0.0.2:80 · packet 2 · 0.001000 s\n"
                   "→ 10.0.0.2:80: one false three\n"
                   "→ 10.0.0.2:80: four\n");
  g_assert_true (gtk_widget_get_visible (versions));
  g_assert_true (gtk_widget_get_visible (choice));
  g_assert_cmpstr (
      gtk_label_get_label (GTK_LABEL (sentence)), ==,
      "5 bytes were sent twice, with other content the second time (5 differ, first in "
      "packets 2 and 3). The receiver likely took the first version: nothing was "
      "missing before it.");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  settle (f);
  assert_lines (f, "→ 10.0.0.2:80 · packet 2 · 0.001000 s\n"
                   "→ 10.0.0.2:80: one right three\n"
                   "→ 10.0.0.2:80: four\n");
  g_assert_true (gtk_widget_get_visible (choice));
  wire_stream_view_follow (f->view, f->capture, 0); /* begins with what came first */
  settle (f);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 0);
}

static void
test_going_on (Fixture *f, gconstpointer data)
{
  (void) data;
  activate (f, "stream.previous", NULL, NULL); /* there is none */
  g_assert_cmpuint (f->view->stream, ==, 0);
  activate (f, "stream.next", NULL, NULL);
  assert_lines (f, "→ 10.0.0.1:1024 · packet 5 · 0.004000 s\n"
                   "→ 10.0.0.1:1024: ping\n");
  activate (f, "stream.next", NULL, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (f->view->stack), ==, "silent");
  activate (f, "stream.next", NULL, NULL);
  g_assert_cmpuint (f->view->stream, ==, 2);
  activate (f, "stream.back", NULL, NULL);
  g_assert_cmpuint (f->went_back, ==, 1);
  wire_stream_view_leave (f->view);
  g_assert_cmpuint (wire_stream_content_count_lines (f->view->content), ==, 0);
}

static GtkWidget *
find_part (Fixture *f, GType type)
{
  /* The first label is what the empty entry says. */
  return widget_fixture_find (GTK_WIDGET (f->view->find_bar), type, type == GTK_TYPE_LABEL);
}

static void
find (Fixture *f, const char *text)
{
  wire_stream_view_activate (f->view, "find");
  gtk_editable_set_text (GTK_EDITABLE (find_part (f, GTK_TYPE_SEARCH_ENTRY)), text);
  wire_stream_view_activate (f->view, "find-next");
  settle (f);
}

static void
assert_selected (Fixture *f, guint64 first, guint64 length)
{
  guint64 start, end;

  g_assert_true (wire_stream_content_get_selection (f->view->content, &start, &end));
  g_assert_cmpuint (start, ==, first);
  g_assert_cmpuint (end - start, ==, length);
}

static void
test_finding (Fixture *f, gconstpointer data)
{
  (void) data;
  find (f, "HE");
  assert_selected (f, 0, 2);
  wire_stream_view_activate (f->view, "find-next");
  settle (f);
  assert_selected (f, 7, 2);
  wire_stream_view_activate (f->view, "find-previous");
  settle (f);
  assert_selected (f, 0, 2);
  find (f, "0x1b 5b");
  assert_selected (f, 15, 2);
  find (f, "nowhere");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_part (f, GTK_TYPE_LABEL))), ==,
                   "Not found");
  find (f, "0x1");
  g_assert_nonnull (
      strstr (gtk_label_get_label (GTK_LABEL (find_part (f, GTK_TYPE_LABEL))), "Not hexadecimal"));
}

/* By what one side sent, and not by the place among all. */
static void
test_show (Fixture *f, gconstpointer data)
{
  (void) data;
  wire_stream_view_show (f->view, f->capture, 0, 0, 0, 6, 5);
  settle (f);
  assert_selected (f, 6, 5);
  wire_stream_view_show (f->view, f->capture, 0, 0, 1, 3, 2);
  settle (f);
  assert_selected (f, 15, 2);
  wire_stream_view_show (f->view, f->capture, 0, 0, 1, 1474, 6); /* after the hole */
  settle (f);
  activate (f, "stream.open-in-text", NULL, NULL);
  g_assert_cmpstr (f->opened, ==, "behind");
}

static void
test_taking_elsewhere (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  (void) data;
  find (f, "behind");
  activate (f, "stream.show-packet", NULL, NULL);
  g_assert_cmpuint (f->shown_packet, ==, 3);
  activate (f, "stream.open-in-text", NULL, NULL);
  g_assert_cmpstr (f->opened, ==, "behind");

  gtk_widget_activate_action (GTK_WIDGET (f->view->content), "content.select-all", NULL);
  text = wire_stream_content_copy (f->view->content);
  g_assert_cmpstr (text, ==,
                   "→ 10.0.0.1:1024 · packet 2 · 0.001000 s\nhello\nthere\n"
                   "← 10.0.0.2:80 · packet 3 · 0.002000 s\n<b>^[[0m\\u202e &amp;\n"
                   "[… 1,458 bytes missing …]\nbehind");
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  WireStreamContent *content = f->view->content;
  g_autofree char *text = NULL;

  (void) data;
  wire_stream_content_select (content, 6, 11);
  text = wire_stream_content_copy (content);
  g_assert_cmpstr (text, ==, "there");
  wire_stream_content_move_to (content, G_MAXUINT64, FALSE);
  g_assert_cmpuint (wire_stream_content_get_cursor (content), ==,
                    wire_stream_transcript_get_end (f->view->transcript));
  g_assert_cmpstr (gtk_label_get_label (f->view->status), ==, "Byte 1,480 of ← 10.0.0.2:80");
}

/* What the error says is text: the file's name is not markup. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  const char *name = strrchr (f->builder->path, '/') + 1;
  GtkWidget *description;

  (void) data;
  g_assert_cmpint (truncate (f->builder->path, 0), ==, 0);
  wire_stream_view_follow (f->view, f->capture, 1);
  settle (f);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (f->view->stack), ==, "failed");
  description = widget_fixture_find (GTK_WIDGET (gtk_widget_get_template_child (
                                         GTK_WIDGET (f->view), WIRE_TYPE_STREAM_VIEW, "failure")),
                                     GTK_TYPE_LABEL, 1);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (description)), name));
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } TESTS[] = {
    { "/stream-view/forms", test_forms },
    { "/stream-view/versions", test_versions },
    { "/stream-view/going-on", test_going_on },
    { "/stream-view/finding", test_finding },
    { "/stream-view/show", test_show },
    { "/stream-view/taking-elsewhere", test_taking_elsewhere },
    { "/stream-view/keys", test_keys },
    { "/stream-view/failure", test_failure },
  };

  widget_fixture_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].name, Fixture, NULL, set_up, TESTS[i].test, tear_down);
  return g_test_run ();
}
