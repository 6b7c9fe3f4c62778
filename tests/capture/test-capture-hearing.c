/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listeners of a capture: what they find, once and again.
 */

#include "capture/follow/wire-inner-follow.h"
#include "capture/follow/wire-stream-transcript.h"
#include "capture/wire-capture-inner.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-capture-transfers.h"
#include "tests/capture/capture-builder.h"
#include "tests/capture/reassembly/toy-listener.h"
#include "capture/wire-capture-body.h"

#include <string.h>

#define CLIENT "192.0.2.1:1000"
#define SERVER "192.0.2.2:80"

static const WireListener *const ROWS[] = { &toy_listener, &second_listener, &toy_datagram_listener,
                                            NULL };

/* What the client of one connection says, a segment each. */
static WireCapture *
load (CaptureBuilder *builder, const char *const *said)
{
  g_autoptr (GError) error = NULL;
  guint32 sequence = 100;
  WireCapture *capture;

  for (; *said; said++)
    {
      capture_builder_add_segment (builder, 0, CLIENT, SERVER, WIRE_TCP_ACK, sequence, *said, -1);
      sequence += (guint32) strlen (*said);
    }
  capture = capture_builder_make (builder);
  capture->hearing.rows = ROWS;
  wire_capture_want_streams (capture);
  wire_capture_load (capture, NULL, &error);
  g_assert_no_error (error);
  return capture;
}

static const char *
get_log (WireCapture *capture)
{
  WireListening *listening = wire_stream_table_get_listening (capture->hearing.streams);

  return ((GString *) wire_listening_get_log (listening, &toy_listener))->str;
}

static void
assert_content (WireCapture *capture, guint32 transfer, const char *wanted)
{
  g_auto (WireBody) body = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (wire_capture_get_transfer_body (capture, transfer, &body));
  bytes = wire_capture_read_body (capture, &body, 0, 1000, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted,
                   strlen (wanted));
}

/* Bytes of the file and bytes that no packet holds are read in one way. */
static void
test_transfers (void)
{
  static const char *const SAID[] = { "TOY\n", "FILE a\n", "first file",  "SECRET\n",
                                      "toy\n", "file B\n", "SECOND FILE", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  WireTransfer transfer;

  g_assert_cmpuint (wire_capture_get_n_transfers (capture), ==, 2);
  assert_content (capture, 0, "first file");
  assert_content (capture, 1, "second file");
  g_assert_true (wire_capture_get_transfer (capture, 1, &transfer));
  g_assert_cmpstr (transfer.name, ==, "b");
  g_assert_cmpuint (transfer.packet, ==, 6);
  g_assert_null (transfer.body.extents);
  g_assert_false (wire_capture_get_transfer (capture, 2, &transfer));
}

static void
count (WireCapture *capture G_GNUC_UNUSED, guint *n)
{
  (*n)++;
}

/* Afterwards all is there as before, and what was handed out is still good. */
static void
test_again (void)
{
  static const char *const SAID[] = {
    "TOY\n", "SECRET\n", "toy\n", "file B\n", "SECOND FILE", NULL
  };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_autofree char *before = g_strdup (get_log (capture));
  g_autoptr (GError) error = NULL;
  g_auto (WireBody) old = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  WireTransfer transfer;
  guint n = 0;

  g_signal_connect (capture, "heard-again", G_CALLBACK (count), &n);
  wire_capture_get_transfer (capture, 0, &transfer);
  wire_capture_get_transfer_body (capture, 0, &old);
  g_assert_true (wire_capture_hear_again (capture, NULL, &error));
  g_assert_cmpstr (get_log (capture), ==, before);
  g_assert_cmpuint (wire_capture_get_n_transfers (capture), ==, 1);
  g_assert_cmpuint (wire_capture_get_n_streams (capture), ==, 1);
  assert_content (capture, 0, "second file");
  g_assert_cmpstr (transfer.name, ==, "b");
  bytes = wire_capture_read_body (capture, &old, 0, 1000, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "second file", 11);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n, ==, 1);
}

/* Keys that come after what they open. */
static void
test_asks_again (void)
{
  static const char *const SAID[] = { "TOY\n", "AGAIN\n", "FILE a\n", "x", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);

  g_assert_nonnull (capture->hearing.old);
  g_assert_cmpuint (capture->hearing.old->len, ==, 1);
  g_assert_cmpuint (wire_capture_get_n_transfers (capture), ==, 1);
}

static void
test_cancelled (void)
{
  static const char *const SAID[] = { "TOY\n", "FILE a\n", "x", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_autoptr (WireJob) job = wire_job_new ("hearing");
  g_autoptr (GError) error = NULL;

  wire_job_cancel (job);
  g_assert_false (wire_capture_hear_again (capture, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (capture->hearing.old);
  g_assert_cmpuint (wire_capture_get_n_transfers (capture), ==, 1);
}

static void
test_warnings (void)
{
  static const char *const SAID[] = { "TOY\n", "WARN\n", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_auto (GStrv) warnings = wire_capture_get_warnings (capture);

  g_assert_cmpuint (g_strv_length (warnings), ==, 1);
  g_assert_cmpstr (warnings[0], ==, "The toy is broken.");
}

static gboolean
append (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  GString *out = user_data;

  g_string_append_printf (out, "%u@%u:", side, piece->packet);
  if (piece->data)
    g_string_append_len (out, (const char *) piece->data, piece->length);
  else
    g_string_append_printf (out, "[%u]", piece->length);
  g_string_append_c (out, ' ');
  return out->len < 40;
}

/* What was decrypted is followed as a stream is. */
static void
test_followed (void)
{
  static const char *const SAID[] = { "TOY\n", "SECRET\n", "HELLO", "WORLD", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  WireStreamFigures figures;
  WireInnerStream inner;

  g_assert_cmpuint (wire_capture_get_n_inner_streams (capture, 0), ==, 1);
  g_assert_true (wire_capture_get_inner_stream (capture, 0, 0, &inner));
  g_assert_cmpstr (inner.label, ==, "toy");
  g_assert_true (inner.decrypted);
  g_assert_true (wire_inner_follow (capture, 0, 0, NULL, append, out, &figures, &error));
  g_assert_cmpstr (out->str, ==, "0@2:hello 0@3:world ");
  g_assert_cmpuint (figures.bytes[0], ==, 10);
  g_assert_cmpuint (figures.packets[0], ==, 2);
  g_assert_false (wire_inner_follow (capture, 0, 1, NULL, append, out, &figures, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Who has enough stops it. */
static void
test_followed_in_part (void)
{
  static const char *const SAID[] = { "TOY\n", "SECRET\n",
                                      "A LONG LINE THAT IS ENOUGH FOR ALL OF US", "MORE", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_autoptr (GString) out = g_string_new (NULL);
  WireStreamFigures figures;

  g_assert_true (wire_inner_follow (capture, 0, 0, NULL, append, out, &figures, NULL));
  g_assert_cmpstr (out->str, ==, "0@2:a long line that is enough for all of us ");
}

static void
test_inner_transcript (void)
{
  static const char *const SAID[] = { "TOY\n", "SECRET\n", "HELLO", "WORLD", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_autoptr (WireStreamTranscript) transcript = wire_stream_transcript_new_inner (capture, 0, 0);
  g_autoptr (WireJob) job = wire_job_new ("follow");
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (wire_stream_transcript_fill (transcript, job, NULL));
  bytes = wire_stream_transcript_read_range (transcript, WIRE_STREAM_BOTH, 0, 10, 100, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "helloworld", 10);
}

/* Whoever decrypts finds the keys where it listens. */
static void
test_keys (void)
{
  static const char *const FILES[] = { "/tmp/one.keys", "/tmp/two.keys", NULL };
  static const char *const SAID[] = { "TOY\n", NULL };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID);
  g_autoptr (GBytes) secret = g_bytes_new_static ("CLIENT_RANDOM", 13);
  WireListening *listening = wire_stream_table_get_listening (capture->hearing.streams);
  g_autoptr (GError) error = NULL;

  g_assert_null (wire_listening_get_key_files (listening));
  wire_capture_hearing_add_secret (&capture->hearing, secret);
  g_assert_cmpuint (wire_listening_get_secrets (listening)->len, ==, 1);
  wire_capture_set_key_files (capture, FILES);
  g_assert_true (wire_capture_hear_again (capture, NULL, &error));
  listening = wire_stream_table_get_listening (capture->hearing.streams);
  g_assert_true (
      g_strv_equal ((const char *const *) wire_listening_get_key_files (listening), FILES));
  g_assert_cmpuint (wire_listening_get_secrets (listening)->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture-hearing/transfers", test_transfers);
  g_test_add_func ("/capture-hearing/again", test_again);
  g_test_add_func ("/capture-hearing/asks-again", test_asks_again);
  g_test_add_func ("/capture-hearing/cancelled", test_cancelled);
  g_test_add_func ("/capture-hearing/warnings", test_warnings);
  g_test_add_func ("/capture-hearing/keys", test_keys);
  g_test_add_func ("/capture-hearing/followed", test_followed);
  g_test_add_func ("/capture-hearing/followed-in-part", test_followed_in_part);
  g_test_add_func ("/capture-hearing/inner-transcript", test_inner_transcript);
  return g_test_run ();
}
