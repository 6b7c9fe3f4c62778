/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-text-convert.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *in;
  char *out;
  WireConversionReport report;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->folder = g_dir_make_tmp ("wirecase-convert-XXXXXX", NULL);
  f->in = g_build_filename (f->folder, "in.txt", NULL);
  f->out = g_build_filename (f->folder, "out.txt", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->in);
  g_free (f->out);
}

static gboolean
convert (
    Fixture *f, const WireConversion *conversion, const char *bytes, gsize length, GError **error)
{
  g_file_set_contents (f->in, bytes, (gssize) length, NULL);
  return wire_text_convert_file (conversion, f->in, f->out, NULL, &f->report, error);
}

static void
assert_out (Fixture *f, const char *bytes, gsize length)
{
  g_autofree char *contents = NULL;
  gsize found;

  g_assert_true (g_file_get_contents (f->out, &contents, &found, NULL));
  g_assert_cmpmem (contents, found, bytes, length);
}

static void
test_table (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    WireConversion conversion;
    const char *in;
    gsize in_length;
    const char *out;
    gsize out_length;
  } CASES[] = {
    { { "UTF-8", "windows-1252", 0, FALSE, 0, FALSE }, "caf\xc3\xa9", 5, "caf\xe9", 4 },
    { { "windows-1252", "UTF-8", 0, TRUE, 0, FALSE }, "\x80", 1, "\xef\xbb\xbf\xe2\x82\xac", 6 },
    { { "UTF-8", "UTF-8", 0, FALSE, 0, FALSE },
      "\xef\xbb\xbf"
      "a",
      4,
      "a",
      1 },
    { { "UTF-16", "UTF-8", 0, FALSE, 0, FALSE }, "\xfe\xff\0a", 4, "a", 1 },
    { { "UTF-8", "UTF-16", 0, FALSE, 0, FALSE },
      "a",
      1,
      "\xff\xfe"
      "a\0",
      4 },
    { { "UTF-8", "UTF-16LE", 0, FALSE, 0, FALSE }, "a", 1, "a\0", 2 },
    { { "UTF-8", "UTF-8", 0, FALSE, WIRE_NEWLINE_LF, FALSE },
      "a\r\nb\rc\nd\r",
      9,
      "a\nb\nc\nd\n",
      8 },
    { { "UTF-8", "UTF-8", 0, FALSE, WIRE_NEWLINE_CRLF, FALSE }, "a\r\nb\n", 5, "a\r\nb\r\n", 6 },
    { { "UTF-8", "UTF-8", 0, FALSE, 0, FALSE }, "a\r\nb\rc\n", 7, "a\r\nb\rc\n", 7 },
    { { "UTF-8", "ISO-8859-1", WIRE_TEXT_REPLACE, FALSE, 0, FALSE },
      "5\xe2\x82\xac\xff",
      5,
      "5??",
      3 },
    { { "UTF-8", "ISO-8859-1", WIRE_TEXT_ESCAPE, FALSE, 0, FALSE },
      "5\xe2\x82\xac\xff",
      5,
      "5\\u20ac\\xff",
      11 },
    { { "UTF-8", "ISO-8859-1", WIRE_TEXT_IGNORE, FALSE, 0, FALSE },
      "5\xe2\x82\xac\xff",
      5,
      "5",
      1 },
    { { "ISO-2022-JP", "UTF-8", 0, FALSE, 0, FALSE }, "\x1b$BF|\x1b(B", 8, "\xe6\x97\xa5", 3 },
    { { "UTF-8", "ISO-2022-JP", 0, FALSE, 0, FALSE }, "\xe6\x97\xa5", 3, "\x1b$BF|\x1b(B", 8 },
    { { "UTF-8", "UTF-8", 0, FALSE, 0, FALSE }, "", 0, "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      convert (f, &CASES[i].conversion, CASES[i].in, CASES[i].in_length, &error);
      g_assert_no_error (error);
      assert_out (f, CASES[i].out, CASES[i].out_length);
      g_assert_cmpuint (f->report.bytes_read, ==, CASES[i].in_length);
      g_assert_cmpuint (f->report.bytes_written, ==, CASES[i].out_length);
    }
}

static void
test_report (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireConversion conversion = { "UTF-8", "US-ASCII", WIRE_TEXT_IGNORE, FALSE, 0, FALSE };

  g_assert_true (convert (f, &conversion, "\xc3\xa9\r\n\xff\n\r\xc3\xa4", 9, NULL));
  g_assert_cmpuint (f->report.lines_crlf, ==, 1);
  g_assert_cmpuint (f->report.lines_lf, ==, 1);
  g_assert_cmpuint (f->report.lines_cr, ==, 1);
  g_assert_cmpuint (f->report.n_unreadable, ==, 1);
  g_assert_cmpuint (f->report.n_unwritable, ==, 2);
}

/* What goes wrong leaves the output as it was, and nothing beside it. */
static void
test_failures (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    WireConversion conversion;
    const char *in;
    const char *message;
  } CASES[] = {
    { { "UTF-8", "UTF-16", 0, FALSE, 0, FALSE }, "ab\xc0\xaf", "offset 2, byte c0: overlong" },
    { { "UTF-8", "UTF-16", 0, FALSE, 0, FALSE }, "ab\xe2\x82", "offset 2, byte e2: truncated" },
    { { "UTF-16LE", "UTF-8", 0, FALSE, 0, FALSE },
      "a\xd8"
      "bc",
      "offset 0, byte 61: surrogate" },
    { { "US-ASCII", "UTF-8", 0, FALSE, 0, FALSE }, "abc\xff", "offset 3, byte ff" },
    { { "UTF-8", "ISO-8859-1", 0, FALSE, 0, FALSE },
      "a\nb\n5 \xe2\x82\xac",
      "EURO SIGN, which is in line 3" },
    { { "UTF-8", "Shift_JIS", 0, FALSE, 0, FALSE },
      "a\xc2\xa5"
      "b",
      "YEN SIGN" },
    { { "UTF-8", "ISO-8859-1", 0, TRUE, 0, FALSE }, "a", "no byte-order mark" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) folder = NULL;
      guint n = 0;

      g_file_set_contents (f->out, "as it was", -1, NULL);
      g_assert_false (convert (f, &CASES[i].conversion, CASES[i].in, strlen (CASES[i].in), &error));
      if (!strstr (error->message, CASES[i].message))
        g_error ("%s", error->message);
      assert_out (f, "as it was", 9);
      folder = g_dir_open (f->folder, 0, NULL);
      while (g_dir_read_name (folder))
        n++;
      g_assert_cmpuint (n, ==, 2);
    }
}

static void
test_backup_and_mode (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireConversion conversion = { "UTF-8", "UTF-8", 0, FALSE, 0, TRUE };
  g_autofree char *backup = g_strconcat (f->out, "~", NULL);
  g_autofree char *kept = NULL;
  GStatBuf status;

  g_file_set_contents (f->out, "old", -1, NULL);
  g_chmod (f->out, 0640);
  g_assert_true (convert (f, &conversion, "new", 3, NULL));
  assert_out (f, "new", 3);
  g_assert_true (g_file_get_contents (backup, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "old");
  g_assert_cmpint (g_stat (f->out, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0640);

  g_unlink (f->out); /* where nothing is replaced, what was kept stays */
  g_clear_pointer (&kept, g_free);
  g_assert_true (convert (f, &conversion, "newer", 5, NULL));
  g_assert_true (g_file_get_contents (backup, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "old");
}

static void
test_in_place (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireConversion conversion = { "UTF-8", "UTF-16LE", 0, FALSE, 0, FALSE };

  g_file_set_contents (f->out, "ab", -1, NULL);
  g_assert_true (wire_text_convert_file (&conversion, f->out, f->out, NULL, &f->report, NULL));
  assert_out (f, "a\0b\0", 4);
}

static void
test_no_regular_file (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireConversion conversion = { "UTF-8", "UTF-8", 0, FALSE, 0, FALSE };
  g_autoptr (GError) error = NULL;

  g_file_set_contents (f->in, "a", 1, NULL);
  g_assert_false (
      wire_text_convert_file (&conversion, f->in, "/dev/null", NULL, &f->report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_false (
      wire_text_convert_file (&conversion, f->folder, f->out, NULL, &f->report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

/* A character and a line end on every border between two pieces. */
static void
test_borders (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireConversion there = { "UTF-8", "UTF-16BE", 0, FALSE, WIRE_NEWLINE_LF, FALSE };
  const WireConversion back = { "UTF-16BE", "UTF-8", 0, FALSE, WIRE_NEWLINE_CRLF, FALSE };

  for (guint shift = 0; shift < 6; shift++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < shift; i++)
        g_string_append_c (text, 'x');
      while (text->len < 600 * 1024)
        g_string_append (text, "\xe2\x82\xac\r\n\xf0\x9f\x98\x80");
      convert (f, &there, text->str, text->len, &error);
      g_assert_no_error (error);
      wire_text_convert_file (&back, f->out, f->out, NULL, &f->report, &error);
      g_assert_no_error (error);
      assert_out (f, text->str, text->len);
    }
}

#define ADD(name, func) g_test_add ("/convert/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("table", test_table);
  ADD ("report", test_report);
  ADD ("failures", test_failures);
  ADD ("backup-and-mode", test_backup_and_mode);
  ADD ("in-place", test_in_place);
  ADD ("no-regular-file", test_no_regular_file);
  ADD ("borders", test_borders);
  return g_test_run ();
}
