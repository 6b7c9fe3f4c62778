/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batches come from a thread as they come without one, and their bytes stay while they are taken.
 */

#include "capture/wire-batch-queue.h"
#include "tests/capture/capture-builder.h"

#include <string.h>

#define PACKETS 20000u
#define START_US (G_GINT64_CONSTANT (1355220131) * 1000000)

/* What all batches of a capture said, one after the other. */
typedef struct
{
  guint32 packets;
  guint32 segments;
  guint32 batches;
  guint64 digest;
} Seen;

static void
digest (Seen *seen, const void *bytes, gsize length)
{
  const guint8 *b = bytes;

  for (gsize i = 0; i < length; i++)
    seen->digest = (seen->digest ^ b[i]) * G_GUINT64_CONSTANT (0x100000001b3);
}

static void
look_at_batch (Seen *seen, const WireDecodedBatch *batch)
{
  g_assert_cmpuint (batch->first_packet, ==, seen->packets);
  g_assert_cmpuint (batch->n, <=, WIRE_CAPTURE_BATCH);
  for (guint i = 0; i < batch->n; i++)
    {
      digest (seen, &batch->records[i].offset, sizeof batch->records[i].offset);
      digest (seen, &batch->records[i].time, sizeof batch->records[i].time);
      digest (seen, &batch->samples[i].tuple.src_port, sizeof (guint16));
    }
  for (guint i = 0; i < batch->segments->len; i++)
    {
      const WireSegment *segment = &g_array_index (batch->segments, WireSegment, i);

      digest (seen, &segment->packet, sizeof segment->packet);
      digest (seen, segment->data, segment->captured);
    }
  seen->packets += batch->n;
  seen->segments += batch->segments->len;
  seen->batches++;
}

/* Slowly: the thread runs into the bound of what it may read ahead. */
static Seen
take_all (const char *path, guint32 wanted, gboolean thread, gboolean slowly, GError **error)
{
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, NULL);
  g_autoptr (WireBatchDecoder) decoder = wire_batch_decoder_new (reader, wanted, TRUE);
  g_autoptr (WireBatchQueue) queue = wire_batch_queue_new (decoder, thread);
  Seen seen = { .digest = 14695981039346656037u };
  const WireDecodedBatch *batch;

  while ((batch = wire_batch_queue_next (queue, error))->n > 0)
    {
      if (slowly && seen.batches % 16 == 0)
        g_usleep (2000);
      look_at_batch (&seen, batch);
    }
  return seen;
}

/* Segments of up to 1,000 bytes, all different; a few of @longest. */
static CaptureBuilder *
make_capture (gssize longest)
{
  CaptureBuilder *builder = capture_builder_new (1);
  g_autofree char *said = g_malloc (65536);
  char from[32];

  for (guint i = 0; i < PACKETS; i++)
    {
      memset (said, (int) (i * 7), 65536);
      g_snprintf (from, sizeof from, "10.0.0.1:%u", 1024 + i % 500);
      capture_builder_add_segment (builder, START_US + i, from, "10.0.0.2:80", 16, i, said,
                                   i % 2000 == 0 ? longest : (gssize) i % 1000);
    }
  g_object_unref (capture_builder_make (builder));
  return builder;
}

static void
assert_same (const Seen *a, const Seen *b)
{
  g_assert_cmpuint (a->packets, ==, b->packets);
  g_assert_cmpuint (a->segments, ==, b->segments);
  g_assert_cmpuint (a->digest, ==, b->digest);
}

static void
test_same_with_thread (void)
{
  g_autoptr (CaptureBuilder) builder = make_capture (60000);
  const char *path = builder->path;
  g_autoptr (GError) error = NULL;
  Seen plain = take_all (path, G_MAXUINT32, FALSE, FALSE, &error);
  Seen quick = take_all (path, G_MAXUINT32, TRUE, FALSE, &error);
  Seen slow = take_all (path, G_MAXUINT32, TRUE, TRUE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plain.packets, ==, PACKETS);
  g_assert_cmpuint (plain.segments, >, PACKETS / 2);
  assert_same (&plain, &quick);
  assert_same (&plain, &slow);
}

static void
test_stop_after (void)
{
  g_autoptr (CaptureBuilder) builder = make_capture (100);
  const char *path = builder->path;
  g_autoptr (GError) error = NULL;

  for (guint32 wanted = 1; wanted < 1000; wanted += 63)
    {
      Seen seen = take_all (path, wanted, TRUE, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (seen.packets, ==, wanted);
    }
}

/* Who takes no more ends the thread, wherever it is. */
static void
test_left_early (void)
{
  g_autoptr (CaptureBuilder) builder = make_capture (100);
  const char *path = builder->path;

  for (guint taken = 0; taken < 20; taken++)
    {
      g_autoptr (WireReader) reader = wire_reader_open (path, NULL, NULL);
      g_autoptr (WireBatchDecoder) decoder = wire_batch_decoder_new (reader, G_MAXUINT32, TRUE);
      g_autoptr (WireBatchQueue) queue = wire_batch_queue_new (decoder, TRUE);

      for (guint i = 0; i < taken; i++)
        g_assert_cmpuint (wire_batch_queue_next (queue, NULL)->n, >, 0);
      g_assert_null (wire_batch_queue_finish (queue));
    }
}

static void
test_error_comes_last (void)
{
  g_autoptr (CaptureBuilder) builder = make_capture (100);
  const char *path = builder->path;
  g_autoptr (GError) plain_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  Seen plain, seen;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length - 7, NULL));
  plain = take_all (path, G_MAXUINT32, FALSE, FALSE, &plain_error);
  seen = take_all (path, G_MAXUINT32, TRUE, FALSE, &error);
  assert_same (&plain, &seen);
  g_assert_cmpuint (seen.packets, ==, PACKETS - 1);
  g_assert_error (plain_error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT);
  g_assert_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT);
  g_assert_cmpstr (error->message, ==, plain_error->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch-queue/same-with-thread", test_same_with_thread);
  g_test_add_func ("/batch-queue/stop-after", test_stop_after);
  g_test_add_func ("/batch-queue/left-early", test_left_early);
  g_test_add_func ("/batch-queue/error-comes-last", test_error_comes_last);
  return g_test_run ();
}
