/* fuzz-capture.c: a whole capture, and what is asked of it: view, exchanges, objects, streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is records of 5 bytes and a payload, of which packets are made: kind, ports, distance
 * from the expected sequence number, and length (2 bytes). Bits of the kind: 0 side, 1 UDP, 2 the
 * payload is a whole frame, 3 a fragment, 4 to 6 flags of TCP.
 */

#include "base/wire-job.h"
#include "capture/exchanges/wire-http-curl.h"
#include "capture/exchanges/wire-http-tree.h"
#include "capture/follow/wire-stream-lines.h"
#include "capture/follow/wire-stream-search.h"
#include "capture/objects/wire-object-content.h"
#include "capture/objects/wire-object-name.h"
#include "capture/objects/wire-object-work.h"
#include "capture/view/wire-view.h"
#include "capture/wire-capture-body.h"
#include "capture/wire-capture-streams.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define INPUT_MAX 16384
#define MAX_RECORDS 400u
#define MAX_OBJECTS 32u
#define MAX_STREAMS 8u
#define HEAD_BYTES 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Making the file */

typedef struct
{
  GByteArray *bytes;
  guint32 next[2][4]; /* by side and port */
  guint32 n;
} Making;

typedef struct
{
  guint8 kind;
  guint8 port;
  gint32 distance;
  gsize length;
  const guint8 *payload;
} Record;

static void
add_le32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &value, 4);
}

static void
add_be32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (out, (const guint8 *) &value, 4);
}

static void
add_be16 (GByteArray *out, guint value)
{
  guint16 word = GUINT16_TO_BE ((guint16) value);

  g_byte_array_append (out, (const guint8 *) &word, 2);
}

static void
add_tcp (Making *making, GByteArray *frame, const Record *record)
{
  guint side = record->kind & 1;
  guint32 *next = &making->next[side][record->port];

  add_be32 (frame, 1000 + *next + (guint32) record->distance);
  add_be32 (frame, 1000 + making->next[!side][record->port]);
  add_be16 (frame, 0x5010 | (record->kind >> 4 & 7));
  add_be16 (frame, 65535);
  add_be32 (frame, 0);
  if (record->distance >= 0)
    *next += (guint32) record->distance + (guint32) record->length;
}

static void
add_headers (Making *making, GByteArray *frame, const Record *record)
{
  static const guint8 ETHERNET[] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0 };
  guint side = record->kind & 1;
  gboolean udp = record->kind & 2;
  guint length = (guint) record->length + (udp ? 8 : 20);

  g_byte_array_append (frame, ETHERNET, sizeof ETHERNET);
  add_be16 (frame, 0x4500);
  add_be16 (frame, 20 + length);
  add_be16 (frame, record->port);
  add_be16 (frame, record->kind & 8 ? (guint) record->distance & 0x3fff : 0);
  add_be16 (frame, udp ? 0x4011 : 0x4006);
  add_be16 (frame, 0);
  add_be32 (frame, 0x0a000001 + side);
  add_be32 (frame, 0x0a000002 - side);
  add_be16 (frame, side ? 80 : 1024u + record->port);
  add_be16 (frame, side ? 1024u + record->port : 80);
  if (udp)
    add_be32 (frame, length << 16);
  else
    add_tcp (making, frame, record);
}

static void
add_record (Making *making, const Record *record)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();

  if (!(record->kind & 4))
    add_headers (making, frame, record);
  g_byte_array_append (frame, record->payload, (guint) record->length);
  add_le32 (making->bytes, 1700000000 + making->n / 1000);
  add_le32 (making->bytes, making->n++ % 1000);
  add_le32 (making->bytes, frame->len);
  add_le32 (making->bytes, frame->len);
  g_byte_array_append (making->bytes, frame->data, frame->len);
}

static GByteArray *
make_capture (const guint8 *data, gsize size)
{
  static const guint32 HEADER[] = { 0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1 };
  Making making = { .bytes = g_byte_array_new () };

  for (gsize i = 0; i < G_N_ELEMENTS (HEADER); i++)
    add_le32 (making.bytes, HEADER[i]);
  while (size >= 5 && making.n < MAX_RECORDS)
    {
      Record record = { .kind = data[0],
                        .port = data[1] & 3,
                        .distance = (gint8) data[2] * (data[1] & 0x80 ? 1000 : 1),
                        .length = MIN ((gsize) (data[3] | (data[4] & 3) << 8), size - 5),
                        .payload = data + 5 };

      add_record (&making, &record);
      data += 5 + record.length;
      size -= 5 + record.length;
    }
  return making.bytes;
}

/* Asking */

/* A command is one line that a shell takes apart as it was put together. */
static void
check_curl (const char *curl)
{
  g_auto (GStrv) words = NULL;

  g_assert_true (g_utf8_validate (curl, -1, NULL));
  for (const char *p = curl; *p; p++)
    g_assert_true ((guint8) *p >= 0x20 && *p != 0x7f);
  if (strstr (curl, "$'")) /* GLib's shell does not know these */
    return;
  g_assert_true (g_shell_parse_argv (curl, NULL, &words, NULL));
  g_assert_cmpstr (words[0], ==, "curl");
}

static void
check_name (const char *uri)
{
  g_autofree char *name = wire_object_make_name (uri, "bin");

  g_assert_true (*name && !strchr (".-", *name) && !strchr (name, '/'));
  g_assert_cmpuint (strlen (name), <=, WIRE_OBJECT_MAX_NAME);
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

static void
look_at_exchange (WireCapture *capture, guint32 i)
{
  g_auto (WireBody) head = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *curl = NULL;
  WireHttpExchange exchange;
  WireTuple tuple;

  if (!wire_capture_get_exchange (capture, i, &exchange)
      || exchange.request.kind != WIRE_HTTP_REQUEST
      || !wire_capture_get_exchange_tuple (capture, &exchange, &tuple)
      || !wire_capture_get_message_places (capture, i, WIRE_HTTP_REQUEST, &head, NULL))
    return;
  bytes = wire_capture_read_body (capture, &head, 0, HEAD_BYTES, NULL);
  g_assert_nonnull (bytes);
  curl = wire_http_make_curl (&exchange.request, &tuple, g_bytes_get_data (bytes, NULL),
                              g_bytes_get_size (bytes));
  check_curl (curl);
  check_name (exchange.request.uri);
}

/* An object that is examined with others is found to be what it is alone. */
static void
check_object (WireObjectList *list,
              guint32 i,
              WireTypeDetector *detector,
              const WireObjectFacts *facts)
{
  WireObjectFacts alone = { 0 };
  g_autoptr (GBytes) content = NULL;

  if (wire_object_list_get (list, i)->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return;
  g_assert_true (wire_object_examine (list, i, detector, WIRE_OBJECT_DIGESTS, NULL, &alone, NULL));
  g_assert_cmpuint (alone.size, ==, facts->size);
  g_assert_cmpstr (alone.type, ==, facts->type);
  wire_object_facts_clear (&alone);
  content = wire_object_read_content (list, i, 4096, NULL, NULL);
}

static void
look_at_objects (WireCapture *capture)
{
  static WireTypeDetector *detector;
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (capture, NULL);
  guint32 n = MIN (wire_object_list_get_length (list), MAX_OBJECTS);
  guint32 numbers[MAX_OBJECTS];
  WireObjectFacts facts[MAX_OBJECTS] = { { 0 } };

  if (!detector)
    detector = wire_type_detector_new (NULL);
  for (guint32 i = 0; i < n; i++)
    numbers[i] = i;
  if (n == 0)
    return;
  g_assert_true (wire_object_examine_many (list, numbers, n, detector, WIRE_OBJECT_DIGESTS, NULL,
                                           facts, NULL));
  for (guint32 i = 0; i < n; i++)
    {
      check_object (list, i, detector, &facts[i]);
      wire_object_facts_clear (&facts[i]);
    }
}

static void
look_at_lines (WireStreamTranscript *transcript, WireStreamForm form, WireJob *job)
{
  g_autoptr (WireStreamLines) lines =
      wire_stream_lines_new (transcript, WIRE_STREAM_BOTH, form, 16);
  g_autofree WireStreamLine *line = g_new (WireStreamLine, 1);
  guint64 end, before = 0, n;

  g_assert_true (wire_stream_lines_extend (lines, job, NULL));
  n = wire_stream_lines_get_length (lines, &end);
  for (guint64 i = 0; i < n; i++)
    {
      g_assert_true (wire_stream_lines_get (lines, i, line));
      g_assert_cmpuint (line->places[0], >=, before);
      before = line->places[0];
      wire_stream_lines_find (lines, before);
    }
}

static void
look_at_stream (WireCapture *capture, guint32 stream, WireJob *job)
{
  g_autoptr (WireStreamTranscript) transcript = wire_stream_transcript_new (capture, stream);
  WireStreamSearch search = { WIRE_STREAM_BOTH,     (const guint8 *) "ht", 2, TRUE, 0,
                              (gboolean) stream & 1 };
  guint64 first, end;

  g_assert_true (wire_stream_transcript_fill (transcript, job, NULL));
  for (guint form = 0; form < 2; form++)
    look_at_lines (transcript, (WireStreamForm) form, job);
  wire_stream_search (transcript, &search, job, &first, &end, NULL);
}

static void
look_at_capture (WireCapture *capture, WireJob *job)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireView) view = wire_view_new (capture, none, job, NULL);
  g_autoptr (GArray) tree = wire_http_tree_new (capture, NULL, NULL);

  g_assert_nonnull (view);
  g_assert_cmpuint (wire_view_get_n_packets (view), ==, wire_capture_get_n_packets (capture));
  for (guint32 i = 0; i < wire_capture_get_n_exchanges (capture); i++)
    look_at_exchange (capture, i);
  look_at_objects (capture);
  for (guint32 i = 0; i < MIN (wire_capture_get_n_streams (capture), MAX_STREAMS); i++)
    look_at_stream (capture, i, job);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireJob) job = wire_job_new ("");
  int fd;

  if (size > INPUT_MAX)
    return 0;
  bytes = make_capture (data, size);
  fd = memfd_create ("capture", MFD_CLOEXEC);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  file = g_file_new_for_path (path);
  capture = wire_capture_new (file);
  g_assert_cmpint (write (fd, bytes->data, bytes->len), ==, (gssize) bytes->len);
  wire_capture_want_streams (capture);
  if (wire_capture_load (capture, job, NULL))
    look_at_capture (capture, job);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  close (fd);
  return 0;
}
