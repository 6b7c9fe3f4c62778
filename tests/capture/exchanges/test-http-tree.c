/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which page led to which request, and requests as command lines.
 */

#include "tests/capture/capture-builder.h"
#include "capture/exchanges/wire-http-curl.h"
#include "capture/exchanges/wire-http-tree.h"

#include <string.h>

#define ETHERNET 1u
#define SERVER "10.0.0.2:80"
#define PUSH 8u /* without ACK: it acknowledges nothing */

typedef struct
{
  CaptureBuilder *builder;
  WireCapture *capture;
  guint asked;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  (void) data;
  f->builder = capture_builder_new (ETHERNET);
  f->capture = NULL;
  f->asked = 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  g_clear_object (&f->capture);
  capture_builder_free (f->builder);
}

/* One request and its response, on a connection of their own. */
static void
ask (Fixture *f, const char *client, const char *path, const char *fields, const char *response)
{
  g_autofree char *from = g_strdup_printf ("%s:%u", client, 1024 + f->asked % 60000);
  g_autofree char *request =
      g_strdup_printf ("GET %s HTTP/1.1\r\nHost: a.example\r\n%s\r\n", path, fields);
  gint64 at = 1000000 * (gint64) ++f->asked;

  capture_builder_add_segment (f->builder, at, from, SERVER, PUSH, 1, request, -1);
  if (response)
    capture_builder_add_segment (f->builder, at + 1, SERVER, from, PUSH, 1, response, -1);
}

static WireCapture *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->capture = capture_builder_make (f->builder);
  wire_capture_want_streams (f->capture);
  g_assert_true (wire_capture_load (f->capture, NULL, &error));
  g_assert_no_error (error);
  return f->capture;
}

/* The tree in one line: `/a(/b(/c),/d)`, with `>` before what a redirection led to. */
static char *
draw (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) nodes = wire_http_tree_new (load (f), NULL, &error);
  GString *out = g_string_new (NULL);
  guint32 depth = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < nodes->len; i++)
    {
      const WireHttpTreeNode *node = &g_array_index (nodes, WireHttpTreeNode, i);
      WireHttpExchange exchange;

      wire_capture_get_exchange (f->capture, node->exchange, &exchange);
      if (node->depth > depth)
        g_string_append_c (out, '(');
      for (; depth > node->depth; depth--)
        g_string_append_c (out, ')');
      if (out->len && !g_str_has_suffix (out->str, "("))
        g_string_append_c (out, ',');
      depth = node->depth;
      g_string_append (out, node->reason == WIRE_HTTP_TREE_REDIRECT ? ">" : "");
      g_string_append (out, exchange.request.uri);
      g_assert_true (node->parent == WIRE_HTTP_TREE_ROOT ? node->depth == 0 : node->parent < i);
      g_assert_cmpuint (i + node->n_below, <, nodes->len);
    }
  for (; depth > 0; depth--)
    g_string_append_c (out, ')');
  return g_string_free (out, FALSE);
}

static void
test_pages_and_what_they_led_to (Fixture *f, gconstpointer data)
{
  g_autofree char *tree = NULL;

  (void) data;
  ask (f, "10.0.0.1", "/", "", NULL);
  ask (f, "10.0.0.1", "/style.css", "Referer: http://a.example/\r\n", NULL);
  ask (f, "10.0.0.1", "/page", "Referer: http://a.example/#top\r\n", NULL);
  ask (f, "10.0.0.1", "/one.gif", "Referer: http://a.example/page\r\n", NULL);
  ask (f, "10.0.0.1", "/two.gif", "Referer: http://a.example/page\r\n", NULL);
  ask (f, "10.0.0.1", "/three.gif", "Referer: http://a.example/\r\n", NULL);
  tree = draw (f);
  g_assert_cmpstr (tree, ==, "/(/style.css,/page(/one.gif,/two.gif),/three.gif)");
}

static void
test_missing_and_own_referers_are_roots (Fixture *f, gconstpointer data)
{
  g_autofree char *tree = NULL;

  (void) data;
  ask (f, "10.0.0.1", "/self", "Referer: http://a.example/self\r\n", NULL);
  ask (f, "10.0.0.1", "/from-elsewhere", "Referer: http://b.example/\r\n", NULL);
  ask (f, "10.0.0.1", "/later", "Referer: http://a.example/asked-after\r\n", NULL);
  ask (f, "10.0.0.1", "/asked-after", "Referer: http://a.example/later\r\n", NULL);
  ask (f, "10.0.0.3", "/other-client", "Referer: http://a.example/self\r\n", NULL);
  tree = draw (f);
  g_assert_cmpstr (tree, ==, "/self,/from-elsewhere,/later(/asked-after),/other-client");
}

static void
test_redirects_are_followed (Fixture *f, gconstpointer data)
{
  g_autofree char *tree = NULL;

  (void) data;
  ask (f, "10.0.0.1", "/old", "",
       "HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n");
  ask (f, "10.0.0.1", "/new", "",
       "HTTP/1.1 302 Found\r\nLocation: http://a.example/newest\r\nContent-Length: 0\r\n\r\n");
  ask (f, "10.0.0.1", "/newest", "", NULL);
  ask (f, "10.0.0.1", "/new", "", NULL); /* the redirection was followed already */
  tree = draw (f);
  g_assert_cmpstr (tree, ==, "/old(>/new(>/newest)),/new");
}

/* Twenty thousand below one page, and each below the one before it. */
static void
test_many (Fixture *f, gconstpointer data)
{
  gboolean chain = GPOINTER_TO_INT (data);
  const guint n = 20000;
  g_autoptr (GArray) nodes = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *referer =
          g_strdup_printf ("Referer: http://a.example/%u\r\n", chain ? MAX (i, 1) - 1 : 0);

      ask (f, "10.0.0.1", path, i ? referer : "", NULL);
    }
  nodes = wire_http_tree_new (load (f), NULL, NULL);
  g_assert_cmpuint (nodes->len, ==, n);
  g_assert_cmpuint (g_array_index (nodes, WireHttpTreeNode, 0).n_below, ==, n - 1);
  g_assert_cmpuint (g_array_index (nodes, WireHttpTreeNode, n - 1).depth, ==, chain ? n - 1 : 1);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  (void) data;
  ask (f, "10.0.0.1", "/", "", NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (wire_http_tree_new (load (f), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a shell would make of the command line has to be what was captured. */
static void
test_curl_is_quoted (void)
{
  static const char HEAD[] = "POST /x HTTP/1.1\r\nHost: a.example\r\nAccept-Encoding: gzip\r\n"
                             "X-Evil: '; rm -rf ~; $(id) `id` \"\r\nContent-Length: 3\r\n\r\n";
  WireHttpMessage request = { .method = "POST", .uri = "/x?a='&b=$HOME", .host = "a.example" };
  WireTuple tuple = { 0 };
  g_autofree char *command = wire_http_make_curl (&request, &tuple, HEAD, strlen (HEAD));
  g_auto (GStrv) words = NULL;
  int n;

  g_assert_true (g_shell_parse_argv (command, &n, &words, NULL));
  g_assert_cmpint (n, ==, 10);
  g_assert_cmpstr (words[1], ==, "-g");
  g_assert_cmpstr (words[3], ==, "POST");
  g_assert_cmpstr (words[4], ==, "http://a.example/x?a='&b=$HOME");
  g_assert_cmpstr (words[6], ==, "Accept-Encoding: gzip");
  g_assert_cmpstr (words[7], ==, "--compressed");
  g_assert_cmpstr (words[9], ==, "X-Evil: '; rm -rf ~; $(id) `id` \"");
}

static void
test_curl_types_no_controls (void)
{
  static const struct
  {
    const char *value;
    const char *quoted;
  } CASES[] = {
    { "\x1b[201~\x03reboot\x0f", "$'A: \\033[201~\\003reboot\\017'" },
    { "it's \\\x7f", "$'A: it\\'s \\\\\\177'" },
    { "a\xc2\x9b\xc3\xa9", "$'A: a\\302\\233\xc3\xa9'" },
    { "", "'A;'" },
    { "\xc3\xa9$HOME", "'A: \xc3\xa9$HOME'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      WireHttpMessage request = { .method = "GET", .uri = "/x", .host = "a.example" };
      WireTuple tuple = { 0 };
      g_autofree char *head = g_strdup_printf ("GET /x HTTP/1.1\r\nA: %s\r\n\r\n", CASES[i].value);
      g_autofree char *command = wire_http_make_curl (&request, &tuple, head, strlen (head));
      g_autofree char *expected =
          g_strconcat ("curl -g 'http://a.example/x' -H ", CASES[i].quoted, NULL);

      g_assert_cmpstr (command, ==, expected);
    }
}

/* curl would read the fields out of a file of that name. */
static void
test_curl_reads_no_file (void)
{
  static const char HEAD[] = "GET /x HTTP/1.1\r\n@/etc/passwd: x\r\n\r\n";
  WireHttpMessage request = { .method = "GET", .uri = "/x", .host = "a.example" };
  WireTuple tuple = { 0 };
  g_autofree char *command = wire_http_make_curl (&request, &tuple, HEAD, strlen (HEAD));

  g_assert_cmpstr (command, ==, "curl -g 'http://a.example/x'");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add ("/http-tree/" path, Fixture, data, set_up, func, tear_down)
  ADD ("pages", NULL, test_pages_and_what_they_led_to);
  ADD ("missing", NULL, test_missing_and_own_referers_are_roots);
  ADD ("redirects", NULL, test_redirects_are_followed);
  ADD ("many-below-one", GINT_TO_POINTER (FALSE), test_many);
  ADD ("chain", GINT_TO_POINTER (TRUE), test_many);
  ADD ("cancelled", NULL, test_cancelled);
  g_test_add_func ("/http-curl/quoted", test_curl_is_quoted);
  g_test_add_func ("/http-curl/no-file", test_curl_reads_no_file);
  g_test_add_func ("/http-curl/no-controls", test_curl_types_no_controls);
  return g_test_run ();
}
