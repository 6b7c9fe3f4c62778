/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms, however they are cut, and names in them.
 */

#include "capture/http/wire-http-parameter.h"
#include "capture/http/wire-multipart.h"

#include <string.h>

#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"

typedef struct
{
  const char *name;
  const char *body;     /* every `#` is missing */
  const char *expected; /* `[first line of the head]bytes` of each part; `~` where it has no end */
} Case;

static const Case CASES[] = {
  { "two", "--b\r\n" FIELD ("a") "\r\none\r\n--b\r\n" FIELD ("f") "\r\ntwo\r\nlines\r\n--b--\r\n",
    "[a]one [f]two\r\nlines " },
  { "preamble", "this is\r\nnot a part\r\n--b\r\n" FIELD ("a") "\r\none\r\n--b--\r\nnor this\r\n",
    "[a]one " },
  { "empty-part", "--b\r\n" FIELD ("a") "\r\n\r\n--b--", "[a] " },
  /* No bytes, and not even their line end, as some programs have it. */
  { "no-line-end", "--b\r\n" FIELD ("a") "\r\n--b--", "[a] " },
  { "no-fields", "--b\r\n\r\none\r\n--b--", "[]one " },
  { "line-feeds", "--b\n" FIELD ("a") "\none\n--b\n" FIELD ("f") "\ntwo\n--b--\n",
    "[a]one [f]two " },
  { "looks-like-it", "--b\r\n" FIELD ("a") "\r\nx--b\r\n-b\r\n--a\r\n--b--",
    "[a]x--b\r\n-b\r\n--a " },
  { "blanks", "--b  \r\n" FIELD ("a") "\r\none\r\n--b \r\n" FIELD ("f") "\r\ntwo\r\n--b--",
    "[a]one [f]two " },
  { "no-end", "--b\r\n" FIELD ("a") "\r\none\r\n--b\r\n" FIELD ("f") "\r\ntwo", "[a]one [f]two~ " },
  { "no-end-in-boundary", "--b\r\n" FIELD ("a") "\r\none\r\n--", "[a]one\r\n--~ " },
  { "no-end-in-head", "--b\r\n" FIELD ("a"), "" },
  { "nothing", "", "" },
  { "no-boundary", "just text\r\n", "" },
  { "gap-in-part", "--b\r\n" FIELD ("a") "\r\non##e\r\n--b\r\n" FIELD ("f") "\r\ntwo\r\n--b--",
    "[a]on##e [f]two " },
  /* The rest of that part, whose head nobody knows, is not told. */
  { "gap-in-head", "--b\r\nContent-##a\r\n\r\none\r\n--b\r\n" FIELD ("f") "\r\ntwo\r\n--b--",
    "[f]two " },
  /* Where the end may be in the gap, it is not known. */
  { "gap-in-boundary", "--b\r\n" FIELD ("a") "\r\none\r\n-##\n" FIELD ("f") "\r\ntwo\r\n--b--",
    "[a]one\r\n-##\n" FIELD ("f") "\r\ntwo " },
  { "gap-before-boundary", "--b\r\n" FIELD ("a") "\r\none##--b\r\n--b--", "[a]one##--b " },
};

typedef struct
{
  const char *body;
  GString *out;
} Reading;

static void
found (const WireMultipartPart *part, gpointer user_data)
{
  Reading *self = user_data;
  g_autofree char *head = g_strndup (part->head.data, part->head.length);
  g_autofree char *name = wire_http_find_parameter (head, "name");

  g_string_append_printf (self->out, "[%s]", name ? name : "");
  g_string_append_len (self->out, self->body + part->offset, (gssize) part->size);
  g_string_append (self->out, part->ended ? " " : "~ ");
}

static char *
read_in_steps (const char *body, gsize step)
{
  Reading self = { body, g_string_new (NULL) };
  g_autoptr (WireMultipart) multipart = wire_multipart_new ("b", found, &self);
  gsize length = strlen (body);

  for (gsize at = 0; at < length;)
    {
      gboolean missing = body[at] == '#';
      gsize n = 1;

      while (n < step && at + n < length && (body[at + n] == '#') == missing)
        n++;
      /* On the heap, so that one byte too far is seen. */
      g_autofree guint8 *bytes = g_memdup2 (body + at, n);

      if (missing)
        wire_multipart_add_gap (multipart, n);
      else
        wire_multipart_add (multipart, bytes, n);
      at += n;
    }
  wire_multipart_end (multipart);
  return g_string_free (self.out, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;

  for (gsize step = 1; step <= strlen (c->body) + 1; step++)
    {
      g_autofree char *text = read_in_steps (c->body, step);

      g_assert_cmpstr (text, ==, c->expected);
    }
}

static void
count (const WireMultipartPart *part G_GNUC_UNUSED, gpointer n)
{
  (*(guint *) n)++;
}

/* Parts without number, heads without end. */
static void
test_bounds (void)
{
  guint n = 0;
  g_autoptr (WireMultipart) multipart = wire_multipart_new ("b", count, &n);
  g_autofree char *lines = g_malloc (1000000);

  for (guint i = 0; i < 2 * WIRE_MULTIPART_MAX_PARTS; i++)
    wire_multipart_add (multipart, (const guint8 *) "\r\n--b\r\n\r\nx", 10);
  g_assert_cmpuint (n, ==, WIRE_MULTIPART_MAX_PARTS);
  wire_multipart_free (g_steal_pointer (&multipart));

  n = 0;
  multipart = wire_multipart_new ("b", count, &n);
  wire_multipart_add (multipart, (const guint8 *) "--b\r\n", 5);
  for (guint i = 0; i < 500000; i++)
    memcpy (lines + 2 * i, "a\n", 2);
  wire_multipart_add (multipart, (const guint8 *) lines, 1000000);
  wire_multipart_add (multipart, (const guint8 *) "\n\nx\n--b--", 9);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_parameters (void)
{
  static const char *const ROWS[][3] = {
    { "form-data; name=\"a\"", "name", "a" },
    { "form-data; name=a; filename=b", "filename", "b" },
    { "form-data;name = a ; FileName=\"x; y\"", "filename", "x; y" },
    { "form-data; filename=\"C:\\dir\\a.txt\"", "filename", "C:\\dir\\a.txt" },
    { "form-data; filename=\"a\\\"b\\\\c\"", "filename", "a\"b\\c" },
    { "form-data; xname=1; name=2", "name", "2" },
    { "form-data; flag; name=2", "name", "2" },
    { "form-data; name=\"never ends", "name", "never ends" },
    { "multipart/form-data; boundary=----x", "boundary", "----x" },
    { "form-data", "name", NULL },
    { "form-data; ; =; name", "name", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *value = wire_http_find_parameter (ROWS[i][0], ROWS[i][1]);

      g_assert_cmpstr (value, ==, ROWS[i][2]);
    }
}

static void
test_file_names (void)
{
  static const char *const ROWS[][2] = {
    { "attachment; filename=\"a.txt\"; filename*=UTF-8''na%C3%AFve.txt", "na\xc3\xafve.txt" },
    { "attachment; filename*=iso-8859-1'en'%A3.txt", "\xc2\xa3.txt" },
    { "attachment; filename*=nonsense; filename=b", "b" },
    { "form-data; filename=\"\xc3\xa4\xff.txt\"", "\xc3\xa4\xef\xbf\xbd.txt" },
    { "form-data; name=a", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *name = wire_http_find_file_name (ROWS[i][0]);

      g_assert_cmpstr (name, ==, ROWS[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/multipart/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], test_case);
    }
  g_test_add_func ("/multipart/bounds", test_bounds);
  g_test_add_func ("/multipart/parameters", test_parameters);
  g_test_add_func ("/multipart/file-names", test_file_names);
  return g_test_run ();
}
