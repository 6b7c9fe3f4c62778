/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/lists/wire-column.h"
#include "ui/messages/wire-message-view.h"
#include "ui/tables/wire-table-view.h"

#define ETHERNET 1u
#define CLIENT "10.0.0.1:1024"
#define SERVER "10.0.0.2:25"
#define ACK 16

#define MAIL(date, subject)                                                                        \
  "Date: " date "\r\nSubject: " subject "\r\nFrom: a@example.org\r\nTo: b@example.org\r\n"         \
  "Content-Type: multipart/mixed; boundary=b\r\n\r\n"                                              \
  "--b\r\nContent-Type: text/html\r\n\r\n<p>Read <a href='http://evil.test/'>this</a>\r\n"         \
  "--b\r\nContent-Type: text/plain; name=list.txt\r\n"                                             \
  "Content-Disposition: attachment\r\n\r\nhello\r\n--b--\r\n.\r\n"

typedef struct
{
  CaptureBuilder *builder;
  WireCaptureSession *session;
  GtkWidget *window;
  WireMessageView *view;
  WireTableView *table;
} Fixture;

typedef struct
{
  gboolean client;
  const char *said;
} Turn;

static const Turn TURNS[] = {
  { FALSE, "220 mx ESMTP\r\n" }, { TRUE, "EHLO x\r\n" },
  { FALSE, "250 mx\r\n" },       { TRUE, "MAIL FROM:<boss@example.org>\r\n" },
  { FALSE, "250 ok\r\n" },       { TRUE, "RCPT TO:<b@example.org>\r\n" },
  { FALSE, "250 ok\r\n" },       { TRUE, "DATA\r\n" },
  { FALSE, "354 go\r\n" },       { TRUE, MAIL ("Tue, 03 Mar 2026 09:00:00 +0000", "second") },
  { FALSE, "250 queued\r\n" },   { TRUE, "MAIL FROM:<boss@example.org>\r\n" },
  { FALSE, "250 ok\r\n" },       { TRUE, "RCPT TO:<c@example.org>\r\n" },
  { FALSE, "250 ok\r\n" },       { TRUE, "DATA\r\n" },
  { FALSE, "354 go\r\n" },       { TRUE, MAIL ("Mon, 02 Mar 2026 09:00:00 +0000", "first") },
  { FALSE, "250 queued\r\n" },
};

static void
add_turns (CaptureBuilder *builder)
{
  guint32 next[2] = { 500, 100 };

  capture_builder_add_segment (builder, 1000, CLIENT, SERVER, 2, 99, "", -1);
  for (guint i = 0; i < G_N_ELEMENTS (TURNS); i++)
    {
      const Turn *turn = &TURNS[i];

      capture_builder_add_segment (builder, 2000 + 10 * i, turn->client ? CLIENT : SERVER,
                                   turn->client ? SERVER : CLIENT, ACK, next[turn->client],
                                   turn->said, -1);
      next[turn->client] += (guint32) strlen (turn->said);
    }
}

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until nothing has to be done any more: what is done begins something else up to four times. */
static void
settle (Fixture *self)
{
  for (guint i = 0; i < 8; i++)
    {
      gboolean left = FALSE;

      while (wire_capture_session_get_job (self->session)
             || wire_capture_session_get_busy (self->session)
             || wire_capture_session_get_listing (self->session))
        g_main_context_iteration (NULL, TRUE);
      g_timeout_add_full (G_PRIORITY_LOW + 100, 20, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
show (Fixture *self, gboolean mails)
{
  g_autoptr (WireCapture) capture = NULL;

  widget_fixture_forget ();
  self->builder = capture_builder_new (ETHERNET);
  if (mails)
    add_turns (self->builder);
  else
    capture_builder_add_segment (self->builder, 1000, CLIENT, SERVER, 2, 99, "", -1);
  capture = capture_builder_make (self->builder);
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  self->window = gtk_window_new ();
  self->view = g_object_new (WIRE_TYPE_MESSAGE_VIEW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
  wire_message_view_set_session (self->view, self->session);
  settle (self);
  self->table = wire_table_view_find_within (GTK_WIDGET (self->view));
  g_assert_nonnull (self->table);
}

static void
close_view (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  settle (self);
  g_assert_finalize_object (self->session);
  capture_builder_free (self->builder);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  g_autofree char *shown = NULL;

  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
  if (GTK_IS_INSCRIPTION (widget))
    return strstr (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) != NULL;
  if (GTK_IS_TEXT_VIEW (widget))
    {
      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &shown, NULL);
      return strstr (shown, text) != NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
test_mails (void)
{
  static const char *const WORDS[] = { "Read this <http://evil.test/>", "boss@example.org",
                                       "list.txt", "X-Nothing" };
  Fixture fixture;

  show (&fixture, TRUE);
  g_assert_true (wire_message_view_has_mail (fixture.view));
  g_assert_cmpuint (wire_message_view_get_count (fixture.view), ==, 2);
  wire_table_view_select (fixture.table, 0);
  settle (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    g_assert_cmpint (says (GTK_WIDGET (fixture.table), WORDS[i]), ==, i < 3);
  close_view (&fixture);
}

/* By what a date means, not by how it is written. */
static void
test_sort (void)
{
  Fixture fixture;
  GtkColumnView *rows;
  g_autoptr (GObject) row = NULL;

  show (&fixture, TRUE);
  rows = GTK_COLUMN_VIEW (widget_fixture_find (GTK_WIDGET (fixture.view), GTK_TYPE_COLUMN_VIEW, 0));
  wire_column_view_set_sort (rows, 0, FALSE);
  settle (&fixture);
  row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (rows)), 0);
  g_assert_cmpuint (wire_row_get_id (WIRE_ROW (row)), ==, 1);
  close_view (&fixture);
}

static void
test_search_and_filter (void)
{
  Fixture fixture;
  GtkEditable *search;
  WireCondition span = { .kind = WIRE_CONDITION_SPAN, .from = 0, .to = 1 };

  show (&fixture, TRUE);
  search = GTK_EDITABLE (widget_fixture_find (GTK_WIDGET (fixture.view), GTK_TYPE_SEARCH_ENTRY, 0));
  gtk_editable_set_text (search, "c@example");
  g_usleep (200 * 1000); /* a search entry waits until nobody types */
  settle (&fixture);
  g_assert_true (says (GTK_WIDGET (fixture.table), "1 of 2 rows"));
  wire_capture_session_add_condition (fixture.session, &span);
  settle (&fixture);
  g_assert_cmpuint (wire_message_view_get_count (fixture.view), ==, 0);
  g_assert_true (wire_message_view_has_mail (fixture.view));
  close_view (&fixture);
}

static void
test_no_mail (void)
{
  Fixture fixture;

  show (&fixture, FALSE);
  g_assert_false (wire_message_view_has_mail (fixture.view));
  g_assert_true (says (GTK_WIDGET (fixture.view), "No Mail"));
  close_view (&fixture);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add_func ("/message-view/mails", test_mails);
  g_test_add_func ("/message-view/sort", test_sort);
  g_test_add_func ("/message-view/search-and-filter", test_search_and_filter);
  g_test_add_func ("/message-view/no-mail", test_no_mail);
  return g_test_run ();
}
