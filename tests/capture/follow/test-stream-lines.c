/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stream as it is read on the screen: its turns, its gaps, and finding, saving and selecting in
 * it.
 */

#include "tests/capture/capture-builder.h"
#include "capture/follow/wire-stream-lines.h"
#include "capture/follow/wire-stream-search.h"

#define ETHERNET 1u
#define CLIENT "10.0.0.1:1024"
#define SERVER "10.0.0.2:80"
#define COLUMNS 40

typedef struct
{
  CaptureBuilder *builder;
  WireCapture *capture;
  WireStreamTranscript *transcript;
  guint packets;
} Fixture;

static void
say (Fixture *f, gboolean server, guint32 sequence, const char *said)
{
  capture_builder_add_segment (f->builder, 1000000 * (gint64) ++f->packets,
                               server ? SERVER : CLIENT, server ? CLIENT : SERVER, 16, sequence,
                               said, -1);
}

static gboolean
fill_work (WireJob *job, gpointer data, GError **error)
{
  return wire_stream_transcript_fill (data, job, error);
}

static void
follow (Fixture *f, guint32 stream)
{
  g_autoptr (WireJob) job = wire_job_new ("following");
  g_autoptr (GError) error = NULL;

  f->capture = capture_builder_make (f->builder);
  wire_capture_want_streams (f->capture);
  g_assert_true (wire_capture_load (f->capture, NULL, &error));
  f->transcript = wire_stream_transcript_new (f->capture, stream);
  g_assert_true (wire_job_run (job, fill_work, f->transcript, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  (void) data;
  f->builder = capture_builder_new (ETHERNET);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  wire_stream_transcript_unref (f->transcript);
  g_object_unref (f->capture);
  capture_builder_free (f->builder);
}

static void
append_line (GString *out, WireStreamLines *lines, const WireStreamLine *line)
{
  g_auto (WireStreamText) text = { 0 };

  switch (line->kind)
    {
    case WIRE_STREAM_LINE_TURN:
      g_string_append_printf (out, "%c%u:\n", line->side ? 'b' : 'a', line->packet);
      break;
    case WIRE_STREAM_LINE_GAP:
      g_string_append_printf (out, "[%u]\n", line->length);
      break;
    case WIRE_STREAM_LINE_BYTES:
    default:
      wire_stream_text_write (&text, wire_stream_lines_get_form (lines),
                              wire_stream_lines_get_columns (lines), line->position, line->bytes,
                              line->length);
      g_string_append_printf (out, "%s%s\n", text.text->str, line->ends ? "" : "…");
      break;
    }
}

static WireStreamLines *
lay_out (Fixture *f, WireStreamSides sides, WireStreamForm form, guint columns)
{
  WireStreamLines *lines = wire_stream_lines_new (f->transcript, sides, form, columns);
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_stream_lines_extend (lines, NULL, &error));
  g_assert_no_error (error);
  return lines;
}

static char *
to_text (WireStreamLines *lines)
{
  g_autofree WireStreamLine *line = g_new (WireStreamLine, 1);
  GString *out = g_string_new (NULL);

  for (guint64 i = 0; i < wire_stream_lines_get_length (lines, NULL); i++)
    {
      g_assert_true (wire_stream_lines_get (lines, i, line));
      append_line (out, lines, line);
    }
  return g_string_free (out, FALSE);
}

static void
assert_lines (Fixture *f, WireStreamSides sides, WireStreamForm form, const char *expected)
{
  g_autoptr (WireStreamLines) lines =
      lay_out (f, sides, form, form == WIRE_STREAM_HEX ? 16 : COLUMNS);
  g_autofree char *text = to_text (lines);

  g_assert_cmpstr (text, ==, expected);
}

/* A request cut within its lines, an answer with a hole that a later segment shows. */
static void
say_all (Fixture *f)
{
  capture_builder_add_segment (f->builder, 1, CLIENT, SERVER, 2, 99, "", -1);
  capture_builder_add_segment (f->builder, 2, SERVER, CLIENT, 18, 999, "", -1);
  say (f, FALSE, 100, "GET /a HT");
  say (f, FALSE, 109, "TP/1.1\r");
  say (f, FALSE, 116, "\n\r\n");
  say (f, TRUE, 1000, "HTTP/1.1 200 OK\r\n\r\n");
  say (f, TRUE, 1519, "end");
  say (f, FALSE, 119, "more");
}

static void
test_both_directions (Fixture *f, gconstpointer data)
{
  WireStreamFigures figures;

  (void) data;
  say_all (f);
  follow (f, 0);
  assert_lines (f, WIRE_STREAM_BOTH, WIRE_STREAM_TEXT,
                "a2:\nGET /a HTTP/1.1\n\n"
                "b5:\nHTTP/1.1 200 OK\n\n"
                "a7:\nmore\n"
                "b6:\n[500]\nend\n");
  assert_lines (f, WIRE_STREAM_B, WIRE_STREAM_RAW,
                "b5:\nHTTP/1.1 200 OK\\r\\n\n\\r\\n\n[500]\nend\n");
  assert_lines (f, WIRE_STREAM_A, WIRE_STREAM_TEXT, "a2:\nGET /a HTTP/1.1\n\nmore\n");
  assert_lines (f, WIRE_STREAM_A, WIRE_STREAM_HEX,
                "a2:\n"
                "00000000  47 45 54 20 2f 61 20 48  54 54 50 2f 31 2e 31 0d  GET /a HTTP/1.1.…\n"
                "00000010  0a 0d 0a 6d 6f 72 65                              ...more\n");

  g_assert_true (wire_stream_transcript_get_figures (f->transcript, &figures));
  g_assert_cmpuint (figures.bytes[0], ==, 23);
  g_assert_cmpuint (figures.missing[1], ==, 500);
  g_assert_cmpint (figures.first, ==, 1000);
  g_assert_cmpint (figures.last, ==, 6 * G_GINT64_CONSTANT (1000000000));
}

/* Datagrams are never joined, and each says whose it is. */
static void
test_datagrams (Fixture *f, gconstpointer data)
{
  (void) data;
  capture_builder_add_datagram (f->builder, 1, CLIENT, SERVER, "what is");
  capture_builder_add_datagram (f->builder, 2, CLIENT, SERVER, "what is");
  capture_builder_add_datagram (f->builder, 3, SERVER, CLIENT, "this");
  capture_builder_add_datagram (f->builder, 4, CLIENT, SERVER, "\x02");
  follow (f, 0);
  assert_lines (f, WIRE_STREAM_BOTH, WIRE_STREAM_TEXT,
                "a0:\nwhat is\na1:\nwhat is\nb2:\nthis\na3:\n^B\n");
  assert_lines (f, WIRE_STREAM_A, WIRE_STREAM_TEXT, "a0:\nwhat is\na1:\nwhat is\na3:\n^B\n");
}

/* Many lines in many segments: whichever is looked at first, it is the one that it is in order. */
static void
test_any_line (Fixture *f, gconstpointer data)
{
  g_autofree WireStreamLine *line = g_new (WireStreamLine, 1);
  g_autoptr (WireStreamLines) lines = NULL;
  g_auto (GStrv) expected = NULL;
  g_autofree char *text = NULL;
  guint32 sequence[2] = { 1, 1 };
  guint64 n, end;

  (void) data;
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *said = g_strdup_printf ("%u %s", i, i % 3 ? "\n" : "");
      gboolean server = i % 7 == 0;

      say (f, server, sequence[server], said);
      sequence[server] += (guint32) strlen (said);
    }
  follow (f, 0);
  lines = lay_out (f, WIRE_STREAM_BOTH, WIRE_STREAM_TEXT, COLUMNS);
  text = to_text (lines);
  expected = g_strsplit (text, "\n", -1);
  n = wire_stream_lines_get_length (lines, &end);
  g_assert_cmpuint (n, >, 2000);
  g_assert_cmpuint (end, ==, wire_stream_transcript_get_end (f->transcript));
  for (guint64 i = 0; i < n; i++)
    {
      guint64 number = i * 1009 % n;
      g_autoptr (GString) one = g_string_new (NULL);

      g_assert_true (wire_stream_lines_get (lines, number, line));
      append_line (one, lines, line);
      g_string_truncate (one, one->len - 1);
      g_assert_cmpstr (one->str, ==, expected[number]);
      if (line->kind == WIRE_STREAM_LINE_BYTES)
        g_assert_cmpuint (wire_stream_lines_find (lines, line->places[line->length - 1]), ==,
                          number);
    }
  g_assert_false (wire_stream_lines_get (lines, n, line));
}

static void
assert_found (Fixture *f, WireStreamSides sides, const char *needle, guint64 start, gint64 expected)
{
  WireStreamSearch search = { sides, (const guint8 *) needle, strlen (needle), TRUE, start, FALSE };
  g_autoptr (GError) error = NULL;
  guint64 first, end;

  g_assert_true (wire_stream_search (f->transcript, &search, NULL, &first, &end, &error));
  g_assert_cmpint ((gint64) first, ==, expected);
  if (expected >= 0)
    g_assert_cmpuint (end, >=, first + strlen (needle));
}

static void
test_find (Fixture *f, gconstpointer data)
{
  WireStreamSearch back = { WIRE_STREAM_BOTH, (const guint8 *) "HTTP", 4, FALSE, 19, TRUE };
  WireStreamSearch bytes = { WIRE_STREAM_BOTH, (const guint8 *) "\r\n\r\n", 4, FALSE, 0, FALSE };
  g_autoptr (GError) error = NULL;
  guint64 first, end;

  (void) data;
  say_all (f);
  follow (f, 0);
  assert_found (f, WIRE_STREAM_BOTH, "http/1", 0, 7); /* in two segments */
  assert_found (f, WIRE_STREAM_BOTH, "http/1", 8, 19);
  assert_found (f, WIRE_STREAM_BOTH, "http/1", 20, 7); /* once round */
  assert_found (f, WIRE_STREAM_B, "GET", 0, -1);
  assert_found (f, WIRE_STREAM_A, "\r\n\r\nmore", 0, 15); /* the server spoke in between */
  assert_found (f, WIRE_STREAM_BOTH, "\nend", 0, -1);     /* not over what is missing */
  g_assert_true (wire_stream_search (f->transcript, &back, NULL, &first, &end, &error));
  g_assert_cmpuint (first, ==, 7);
  g_assert_cmpuint (end, ==, 11);
  back.start = 7;
  g_assert_true (wire_stream_search (f->transcript, &back, NULL, &first, &end, &error));
  g_assert_cmpuint (first, ==, 19); /* the last of all */
  g_assert_true (wire_stream_search (f->transcript, &bytes, NULL, &first, &end, &error));
  g_assert_cmpuint (first, ==, 15);
}

static gboolean
write_work (WireJob *job, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_assert_true (wire_stream_transcript_write (f->transcript, WIRE_STREAM_B, out, job, error));
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)),
                   "HTTP/1.1 200 OK\r\n\r\nend", 22);
  return TRUE;
}

static void
test_bytes_out (Fixture *f, gconstpointer data)
{
  g_autoptr (WireJob) job = wire_job_new ("saving");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) range = NULL;
  g_autoptr (GBytes) cut = NULL;

  (void) data;
  say_all (f);
  follow (f, 0);
  g_assert_true (wire_job_run (job, write_work, f, &error));
  range = wire_stream_transcript_read_range (f->transcript, WIRE_STREAM_BOTH, 12, 23, 100, &error);
  g_assert_cmpmem (g_bytes_get_data (range, NULL), g_bytes_get_size (range), "1.1\r\n\r\nHTTP", 11);
  cut = wire_stream_transcript_read_range (f->transcript, WIRE_STREAM_B, 0, G_MAXUINT64, 4, &error);
  g_assert_cmpmem (g_bytes_get_data (cut, NULL), g_bytes_get_size (cut), "HTTP", 4);
}

/* The log of a session: lines that are not in the file, with times. */
static void
test_log (Fixture *f, gconstpointer data)
{
  g_autoptr (WireJob) job = wire_job_new ("following");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  WireStreamFigures figures;
  WireStreamSpan span;
  gsize length;
  const char *text;

  (void) data;
  /* Without acknowledgements, which would say that something is missing. */
  capture_builder_add_segment (f->builder, 1000000, SERVER, CLIENT, 0, 1, "220 mail ready\r\n", -1);
  capture_builder_add_segment (f->builder, 2000000, CLIENT, SERVER, 0, 1, "EHLO me\r\n", -1);
  capture_builder_add_segment (f->builder, 3000000, SERVER, CLIENT, 0, 17, "250 mail\r\n", -1);
  follow (f, 0);
  wire_stream_transcript_unref (f->transcript);
  f->transcript = wire_stream_transcript_new_words (f->capture, 0);
  g_assert_true (wire_job_run (job, fill_work, f->transcript, &error));
  bytes = wire_stream_transcript_read_range (f->transcript, WIRE_STREAM_BOTH, 0, G_MAXUINT64, 1000,
                                             &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &length);
  g_assert_cmpmem (text, length,
                   "00:00:01.000000  220 mail ready\n00:00:02.000000  EHLO me\n"
                   "00:00:03.000000  250 mail\n",
                   32 + 25 + 26);
  g_assert_cmpuint (wire_stream_transcript_get_length (f->transcript, NULL), ==, 3);
  g_assert_true (wire_stream_transcript_get (f->transcript, 1, &span));
  g_assert_cmpuint (span.packet, ==, 1);
  g_assert_false (span.begins);
  g_assert_true (wire_stream_transcript_get_figures (f->transcript, &figures));
  g_assert_cmpuint (figures.bytes[0] + figures.bytes[1], ==, length);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } TESTS[] = {
    { "/stream-lines/both-directions", test_both_directions },
    { "/stream-lines/datagrams", test_datagrams },
    { "/stream-lines/any-line", test_any_line },
    { "/stream-lines/find", test_find },
    { "/stream-lines/bytes-out", test_bytes_out },
    { "/stream-lines/log", test_log },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].name, Fixture, NULL, set_up, TESTS[i].test, tear_down);
  return g_test_run ();
}
