/* test-downloads.c SOURCE-ROOT: facts, order and thumbnails of the sample's downloads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-capture-session.h"
#include "ui/downloads/wire-download-order.h"
#include "ui/downloads/wire-download-save.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "base/wire-hex.h"
#include "ui/downloads/wire-thumbnails.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  WireCaptureSession *session;
  WireObjectList *list;
  WireDownloadStore *store;
} Fixture;

static void
settle (Fixture *self)
{
  while (wire_capture_session_get_job (self->session)
         || wire_capture_session_get_busy (self->session)
         || !wire_capture_session_get_objects (self->session)
         || (self->store && wire_download_store_get_job (self->store)))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer root)
{
  g_autofree char *path = g_build_filename (root, "data", "samples", "sample.pcap", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  settle (self);
  self->list = wire_object_list_ref (wire_capture_session_get_objects (self->session));
  self->store = wire_download_store_new (self->list);
}

static void
tear_down (Fixture *self, gconstpointer root)
{
  (void) root;
  settle (self);
  g_object_add_weak_pointer (G_OBJECT (self->store), (gpointer *) &self->store);
  g_object_unref (self->store);
  while (self->store)
    g_main_context_iteration (NULL, TRUE);
  wire_object_list_unref (self->list);
  g_object_unref (self->session);
}

static guint32
find (Fixture *self, const char *name)
{
  for (guint32 i = 0; i < wire_object_list_get_length (self->list); i++)
    {
      g_autofree char *other = wire_download_make_name (wire_object_list_get (self->list, i));

      if (g_str_equal (name, other))
        return i;
    }
  g_assert_not_reached ();
}

static guint
get_verdict (Fixture *self, const char *name, WireDownloadFacts *facts)
{
  guint32 object = find (self, name);

  wire_download_store_get_facts (self->store, object, facts);
  return wire_download_get_verdict (wire_object_list_get (self->list, object), facts);
}

static void
test_facts (Fixture *self, gconstpointer root)
{
  static const struct
  {
    const char *name;
    guint verdict;
    const char *type;
  } EXPECTED[] = {
    { "ping", WIRE_OBJECT_FINE, "image/gif" },
    { "clear.gif", WIRE_OBJECT_FINE, "image/gif" },
    { "tiles.png", WIRE_OBJECT_MISMATCH, "image/jpeg" },
    { "mountains.jpg", WIRE_OBJECT_APPENDED, "image/jpeg" },
    { "late.jpg", WIRE_OBJECT_NO_ANSWER, NULL },
  };
  WireDownloadFacts facts;

  (void) root;
  g_assert_cmpuint (get_verdict (self, "ping", &facts), ==, WIRE_DOWNLOAD_PENDING);
  wire_download_store_start (self->store);
  settle (self);
  g_assert_true (wire_download_store_is_finished (self->store));
  g_assert_null (wire_download_store_get_problem (self->store));
  for (gsize i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    {
      guint verdict = get_verdict (self, EXPECTED[i].name, &facts);
      g_autofree char *reasons = wire_download_make_reasons (
          wire_object_list_get (self->list, find (self, EXPECTED[i].name)), &facts);

      g_assert_cmpuint (verdict, ==, EXPECTED[i].verdict);
      g_assert_cmpstr (facts.type, ==, EXPECTED[i].type);
      g_assert_cmpuint (strlen (reasons), >, 0);
      g_assert_cmpuint (strlen (wire_download_verdict_get_word (verdict)), >, 0);
    }
  get_verdict (self, "mountains.jpg", &facts);
  g_assert_cmpuint (facts.appended, ==, 16);
}

static void
set_true (gboolean *value)
{
  *value = TRUE;
}

/* One that is looked at is examined before the others. */
static void
test_one (Fixture *self, gconstpointer root)
{
  WireDownloadFacts facts;
  g_autofree char *hex = NULL;

  (void) root;
  wire_download_store_examine_one (self->store, find (self, "clear.gif"));
  do
    {
      g_main_context_iteration (NULL, TRUE);
      get_verdict (self, "clear.gif", &facts);
    }
  while (facts.stage != WIRE_DOWNLOAD_EXAMINED);
  g_assert_true (facts.hashed && facts.whole);
  hex = wire_hex_encode (facts.content.sha256, sizeof facts.content.sha256, "");
  g_assert_cmpstr (hex, ==, "f1e5dd2a4400e6d5d3860120c7f6b9f3653ee93161a1529db606ca17965d6c85");
  get_verdict (self, "ping", &facts);
  g_assert_cmpuint (facts.stage, ==, WIRE_DOWNLOAD_UNSEEN);
}

/* Hash sets */

typedef struct
{
  WireDownloadFacts facts;
  gboolean given;
} Known;

/* A WireKnownDigestSource. */
static int
give_md5 (WireKnownDigest *digest, gpointer data, GError **error)
{
  Known *known = data;

  (void) error;
  if (known->given)
    return 0;
  known->given = TRUE;
  *digest = (WireKnownDigest){ WIRE_DIGEST_MD5, known->facts.content.md5, "badfile4.txt" };
  return 1;
}

/* A WireKnownDigestSource: clear.gif's. */
static int
give_sha1 (WireKnownDigest *digest, gpointer data, GError **error)
{
  static const guint8 SHA1[] = { 0xd0, 0x0b, 0x7f, 0xfa, 0x75, 0xee, 0xbe, 0xe3, 0xe1, 0x9a,
                                 0x53, 0xea, 0xd2, 0x4e, 0x75, 0xac, 0x59, 0x45, 0x50, 0xae };
  gboolean *given = data;

  (void) error;
  if (*given)
    return 0;
  *given = TRUE;
  *digest = (WireKnownDigest){ WIRE_DIGEST_SHA1, SHA1, "tracker.gif" };
  return 1;
}

static void
match (Fixture *self)
{
  gboolean changed = FALSE;
  gulong handler =
      g_signal_connect_swapped (self->store, "changed", G_CALLBACK (set_true), &changed);

  wire_download_store_match (self->store);
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (self->store, handler);
}

static void
test_known (Fixture *self, gconstpointer root)
{
  WireHashDatabase *database;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  WireHashImportCount count;
  WireDownloadFacts facts;
  Known known = { 0 };
  gint64 set;

  (void) root;
  wire_download_store_start (self->store);
  settle (self);
  get_verdict (self, "clear.gif", &known.facts);
  database = wire_hash_set_store_open (wire_hash_set_store_get_default (), &error);
  g_assert_no_error (error);
  set = wire_hash_database_create_set (database, "Lab", WIRE_HASH_SET_BAD, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (wire_hash_database_add (database, set, give_md5, &known, &count, &error));
  match (self);
  g_assert_cmpuint (get_verdict (self, "clear.gif", &facts), ==, WIRE_OBJECT_KNOWN_BAD);
  sentence = wire_download_describe_known (&facts);
  g_assert_cmpstr (sentence, ==, "Its hash is that of badfile4.txt in the set “Lab”.");
  g_assert_cmpuint (get_verdict (self, "ping", &facts), ==, WIRE_OBJECT_FINE);

  g_assert_true (wire_hash_database_remove_digest (database, set, WIRE_DIGEST_MD5,
                                                   known.facts.content.md5, &error));
  match (self);
  g_assert_cmpuint (get_verdict (self, "clear.gif", &facts), ==, WIRE_OBJECT_FINE);
}

/* A set that holds a digest that is not kept has the objects read again, and asks for it where they
 * are read for the first time. */
static void
check_other_digest (Fixture *self, gboolean set_first)
{
  WireHashDatabase *database = wire_hash_set_store_open (wire_hash_set_store_get_default (), NULL);
  gint64 set = wire_hash_database_create_set (database, "SHA-1", WIRE_HASH_SET_BAD, NULL, NULL);
  WireHashImportCount count;
  WireDownloadFacts facts;
  gboolean given = FALSE;

  if (!set_first)
    {
      wire_download_store_start (self->store);
      settle (self);
    }
  g_assert_true (wire_hash_database_add (database, set, give_sha1, &given, &count, NULL));
  if (set_first)
    {
      wire_download_store_start (self->store);
      settle (self);
    }
  else
    match (self);
  g_assert_cmpuint (get_verdict (self, "clear.gif", &facts), ==, WIRE_OBJECT_KNOWN_BAD);
  g_assert_cmpstr (facts.known_name, ==, "tracker.gif");
  g_assert_cmpuint (get_verdict (self, "ping", &facts), ==, WIRE_OBJECT_FINE);
  g_assert_true (wire_hash_database_remove_set (database, set, NULL));
  match (self);
  g_assert_cmpuint (get_verdict (self, "clear.gif", &facts), ==, WIRE_OBJECT_FINE);
}

static void
test_other_digest_afterwards (Fixture *self, gconstpointer root)
{
  (void) root;
  check_other_digest (self, FALSE);
}

static void
test_other_digest_at_first (Fixture *self, gconstpointer root)
{
  (void) root;
  check_other_digest (self, TRUE);
}

/* What lacks bytes has another hash than the file, and no verdict comes of it. */
static void
test_incomplete (void)
{
  const WireObject object = { .size = 14, .expected = 20, .missing = 6, .gaps = 1 };
  const WireDownloadFacts facts = { .stage = WIRE_DOWNLOAD_EXAMINED, .type = "image/gif" };
  g_autofree char *reasons = wire_download_make_reasons (&object, &facts);

  g_assert_cmpuint (wire_download_get_verdict (&object, &facts), ==, WIRE_OBJECT_INCOMPLETE);
  g_assert_nonnull (strstr (reasons, "do not trust this hash"));
}

/* The order */

typedef struct
{
  gboolean called;
  char *names;
  guint by_uri;
  guint by_bytes;
  guint n_all;
  WireDownloadFound found;
  guint32 n;
} Ordered;

static Ordered ordered;
static Fixture *ordering;

static void
ordered_cb (WireJob *job, const WireDownloadOrder *order, GObject *owner)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const guint32 *objects = g_bytes_get_data (order->rows, NULL);

  g_assert_cmpint (wire_job_get_state (job), ==, WIRE_JOB_DONE);
  g_assert_true (G_IS_OBJECT (owner));
  for (guint32 i = 0; i < order->n; i++)
    {
      g_autofree char *name =
          wire_download_make_name (wire_object_list_get (ordering->list, objects[i]));

      g_string_append_printf (names, "%s ", name);
    }
  ordered = (Ordered){ TRUE,         g_strdup (names->str), order->by_uri, order->by_bytes,
                       order->n_all, order->found,          order->n };
}

static void
ask_found (Fixture *self,
           WireObjectChoice choice,
           WireDownloadSort key,
           gboolean descending,
           guint verdict,
           guint kind)
{
  WireDownloadQuestion question = { .store = self->store,
                                    .view = wire_capture_session_get_view (self->session),
                                    .choice = choice,
                                    .form_data = TRUE,
                                    .verdict = verdict,
                                    .kind = kind,
                                    .key = key,
                                    .descending = descending };
  g_autoptr (WireJob) job = NULL;

  g_clear_pointer (&ordered.names, g_free);
  ordered = (Ordered){ 0 };
  ordering = self;
  job = wire_download_order_start (&question, ordered_cb, G_OBJECT (self->store));
  while (!ordered.called)
    g_main_context_iteration (NULL, TRUE);
}

static void
ask (Fixture *self, WireObjectChoice choice, WireDownloadSort key, gboolean descending)
{
  ask_found (self, choice, key, descending, 0, 0);
}

/* What a chip counts is what comes when it is pressed. */
static void
test_found (Fixture *self, gconstpointer root)
{
  WireDownloadFound all;
  guint32 n = 0;

  (void) root;
  ask (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  for (guint i = 0; i < WIRE_N_TRANSFER_KINDS; i++)
    g_assert_cmpuint (ordered.found.kinds[i], ==, 0); /* nobody has looked */
  wire_download_store_start (self->store);
  settle (self);
  ask (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  all = ordered.found;
  g_assert_cmpuint (all.verdicts[WIRE_DOWNLOAD_PENDING], ==, 0);
  for (guint i = 0; i < WIRE_N_DOWNLOAD_VERDICTS; i++)
    {
      ask_found (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE, 1 + i, 0);
      g_assert_cmpuint (ordered.n, ==, all.verdicts[i]);
      n += all.verdicts[i];
    }
  g_assert_cmpuint (n, ==, wire_object_list_get_length (self->list));
  for (guint i = 0; i < WIRE_N_TRANSFER_KINDS; i++)
    {
      ask_found (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE, 0, 1 + i);
      g_assert_cmpuint (ordered.n, ==, all.kinds[i]);
    }
  ask_found (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE, 1 + WIRE_OBJECT_APPENDED,
             1 + WIRE_TRANSFER_PICTURE);
  g_assert_cmpstr (ordered.names, ==, "mountains.jpg ");
  g_assert_cmpuint (ordered.found.kinds[WIRE_TRANSFER_PICTURE], ==, 1);
  g_clear_pointer (&ordered.names, g_free);
}

/* What has no size, no status or no digest comes last, whichever way is sorted. */
static void
test_empty_last (Fixture *self, gconstpointer root)
{
  static const WireDownloadSort KEYS[] = { WIRE_DOWNLOAD_SORT_SIZE, WIRE_DOWNLOAD_SORT_STATUS,
                                           WIRE_DOWNLOAD_SORT_SHA256, WIRE_DOWNLOAD_SORT_TYPE };

  (void) root;
  wire_download_store_start (self->store);
  settle (self);
  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    for (guint descending = 0; descending < 2; descending++)
      {
        ask (self, WIRE_OBJECT_IMAGE, KEYS[i], descending != 0);
        g_assert_true (g_str_has_suffix (ordered.names, "late.jpg "));
      }
  g_clear_pointer (&ordered.names, g_free);
}

static void
test_kinds (Fixture *self, gconstpointer root)
{
  static const struct
  {
    const char *type;
    WireTransferKind kind;
  } TYPES[] = {
    { "image/gif", WIRE_TRANSFER_PICTURE },
    { "application/pdf", WIRE_TRANSFER_DOCUMENT },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      WIRE_TRANSFER_DOCUMENT },
    { "application/zip", WIRE_TRANSFER_ARCHIVE },
    { "application/vnd.ms-cab-compressed", WIRE_TRANSFER_ARCHIVE },
    { "application/x-dosexec", WIRE_TRANSFER_PROGRAM },
    { "application/vnd.android.package-archive", WIRE_TRANSFER_PROGRAM },
    { "text/javascript", WIRE_TRANSFER_SCRIPT },
    { "text/css", WIRE_TRANSFER_OTHER },
    { "application/octet-stream", WIRE_TRANSFER_OTHER },
  };

  (void) self;
  (void) root;
  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    g_assert_cmpint (wire_transfer_kind_of_type (TYPES[i].type), ==, TYPES[i].kind);
}

static void
test_choices (Fixture *self, gconstpointer root)
{
  (void) root;
  /* The lab's test needs no look at any byte. */
  ask (self, WIRE_OBJECT_GIF, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  g_assert_cmpstr (ordered.names, ==, "clear.gif Wait.GIF ");
  g_assert_cmpuint (ordered.by_uri, ==, 2);
  g_assert_cmpuint (ordered.by_bytes, ==, 0);
  wire_download_store_start (self->store);
  settle (self);
  ask (self, WIRE_OBJECT_GIF, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  g_assert_cmpstr (ordered.names, ==, "ping clear.gif Wait.GIF ");
  g_assert_cmpuint (ordered.by_uri, ==, 2);
  g_assert_cmpuint (ordered.by_bytes, ==, 3);
  ask (self, WIRE_OBJECT_JPEG, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  g_assert_cmpstr (ordered.names, ==, "harbour.jpg mountains.jpg tiles.png late.jpg ");
  ask (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  g_assert_cmpuint (ordered.n_all, ==, wire_object_list_get_length (self->list));
  g_clear_pointer (&ordered.names, g_free);
}

static void
test_sorts (Fixture *self, gconstpointer root)
{
  static const struct
  {
    WireDownloadSort key;
    gboolean descending;
    const char *names;
  } EXPECTED[] = {
    { WIRE_DOWNLOAD_SORT_NAME, FALSE, "clear.gif ping Wait.GIF " },
    { WIRE_DOWNLOAD_SORT_NAME, TRUE, "Wait.GIF ping clear.gif " },
    { WIRE_DOWNLOAD_SORT_SIZE, FALSE, "ping clear.gif Wait.GIF " },
    { WIRE_DOWNLOAD_SORT_SIZE, TRUE, "Wait.GIF clear.gif ping " },
    { WIRE_DOWNLOAD_SORT_TIME, TRUE, "Wait.GIF clear.gif ping " },
    { WIRE_DOWNLOAD_SORT_SERVER, FALSE, "ping Wait.GIF clear.gif " },
    { WIRE_DOWNLOAD_SORT_CLIENT, TRUE, "ping clear.gif Wait.GIF " },
    { WIRE_DOWNLOAD_SORT_FOUND, FALSE, "ping clear.gif Wait.GIF " },
    { WIRE_DOWNLOAD_SORT_EXTENSION, TRUE, "clear.gif Wait.GIF ping " },
    { WIRE_DOWNLOAD_SORT_EXTENSION, FALSE, "clear.gif Wait.GIF ping " },
    { WIRE_DOWNLOAD_SORT_DECRYPTED, FALSE, "ping clear.gif Wait.GIF " },
    { WIRE_DOWNLOAD_SORT_SHA256, TRUE, "Wait.GIF clear.gif ping " },
  };

  (void) root;
  wire_download_store_start (self->store);
  settle (self);
  for (gsize i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    {
      ask (self, WIRE_OBJECT_GIF, EXPECTED[i].key, EXPECTED[i].descending);
      g_assert_cmpstr (ordered.names, ==, EXPECTED[i].names);
    }
  g_clear_pointer (&ordered.names, g_free);
}

/* An object is shown where its packet is. */
static void
test_filter (Fixture *self, gconstpointer root)
{
  WireCondition condition = { .kind = WIRE_CONDITION_NOT_FROM };
  WireFamily family;

  (void) root;
  g_assert_true (wire_address_parse ("146.176.164.91", &family, condition.tuple.src));
  condition.tuple.family = (guint8) family;
  wire_capture_session_add_condition (self->session, &condition);
  settle (self);
  ask (self, WIRE_OBJECT_ALL, WIRE_DOWNLOAD_SORT_NONE, FALSE);
  g_assert_cmpstr (ordered.names, ==, "");
  g_assert_cmpuint (ordered.n_all, ==, 0);
  g_clear_pointer (&ordered.names, g_free);
}

/* Thumbnails */

static void
count_ready (guint *n)
{
  (*n)++;
}

static void
test_thumbnails (Fixture *self, gconstpointer root)
{
  g_autoptr (WireThumbnails) thumbnails = wire_thumbnails_new (self->list);
  GdkTexture *texture = NULL;
  guint n = 0;

  (void) root;
  g_signal_connect_swapped (thumbnails, "ready", G_CALLBACK (count_ready), &n);
  g_assert_false (wire_thumbnails_get (thumbnails, find (self, "harbour.jpg"), &texture));
  g_assert_false (wire_thumbnails_get (thumbnails, find (self, "news"), &texture));
  g_assert_false (wire_thumbnails_get (thumbnails, find (self, "news"), &texture));
  while (n < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wire_thumbnails_get (thumbnails, find (self, "news"), &texture));
  g_assert_null (texture);
  g_assert_true (wire_thumbnails_get (thumbnails, find (self, "harbour.jpg"), &texture));
  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIRE_THUMBNAIL_EDGE);
  g_assert_cmpuint (wire_thumbnails_count (thumbnails), ==, 2);
}

/* What is not wanted any more is not made. */
static void
test_stop (Fixture *self, gconstpointer root)
{
  WireThumbnails *thumbnails = wire_thumbnails_new (self->list);
  GdkTexture *texture;

  (void) root;
  for (guint32 i = 0; i < wire_object_list_get_length (self->list); i++)
    wire_thumbnails_get (thumbnails, i, &texture);
  g_object_add_weak_pointer (G_OBJECT (thumbnails), (gpointer *) &thumbnails);
  wire_thumbnails_stop (thumbnails);
  g_object_unref (thumbnails);
  while (thumbnails)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (thumbnails);
}

/* Saving */

typedef struct
{
  gboolean called;
  guint saved;
  guint empty;
  guint failed;
  char *sentence;
} Saved;

static Saved saved;

static void
saved_cb (WireJob *job, const WireDownloadSaved *result, GObject *owner)
{
  g_assert_cmpint (wire_job_get_state (job), ==, WIRE_JOB_DONE);
  g_assert_true (G_IS_OBJECT (owner));
  saved = (Saved){ TRUE, result->saved, result->empty, result->failed,
                   wire_download_saved_describe (result, FALSE) };
}

static void
save_all (Fixture *self, const char *folder)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WireJob) job = NULL;

  for (guint32 i = 0; i < wire_object_list_get_length (self->list); i++)
    g_array_append_val (objects, i);
  saved = (Saved){ 0 };
  job = wire_download_save_into (self->store, objects, folder, FALSE, saved_cb,
                                 G_OBJECT (self->store));
  while (!saved.called)
    g_main_context_iteration (NULL, TRUE);
}

static guint
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
      n++;
    }
  return n;
}

static void
test_save (Fixture *self, gconstpointer root)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", &error);
  guint n = wire_object_list_get_length (self->list);

  (void) root;
  g_assert_no_error (error);
  save_all (self, folder);
  g_assert_cmpuint (saved.saved, >, 7);
  g_assert_cmpuint (saved.failed, ==, 0);
  g_assert_cmpuint (saved.saved + saved.empty, ==, n);
  g_clear_pointer (&saved.sentence, g_free);
  g_assert_cmpuint (empty_folder (folder), ==, n - saved.empty + 2); /* and two lists */
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  save_all (self, folder); /* which is not there any more */
  g_assert_cmpuint (saved.saved, ==, 0);
  g_assert_cmpuint (saved.failed, >, 0);
  g_assert_nonnull (strstr (saved.sentence, "could not be saved"));
  g_clear_pointer (&saved.sentence, g_free);
}

static void
test_save_as (Fixture *self, gconstpointer root)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.gif", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (WireJob) job = NULL;
  gsize length;

  (void) root;
  g_assert_true (g_file_set_contents (path, "what was there before, and is longer", -1, NULL));
  saved = (Saved){ 0 };
  job = wire_download_save_as (self->store, find (self, "ping"), path, saved_cb,
                               G_OBJECT (self->store));
  while (!saved.called)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (saved.saved, ==, 1);
  g_assert_nonnull (strstr (saved.sentence, "mine.gif"));
  g_clear_pointer (&saved.sentence, g_free);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, ==, 320);
  g_assert_true (g_str_has_prefix (contents, "GIF8"));
  g_assert_cmpuint (empty_folder (folder), ==, 1);
  g_rmdir (folder);
}

/* A run before this one may have left its own. */
static void
remove_sets (void)
{
  static const char *const SUFFIXES[] = { "", "-wal", "-shm" };
  g_autofree char *path = wire_hash_database_get_default_path ();

  for (gsize i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    {
      g_autofree char *name = g_strconcat (path, SUFFIXES[i], NULL);

      g_unlink (name);
    }
}

int
main (int argc, char **argv)
{
  const char *root;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  root = argv[1];
  remove_sets ();
#define ADD(name, func) g_test_add ("/downloads/" name, Fixture, root, set_up, func, tear_down)
  ADD ("facts", test_facts);
  ADD ("one", test_one);
  ADD ("known", test_known);
  ADD ("other-digest/afterwards", test_other_digest_afterwards);
  ADD ("other-digest/at-first", test_other_digest_at_first);
  g_test_add_func ("/downloads/incomplete", test_incomplete);
  ADD ("choices", test_choices);
  ADD ("sorts", test_sorts);
  ADD ("filter", test_filter);
  ADD ("thumbnails", test_thumbnails);
  ADD ("stop", test_stop);
  ADD ("found", test_found);
  ADD ("empty-last", test_empty_last);
  ADD ("kinds", test_kinds);
  ADD ("save", test_save);
  ADD ("save-as", test_save_as);
  return g_test_run ();
}
