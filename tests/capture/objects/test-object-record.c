/* test-object-record.c: lists of what was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/http/http-talk.h"
#include "capture/objects/wire-object-record.h"
#include "files/digests/wire-file-hash.h"

#include <glib/gstdio.h>
#include <string.h>

#define GIF "GIF89a\1\0\1\0\0\0\0;"

typedef struct
{
  HttpTalk talk;
  char *folder;
  WireSaveFolder *into;
  WireObjectRecord *record;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  (void) data;
  http_talk_begin (&self->talk);
  self->folder = g_dir_make_tmp ("wirecase-record-XXXXXX", NULL);
  self->into = wire_save_folder_open (self->folder, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  (void) data;
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  wire_object_record_free (self->record);
  wire_save_folder_free (self->into);
  g_free (self->folder);
  http_talk_clear (&self->talk);
}

static void
save (Fixture *self, const WireObjectNoted *noted)
{
  g_auto (WireObjectSaved) saved = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_object_save (self->talk.list, 0, NULL, self->into, NULL, &saved, &error));
  g_assert_no_error (error);
  wire_object_record_add (self->record, 0, &saved, noted);
}

static char *
read_file (const Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static char *
hash_path (const char *path)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  g_assert_true (wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, NULL));
  return wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
}

/* Every line of the list is true of the file that it names. Returns: how many there are */
static guint
check_sums (const Fixture *self, const char *name)
{
  g_autofree char *sums = read_file (self, name);
  g_auto (GStrv) lines = g_strsplit (sums, "\n", -1);
  guint n = 0;

  for (; lines[n] && *lines[n]; n++)
    {
      g_autofree char *path = g_build_filename (self->folder, lines[n] + 66, NULL);
      g_autofree char *hex = hash_path (path);

      g_assert_true (g_str_has_prefix (lines[n], hex));
    }
  return n;
}

static void
end (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_object_record_end (self->record, self->into, NULL, &error));
  g_assert_no_error (error);
}

static void
answer_gif (Fixture *self)
{
  http_talk_ask (&self->talk, "GET", "/a.gif");
  http_talk_answer_ok (&self->talk, "", BYTES (GIF));
  http_talk_end (&self->talk);
  self->record = wire_object_record_new (self->talk.list);
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  const WireObjectNoted noted = {
    .type = "image/gif", .verdict = "ok", .complete = "yes", .reason = (char *) "=\"a\""
  };
  g_autofree char *capture = NULL;
  g_autofree char *table = NULL;

  (void) data;
  answer_gif (self);
  save (self, &noted);
  save (self, &noted);
  end (self);
  g_assert_null (wire_object_record_get_problem (self->record));
  g_assert_cmpstr (wire_object_record_get_sums (self->record), ==, "SHA256SUMS");
  g_assert_cmpuint (check_sums (self, "SHA256SUMS"), ==, 3);
  table = read_file (self, "transfers.csv");
  capture = hash_path (self->talk.builder->path);
  g_assert_nonnull (strstr (table, "\r\n\"a.gif\",\"/a.gif\",\"HTTP/1.1\",\"download\""));
  g_assert_nonnull (strstr (table, "\r\n\"a (2).gif\","));
  g_assert_nonnull (strstr (table, ",\"ok\",\"\",\"'=\"\"a\"\"\",\""));
  g_assert_nonnull (strstr (table, capture));
}

/* What is there stays, also what a stranger named so. */
static void
test_nothing_is_overwritten (Fixture *self, gconstpointer data)
{
  g_autofree char *sums = g_build_filename (self->folder, "SHA256SUMS", NULL);
  g_autofree char *kept = NULL;

  (void) data;
  answer_gif (self);
  g_assert_true (g_file_set_contents (sums, "mine", -1, NULL));
  save (self, &(WireObjectNoted){ .verdict = "ok" });
  end (self);
  kept = read_file (self, "SHA256SUMS");
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_cmpstr (wire_object_record_get_sums (self->record), ==, "SHA256SUMS (2)");
  g_assert_cmpuint (check_sums (self, "SHA256SUMS (2)"), ==, 2);
}

static void
test_nothing_was_saved (Fixture *self, gconstpointer data)
{
  (void) data;
  answer_gif (self);
  end (self);
  g_assert_null (wire_object_record_get_sums (self->record));
  g_assert_null (wire_object_record_get_table (self->record));
}

/* The file that nearly all is missing of, and the map of its places, both have digests. */
static void
test_map (Fixture *self, gconstpointer data)
{
  (void) data;
  for (guint i = 0; i < 2; i++)
    {
      static const char *const RANGES[] = { "0-0", "1073741822-1073741822" };
      g_autofree char *head = g_strdup_printf ("HTTP/1.1 206 Partial Content\nETag: \"a\"\n"
                                               "Content-Length: 1\n"
                                               "Content-Range: bytes %s/1073741824\n\n",
                                               RANGES[i]);

      http_talk_ask (&self->talk, "GET", "/big.bin");
      http_talk_answer (&self->talk, head, BYTES ("x"));
    }
  http_talk_end (&self->talk);
  self->record = wire_object_record_new (self->talk.list);
  save (self, &(WireObjectNoted){ .verdict = "incomplete", .complete = "no" });
  end (self);
  g_assert_cmpuint (check_sums (self, "SHA256SUMS"), ==, 3);
}

/* Another file has taken the place of the capture: its digest would be a lie. */
static void
test_another_capture (Fixture *self, gconstpointer data)
{
  g_autofree char *table = NULL;
  g_autofree char *other = NULL;

  (void) data;
  answer_gif (self);
  save (self, &(WireObjectNoted){ .verdict = "ok" });
  g_assert_true (g_file_set_contents (self->talk.builder->path, "another", -1, NULL));
  other = hash_path (self->talk.builder->path);
  end (self);
  table = read_file (self, "transfers.csv");
  g_assert_null (strstr (table, other));
  g_assert_nonnull (wire_object_record_get_problem (self->record));
}

int
main (int argc, char **argv)
{
#define ADD(name, test) g_test_add ("/object-record/" name, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("lists", test_lists);
  ADD ("nothing-is-overwritten", test_nothing_is_overwritten);
  ADD ("nothing-was-saved", test_nothing_was_saved);
  ADD ("map", test_map);
  ADD ("another-capture", test_another_capture);
  return g_test_run ();
}
