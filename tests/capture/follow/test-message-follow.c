/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/follow/wire-message-follow.h"
#include "capture/follow/wire-stream-lines.h"
#include "capture/wire-capture-body.h"
#include "capture/wire-capture-transfers.h"

static char *folder;

typedef struct
{
  GPtrArray *messages; /* of GByteArray */
} Heard;

static WireCapture *
load (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  WireCapture *capture = wire_capture_new (file);
  g_autoptr (GError) error = NULL;

  wire_capture_want_streams (capture);
  wire_capture_load (capture, NULL, &error);
  g_assert_no_error (error);
  return capture;
}

/* A WireMessageVisitor. */
static gboolean
hear (guint side, const WireStreamPiece *piece, gboolean begins, gpointer user_data)
{
  Heard *heard = user_data;

  (void) side;
  g_assert_nonnull (piece->data);
  if (begins)
    g_ptr_array_add (heard->messages, g_byte_array_new ());
  g_assert_cmpuint (heard->messages->len, >, 0);
  g_byte_array_append (g_ptr_array_index (heard->messages, heard->messages->len - 1), piece->data,
                       piece->length);
  return TRUE;
}

static void
assert_message (WireCapture *capture, guint32 transfer, const GByteArray *said)
{
  g_auto (WireBody) body = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (wire_capture_get_transfer_body (capture, transfer, &body));
  bytes = wire_capture_read_body (capture, &body, 0, (gsize) body.size, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), said->data, said->len);
}

/* What is followed is what was transferred, message by message. */
static void
test_messages (gconstpointer name)
{
  g_autoptr (WireCapture) capture = load (name);
  g_autoptr (GPtrArray) messages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  Heard heard = { messages };
  g_autoptr (GError) error = NULL;
  WireStreamFigures figures;
  WireTransfer transfer;
  guint n = 0;

  g_assert_true (wire_message_follow (capture, 0, NULL, hear, &heard, &figures, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, >, 5);
  g_assert_cmpuint (messages->len, ==, wire_capture_count_messages (capture, 0));
  for (guint32 i = 0; wire_capture_get_transfer (capture, i, &transfer); i++)
    if (transfer.body.size > 0)
      assert_message (capture, i, g_ptr_array_index (messages, n++));
  g_assert_cmpuint (n, ==, messages->len);
  g_assert_cmpuint (wire_capture_count_messages (capture, 1), ==, 0);
}

static gboolean
fill (WireJob *job, gpointer transcript, GError **error)
{
  return wire_stream_transcript_fill (transcript, job, error);
}

/* Each message has a turn of its own, also where one follows another of the same side. */
static void
test_turns (void)
{
  g_autoptr (WireCapture) capture = load ("ws-deflate.pcapng");
  g_autoptr (WireStreamTranscript) transcript = wire_stream_transcript_new_messages (capture, 0);
  g_autoptr (WireStreamLines) lines = NULL;
  g_autofree WireStreamLine *line = g_new (WireStreamLine, 1);
  g_autoptr (WireJob) job = wire_job_new ("");
  g_autoptr (GError) error = NULL;
  guint64 end;
  guint turns = 0;

  g_assert_true (wire_job_run (job, fill, transcript, &error));
  lines = wire_stream_lines_new (transcript, WIRE_STREAM_BOTH, WIRE_STREAM_TEXT, 80);
  g_assert_true (wire_stream_lines_extend (lines, job, &error));
  for (guint64 i = 0; i < wire_stream_lines_get_length (lines, &end); i++)
    {
      g_assert_true (wire_stream_lines_get (lines, i, line));
      turns += line->kind == WIRE_STREAM_LINE_TURN;
    }
  g_assert_cmpuint (turns, ==, wire_capture_count_messages (capture, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  g_test_add_data_func ("/message-follow/plain", "ws-plain.pcapng", test_messages);
  g_test_add_data_func ("/message-follow/deflate", "ws-deflate.pcapng", test_messages);
  g_test_add_func ("/message-follow/turns", test_turns);
  return g_test_run ();
}
