/* test-object-work.c: objects examined many at a time are found to be what each is by itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/capture-builder.h"
#include "capture/objects/wire-body-read.h"
#include "capture/wire-capture-body.h"
#include "capture/wire-capture-streams.h"
#include "capture/objects/wire-object-content.h"
#include "capture/objects/wire-object-work.h"

#include <string.h>
#include <unistd.h>

#define SEGMENT 1400u
#define SERVER "192.0.2.1:80"

#define FLAGS_SYN 0x02
#define FLAGS_ACK 0x10

/* A response, sent in turns with the others. */
typedef struct
{
  const char *encoding;
  guint size;
  gboolean gzip;    /* the body is */
  guint lost;       /* the segment that was not captured; 0: none */
  const char *head; /* what the body begins with */
} Response;

static const Response RESPONSES[] = {
  { NULL, 5000, FALSE, 0, "GIF89a" },
  { "gzip", 20000, TRUE, 0, "<html>" },
  { "gzip", 9000, FALSE, 0, "not coded as it says" },
  { NULL, 40000, FALSE, 3, "\xff\xd8\xff\xe0" },
  { "gzip", 60000, TRUE, 1, "<html>" },
  { NULL, 0, FALSE, 0, "" },
  { NULL, 1, FALSE, 0, "x" },
  { NULL, 300000, FALSE, 0, "longer than what is read for a type" },
  { NULL, 1500000, FALSE, 0, "longer than what is held in memory" },
  { NULL, 5000000, FALSE, 0, "so long that threads hash it" },
  { "gzip", 7000000, TRUE, 0, "so long, and decoded" },
  { "x-unknown", 3000, FALSE, 0, "coded in some other way" },
};

static const char *source_dir;

/* Bytes that neither repeat nor change from run to run. */
static GByteArray *
make_body (const Response *response)
{
  GByteArray *body = g_byte_array_new ();
  GRand *random = g_rand_new_with_seed (response->size);

  g_byte_array_set_size (body, response->size);
  for (guint i = 0; i < body->len; i++)
    body->data[i] = (guint8) (' ' + g_rand_int_range (random, 0, 90));
  if (body->len > 0)
    memcpy (body->data, response->head, MIN (strlen (response->head), body->len));
  g_rand_free (random);
  return body;
}

static GByteArray *
compress (const GByteArray *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  GByteArray *out = g_byte_array_new ();
  gsize read;
  gsize written;

  g_byte_array_set_size (out, 2 * body->len + 1024);
  g_converter_convert (G_CONVERTER (compressor), body->data, body->len, out->data, out->len,
                       G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
  g_byte_array_set_size (out, (guint) written);
  return out;
}

static GString *
make_message (const Response *response)
{
  g_autoptr (GByteArray) body = make_body (response);
  g_autoptr (GByteArray) packed = response->gzip ? compress (body) : NULL;
  const GByteArray *sent = packed ? packed : body;
  GString *message = g_string_new ("HTTP/1.1 200 OK\r\n");

  if (response->encoding)
    g_string_append_printf (message, "Content-Encoding: %s\r\n", response->encoding);
  g_string_append_printf (message, "Content-Length: %u\r\n\r\n", sent->len);
  g_string_append_len (message, (const char *) sent->data, (gssize) sent->len);
  return message;
}

static void
say (CaptureBuilder *builder,
     guint i,
     gboolean back,
     guint8 flags,
     guint32 at,
     const char *said,
     gssize n)
{
  g_autofree char *client = g_strdup_printf ("192.0.2.2:%u", 40000 + i);

  capture_builder_add_segment (builder, builder->packets, back ? SERVER : client,
                               back ? client : SERVER, flags, at, said, n);
}

static void
ask (CaptureBuilder *builder, guint i)
{
  g_autofree char *request = g_strdup_printf ("GET /%u.gif HTTP/1.1\r\nHost: h\r\n\r\n", i);

  say (builder, i, FALSE, FLAGS_SYN, 0, "", 0);
  say (builder, i, TRUE, FLAGS_SYN | FLAGS_ACK, 0, "", 0);
  say (builder, i, FALSE, FLAGS_ACK, 1, request, -1);
}

/* Every connection sends a segment, and then every one sends another. */
static WireCapture *
make_capture (CaptureBuilder *builder)
{
  GString *messages[G_N_ELEMENTS (RESPONSES)];
  gboolean more = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (RESPONSES); i++)
    {
      messages[i] = make_message (&RESPONSES[i]);
      ask (builder, i);
    }
  for (guint k = 0; more; k++)
    {
      more = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (RESPONSES); i++)
        {
          gsize at = (gsize) k * SEGMENT;

          if (at >= messages[i]->len)
            continue;
          more = TRUE;
          if (k == 0 || k != RESPONSES[i].lost)
            say (builder, i, TRUE, FLAGS_ACK, (guint32) at + 1, messages[i]->str + at,
                 (gssize) MIN (SEGMENT, messages[i]->len - at));
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (RESPONSES); i++)
    g_string_free (messages[i], TRUE);
  return capture_builder_make (builder);
}

static void
assert_same_digests (const WireDigests *found, const WireDigests *wanted)
{
  g_assert_cmphex (found->mask, ==, wanted->mask);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (wanted->mask & WIRE_DIGEST_BIT (i))
      {
        guint size = wire_digest_get_info (i)->size;

        g_assert_cmpmem (found->values[i], size, wanted->values[i], size);
      }
}

static void
assert_same_facts (const WireObjectFacts *found, const WireObjectFacts *wanted)
{
  g_assert_cmpstr (found->extension, ==, wanted->extension);
  g_assert_cmpstr (found->type, ==, wanted->type);
  g_assert_cmpstr (found->words, ==, wanted->words);
  g_assert_cmpstr (found->verdict, ==, wanted->verdict);
  g_assert_cmpstr (found->problem, ==, wanted->problem);
  g_assert_cmpuint (found->appended, ==, wanted->appended);
  g_assert_cmpuint (found->appended_at, ==, wanted->appended_at);
  g_assert_cmpint (found->coded, ==, wanted->coded);
  g_assert_cmpint (found->digested, ==, wanted->digested);
  if (!wanted->digested)
    return;
  g_assert_cmpuint (found->size, ==, wanted->size);
  g_assert_cmpint (found->whole, ==, wanted->whole);
  assert_same_digests (&found->as_sent, &wanted->as_sent);
  assert_same_digests (&found->content, &wanted->content);
}

/* The digests are those of what would be saved. */
static void
check_digests (const WireObjectList *list, guint32 object, const WireObjectFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = wire_object_read_content (list, object, facts->size, NULL, &error);
  WireDigests digests;

  g_assert_no_error (error);
  wire_digests_of_bytes (facts->content.mask, g_bytes_get_data (content, NULL),
                         g_bytes_get_size (content), &digests);
  assert_same_digests (&facts->content, &digests);
}

static void
check_list (const WireObjectList *list, WireTypeDetector *detector, WireObjectWanted wanted)
{
  guint32 n = wire_object_list_get_length (list);
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  g_autoptr (GError) error = NULL;

  for (guint32 i = 0; i < n; i++)
    numbers[i] = n - 1 - i;
  wire_object_examine_many (list, numbers, n, detector, wanted, NULL, facts, &error);
  g_assert_no_error (error);
  for (guint32 i = 0; i < n; i++)
    {
      g_auto (WireObjectFacts) alone = { 0 };

      if (!(wire_object_list_get (list, numbers[i])->flags & WIRE_OBJECT_REQUESTED_ONLY))
        wire_object_examine (list, numbers[i], detector, wanted, NULL, &alone, &error);
      g_assert_no_error (error);
      assert_same_facts (&facts[i], &alone);
      if (facts[i].digested && facts[i].whole)
        check_digests (list, numbers[i], &facts[i]);
      wire_object_facts_clear (&facts[i]);
    }
}

static WireObjectList *
load_list (WireCapture *capture)
{
  g_autoptr (GError) error = NULL;

  wire_capture_want_streams (capture);
  wire_capture_load (capture, NULL, &error);
  g_assert_no_error (error);
  return wire_object_list_new (capture);
}

static void
check_capture (WireCapture *capture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (&error);
  WireObjectList *list = load_list (capture);

  g_assert_no_error (error);
  check_list (list, detector, WIRE_OBJECT_TYPE);
  check_list (list, detector, WIRE_OBJECT_DIGESTS);
  wire_object_list_unref (list);
}

static void
test_turns (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = make_capture (builder);

  check_capture (capture);
  g_assert_cmpuint (wire_capture_get_n_exchanges (capture), ==, G_N_ELEMENTS (RESPONSES));
}

/* Bytes read together stand where they belong, and zeros where there are none. */
static void
test_bodies (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = make_capture (builder);
  WireObjectList *list = load_list (capture);
  guint32 n = wire_object_list_get_length (list);
  g_autofree WireBody *bodies = g_new0 (WireBody, n);
  g_autofree WireBodyRead *reads = g_new0 (WireBodyRead, n);
  g_autoptr (GError) error = NULL;

  for (guint32 i = 0; i < n; i++)
    {
      wire_object_list_get_body (list, i, &bodies[i]);
      reads[i] = (WireBodyRead){ &bodies[i], g_malloc (bodies[i].size) };
    }
  wire_body_read_many (capture, reads, n, NULL, &error);
  g_assert_no_error (error);
  for (guint32 i = 0; i < n; i++)
    {
      g_autoptr (GBytes) alone =
          wire_capture_read_body (capture, &bodies[i], 0, bodies[i].size, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (reads[i].bytes, bodies[i].size, g_bytes_get_data (alone, NULL),
                       g_bytes_get_size (alone));
      wire_body_clear (&bodies[i]);
      g_free (reads[i].bytes);
    }
  wire_object_list_unref (list);
}

static void
test_sample (void)
{
  g_autofree char *path = g_build_filename (source_dir, "data", "samples", "sample.pcap", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  check_capture (capture);
  g_assert_cmpuint (wire_capture_get_n_exchanges (capture), >, 10);
}

/* A cancelled examination says so, and leaves nothing behind. */
static void
test_cancelled (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = make_capture (builder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (NULL);
  g_autoptr (GError) error = NULL;
  WireObjectList *list = load_list (capture);
  WireObjectFacts facts = { 0 };
  guint32 first = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (wire_object_examine_many (list, &first, 1, detector, WIRE_OBJECT_DIGESTS,
                                            cancellable, &facts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wire_object_facts_clear (&facts);
  wire_object_list_unref (list);
}

/* What cannot be read concerns the object that it belongs to, and not the others. */
static void
test_unreadable (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = make_capture (builder);
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (NULL);
  g_autoptr (GError) error = NULL;
  WireObjectList *list = load_list (capture);
  guint n = wire_object_list_get_length (list);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  g_autofree guint32 *objects = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    objects[i] = i;
  g_assert_cmpint (truncate (builder->path, 100), ==, 0);
  g_assert_true (wire_object_examine_many (list, objects, n, detector, WIRE_OBJECT_DIGESTS, NULL,
                                           facts, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      if (wire_object_list_get (list, i)->size > 0)
        {
          g_assert_nonnull (strstr (facts[i].problem, "has changed"));
          g_assert_false (facts[i].whole);
          g_assert_false (facts[i].digested);
        }
      wire_object_facts_clear (&facts[i]);
    }
  wire_object_list_unref (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  source_dir = argv[1];
  g_test_add_func ("/object-work/turns", test_turns);
  g_test_add_func ("/object-work/bodies", test_bodies);
  g_test_add_func ("/object-work/sample", test_sample);
  g_test_add_func ("/object-work/cancelled", test_cancelled);
  g_test_add_func ("/object-work/unreadable", test_unreadable);
  return g_test_run ();
}
