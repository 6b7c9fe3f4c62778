/* test-object-save.c: under which names downloads are saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/http/http-talk.h"
#include "capture/objects/wire-object-save.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define GIF "GIF89a\1\0\1\0\0\0\0;"

static void
test_names (void)
{
  static const struct
  {
    const char *uri;
    const char *extension;
    const char *name;
  } CASES[] = {
    { "/img/clear.gif", "png", "clear.gif" },
    { "/img/clear.gif?a=/b.exe#c", NULL, "clear.gif" },
    { "/a%20b.gif", NULL, "a b.gif" },
    { "/photo", "jpg", "photo.jpg" },
    { "/photo", "", "photo" },
    { "/", "gif", "download.gif" },
    { NULL, NULL, "download" },
    { "/..", NULL, "download" },
    { "/..%2f..%2fetc%2fpasswd", NULL, "_.._etc_passwd" },
    { "/..\\..\\boot.ini", NULL, "_.._boot.ini" },
    { "/.bashrc", NULL, "bashrc" },
    { "/a.gif. ", NULL, "a.gif" },
    { "/CON", NULL, "_CON" },
    { "/nul.gif", NULL, "_nul.gif" },
    { "/com1.txt", NULL, "_com1.txt" },
    { "/com10.txt", NULL, "com10.txt" },
    { "/lpt1 .gif", NULL, "_lpt1 .gif" },
    { "/COM%c2%b2.gif", NULL, "_COM\xc2\xb2.gif" },
    { "/conin$", "gif", "_conin$.gif" },
    { "/com", NULL, "com" },
    { "/-rf.gif", NULL, "_-rf.gif" },
    { "/a%00b%0ac.gif", NULL, "a%00b%0ac.gif" },
    { "/a%0ac.gif", NULL, "a_c.gif" },
    { "/a:b*c?.gif", NULL, "a_b_c" },
    { "/gpj%e2%80%ae.exe", NULL, "gpj_.exe" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *name = wire_object_make_name (CASES[i].uri, CASES[i].extension);

      g_assert_cmpstr (name, ==, CASES[i].name);
    }
}

/* However long, in however wide characters, a name fits and keeps its extension. */
static void
test_long_names (void)
{
  static const char *const UNITS[] = { "a", "\xc3\xa9", "%F0%9F%90%9F", "%ff" };

  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    {
      g_autoptr (GString) uri = g_string_new ("/");
      g_autofree char *name = NULL;

      for (guint n = 0; n < 300; n++)
        g_string_append (uri, UNITS[i]);
      g_string_append (uri, ".jpeg");
      name = wire_object_make_name (uri->str, NULL);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpuint (strlen (name), <=, WIRE_OBJECT_MAX_NAME);
      g_assert_cmpuint (strlen (name), >, WIRE_OBJECT_MAX_NAME - 4);
      g_assert_true (g_str_has_suffix (name, ".jpeg"));
    }
}

static void
assert_saved (HttpTalk *talk, const char *folder, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireSaveFolder) into = wire_save_folder_open (folder, NULL);
  g_auto (WireObjectSaved) saved = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (wire_object_save (talk->list, 0, NULL, into, NULL, &saved, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (saved.name, ==, wanted);
  g_assert_null (saved.map);
  path = g_build_filename (folder, saved.name, NULL);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpmem (content, length, GIF, sizeof GIF - 1);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* What is there stays as it is: a file, a folder, or a link that leads elsewhere. */
static void
test_nothing_is_overwritten (void)
{
  g_auto (HttpTalk) talk = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("wirecase-object-XXXXXX", NULL);
  g_autofree char *taken = g_build_filename (folder, "a.gif", NULL);
  g_autofree char *elsewhere = g_build_filename (folder, "elsewhere", NULL);
  g_autofree char *content = NULL;

  http_talk_begin (&talk);
  http_talk_ask (&talk, "GET", "/a.gif");
  http_talk_answer_ok (&talk, "", BYTES (GIF));
  http_talk_end (&talk);
  assert_saved (&talk, folder, "a.gif");
  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  assert_saved (&talk, folder, "a (2).gif");
  g_assert_true (g_file_get_contents (taken, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
  g_assert_cmpint (g_unlink (taken), ==, 0);
  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  assert_saved (&talk, folder, "a (2).gif");
  g_assert_cmpint (g_rmdir (taken), ==, 0);
  g_assert_cmpint (symlink (elsewhere, taken), ==, 0);
  assert_saved (&talk, folder, "a (2).gif");
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (taken), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Two bytes of a gigabyte are two bytes, and a note of where they belong. */
static void
test_mostly_missing (void)
{
  g_auto (HttpTalk) talk = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("wirecase-object-XXXXXX", NULL);
  g_autoptr (WireSaveFolder) into = wire_save_folder_open (folder, NULL);
  g_autofree char *path = g_build_filename (folder, "big.bin", NULL);
  g_autofree char *map_path = g_build_filename (folder, "big.bin.map", NULL);
  g_autofree char *map = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WireObjectSaved) saved = { 0 };
  GStatBuf info;

  http_talk_begin (&talk);
  for (guint i = 0; i < 2; i++)
    {
      static const char *const RANGES[] = { "0-0", "1073741822-1073741822" };
      g_autofree char *head = g_strdup_printf ("HTTP/1.1 206 Partial Content\nETag: \"a\"\n"
                                               "Content-Length: 1\n"
                                               "Content-Range: bytes %s/1073741824\n\n",
                                               RANGES[i]);

      http_talk_ask (&talk, "GET", "/big.bin");
      http_talk_answer (&talk, head, BYTES ("x"));
    }
  http_talk_end (&talk);
  g_assert_true (wire_object_save (talk.list, 0, NULL, into, NULL, &saved, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (saved.name, ==, "big.bin");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 2);
  g_assert_cmpstr (saved.map, ==, "big.bin.map");
  g_assert_true (g_file_get_contents (map_path, &map, NULL, NULL));
  g_assert_nonnull (strstr (map, "\n0\t0\n1073741822\t1\n"));
  g_assert_cmpint (g_unlink (map_path), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The capture that a download comes from is evidence: nothing is saved over it. */
static void
test_the_capture_is_kept (void)
{
  g_auto (HttpTalk) talk = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (WireObjectSaved) saved = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  http_talk_begin (&talk);
  http_talk_ask (&talk, "GET", "/a.gif");
  http_talk_answer_ok (&talk, "", BYTES (GIF));
  http_talk_end (&talk);
  g_assert_true (g_file_get_contents (talk.builder->path, &before, &n_before, NULL));
  g_assert_false (wire_object_save_as (talk.list, 0, talk.builder->path, NULL, &saved, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (talk.builder->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-save/names", test_names);
  g_test_add_func ("/object-save/long-names", test_long_names);
  g_test_add_func ("/object-save/nothing-is-overwritten", test_nothing_is_overwritten);
  g_test_add_func ("/object-save/mostly-missing", test_mostly_missing);
  g_test_add_func ("/object-save/the-capture-is-kept", test_the_capture_is_kept);
  return g_test_run ();
}
