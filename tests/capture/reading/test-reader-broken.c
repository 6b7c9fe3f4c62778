/* test-reader-broken.c: what is no capture, and captures that break off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/capture-bytes.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ETHERNET 1u

/* Three packets; where each begins is noted in @starts, and the end in its last element. */
static CaptureBytes *
make_pcap (gsize starts[4])
{
  CaptureBytes *file = capture_bytes_new (FALSE);

  capture_bytes_pcap (file, 0xa1b2c3d4, 65535, ETHERNET);
  for (guint i = 0; i < 3; i++)
    {
      starts[i] = file->bytes->len;
      capture_bytes_record (file, i, 0, "a packet");
    }
  starts[3] = file->bytes->len;
  return file;
}

static CaptureBytes *
make_pcapng (gsize starts[4])
{
  CaptureBytes *file = capture_bytes_new (TRUE);

  capture_bytes_section (file);
  capture_bytes_interface (file, ETHERNET, 65535);
  for (guint i = 0; i < 3; i++)
    {
      starts[i] = file->bytes->len;
      capture_bytes_enhanced (file, 0, i, "a packet");
    }
  starts[3] = file->bytes->len;
  return file;
}

static guint
count_whole (const gsize starts[4], gsize length)
{
  guint n = 0;

  while (n < 3 && starts[n + 1] <= length)
    n++;
  return n;
}

/* Cut after any byte, a file gives the packets before the cut, and says that it is cut unless that
 * lies between two packets. */
static void
check_cuts (CaptureBytes *file, const gsize starts[4], gsize header)
{
  for (gsize length = header; length <= file->bytes->len; length++)
    {
      g_autoptr (CaptureReading) reading = capture_reading_of_bytes (file->bytes->data, length);
      guint whole = count_whole (starts, length);
      g_autofree char *where = NULL;

      g_assert_true (reading->opened);
      g_assert_cmpuint (reading->n_packets, ==, whole);
      if (length < starts[0])
        continue; /* between blocks or not: only packets are looked at here */
      if (length == starts[whole])
        {
          g_assert_no_error (reading->error);
          continue;
        }
      where = g_strdup_printf ("packet %u, which begins at byte %" G_GSIZE_FORMAT ".", whole + 1,
                               starts[whole]);
      g_assert_error (reading->error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT);
      g_assert_true (g_str_has_suffix (reading->error->message, where));
    }
}

static void
test_cut (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) pcap = make_pcap (starts);
  check_cuts (pcap, starts, 24);

  g_autoptr (CaptureBytes) pcapng = make_pcapng (starts);
  check_cuts (pcapng, starts, 12);
}

/* Shorter than what tells its format, a file is refused. */
static void
test_cut_header (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) pcap = make_pcap (starts);

  for (gsize length = 0; length < 24; length++)
    {
      g_autoptr (CaptureReading) reading = capture_reading_of_bytes (pcap->bytes->data, length);

      int code = length == 0  ? WIRE_READER_ERROR_EMPTY
                 : length < 4 ? WIRE_READER_ERROR_NOT_CAPTURE
                              : WIRE_READER_ERROR_CUT;

      g_assert_false (reading->opened);
      g_assert_error (reading->error, WIRE_READER_ERROR, code);
    }
}

/* Cut after any byte, a packed file gives a prefix of its packets and says what is wrong. */
static void
check_packed_cuts (const GByteArray *packed)
{
  guint packets = 0;

  for (guint length = 4; length < packed->len; length++)
    {
      g_autoptr (CaptureReading) reading = capture_reading_of_bytes (packed->data, length);

      g_assert_error (reading->error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT);
      g_assert_cmpuint (reading->n_packets, >=, packets);
      packets = reading->n_packets;
    }
  g_assert_cmpuint (packets, <=, 3);
}

static void
test_cut_packed (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) file = make_pcap (starts);
  g_autoptr (GByteArray) gzip = capture_bytes_gzip (file->bytes->data, file->bytes->len);
  g_autoptr (GByteArray) zstd = capture_bytes_zstd (file->bytes->data, file->bytes->len);

  check_packed_cuts (gzip);
  check_packed_cuts (zstd);
}

/* A wrong check sequence, or a wrong length behind it, is named; the packets were good until then.
 */
static void
test_damaged_gzip (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) file = make_pcap (starts);

  for (guint i = 1; i <= 8; i++)
    {
      g_autoptr (GByteArray) gzip = capture_bytes_gzip (file->bytes->data, file->bytes->len);
      g_autoptr (CaptureReading) reading = NULL;

      gzip->data[gzip->len - i] ^= 0x10;
      reading = capture_reading_of_bytes (gzip->data, gzip->len);
      g_assert_cmpuint (reading->n_packets, ==, 3);
      g_assert_error (reading->error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN);
      g_assert_nonnull (strstr (reading->error->message, "Packet 4 would begin at byte 96 "));
    }
}

static void
test_empty_packed (void)
{
  g_autoptr (GByteArray) gzip = capture_bytes_gzip ((const guint8 *) "", 0);
  g_autoptr (CaptureReading) reading = capture_reading_of_bytes (gzip->data, gzip->len);

  g_assert_error (reading->error, WIRE_READER_ERROR, WIRE_READER_ERROR_EMPTY);
}

/* Overwrites 32 bits of the second packet: one packet is left, and the break is named. */
static void
check_broken (CaptureBytes *file, const gsize starts[4], gsize offset, guint32 value)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (CaptureReading) reading = NULL;
  g_autofree char *where =
      g_strdup_printf ("packet 2 should begin, at byte %" G_GSIZE_FORMAT ": ", starts[1]);

  g_byte_array_append (bytes, file->bytes->data, file->bytes->len);
  value = file->big_endian ? GUINT32_TO_BE (value) : GUINT32_TO_LE (value);
  memcpy (bytes->data + starts[1] + offset, &value, sizeof value);
  reading = capture_reading_of_bytes (bytes->data, bytes->len);
  g_assert_cmpuint (reading->n_packets, ==, 1);
  g_assert_error (reading->error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN);
  g_assert_nonnull (strstr (reading->error->message, where));
}

static void
test_broken_pcap (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) file = make_pcap (starts);

  check_broken (file, starts, 8, 256 * 1024 + 1);
  check_broken (file, starts, 8, G_MAXUINT32);
}

static void
test_broken_pcapng (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) file = make_pcapng (starts);
  static const struct
  {
    gsize offset;
    guint32 value;
  } CASES[] = {
    { 0, 0x0a0d0d0a },  /* a section header without a byte order */
    { 4, 0 },           /* would never end */
    { 4, 11 },          /* shorter than itself */
    { 4, G_MAXUINT32 }, /* rounded up, 0 */
    { 4, 200u << 20 },  /* longer than any block */
    { 4, 44 },          /* another length than behind */
    { 4, 16 },          /* … and than its fields */
    { 8, 1 },           /* no such interface */
    { 20, 13 },         /* a packet longer than its block */
    { 20, 1u << 31 },   /* … than any */
    { 36, 1 },          /* the length behind */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    check_broken (file, starts, CASES[i].offset, CASES[i].value);
}

/* A section may be told off: its version, a header too short, a packet before any interface. */
static void
test_broken_sections (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
      g_autoptr (CaptureReading) reading = NULL;
      gsize block;

      if (i == 2)
        {
          capture_bytes_section (file);
          capture_bytes_simple (file, 1, "a");
        }
      else
        {
          block = capture_bytes_begin_block (file, 0x0a0d0d0a);
          capture_bytes_put32 (file, 0x1a2b3c4d);
          capture_bytes_put32 (file, i == 0 ? 7 : 1);
          if (i == 0)
            capture_bytes_put64 (file, 0);
          capture_bytes_end_block (file, block);
        }
      reading = capture_reading_of_bytes (file->bytes->data, file->bytes->len);
      g_assert_cmpuint (reading->n_packets, ==, 0);
      g_assert_error (reading->error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN);
    }
}

static void
assert_refused (const char *path, GQuark domain, int code, const char *words)
{
  g_autoptr (CaptureReading) reading = capture_reading_new (path);

  g_assert_false (reading->opened);
  g_assert_error (reading->error, domain, code);
  g_assert_nonnull (strstr (reading->error->message, words));
  g_assert_true (g_str_has_suffix (reading->error->message, "."));
}

static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-test-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *closed = g_build_filename (folder, "closed", NULL);

  assert_refused (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "is a folder");
  assert_refused (closed, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "closed");
  assert_refused ("/dev/null", G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "/dev/null");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_refused (fifo, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "not a regular file");

  g_assert_true (g_file_set_contents (closed, "x", 1, NULL));
  g_assert_cmpint (g_chmod (closed, 0), ==, 0);
  if (g_access (closed, R_OK) != 0) /* root may read everything */
    assert_refused (closed, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "closed");
  else
    assert_refused (closed, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE,
                    "is not a capture file");
  g_remove (closed);
  g_remove (fifo);
  g_rmdir (folder);
}

static void
test_not_capture (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    const char *words;
  } CASES[] = {
    { "x", 1, "is not a capture file" },
    { "Good evening. This is a letter, not a capture.", 46, "is not a capture file" },
    { "snoop\0\0\0\0\0\0\3\0\0\0\4", 16, "snoop" },
    { "snoop\0\0\0\0\0\0\2\0\0\0\143", 16, "snoop" },
    { "\xd4\xc3\xb2\xa1\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0", 24, "version 1.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path =
          capture_bytes_write_temporary ((const guint8 *) CASES[i].text, CASES[i].length);

      assert_refused (path, WIRE_READER_ERROR, WIRE_READER_ERROR_NOT_CAPTURE, CASES[i].words);
      g_remove (path);
    }
}

static void
test_cancelled (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) file = make_pcap (starts);
  g_autoptr (GByteArray) gzip = capture_bytes_gzip (file->bytes->data, file->bytes->len);
  g_autofree char *path = capture_bytes_write_temporary (gzip->data, gzip->len);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (wire_reader_open (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_remove (path);
}

/* Nobody types a capture. */
static void
test_terminal (void)
{
  int terminal = posix_openpt (O_RDWR | O_NOCTTY);
  int end;

  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);
  end = open (ptsname (terminal), O_RDWR | O_NOCTTY);
  g_assert_cmpint (dup2 (end, STDIN_FILENO), ==, STDIN_FILENO);
  assert_refused ("-", G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "is a terminal");
  close (end);
  close (terminal);
}

static gpointer
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* A pipe into which nobody writes can be left. */
static void
test_silent_pipe (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (dup2 (ends[0], STDIN_FILENO), ==, STDIN_FILENO);
  thread = g_thread_new ("cancel", cancel, cancellable);
  g_assert_null (wire_reader_open ("-", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  close (ends[0]);
  close (ends[1]);
}

/* A file may grow under the reader; when it shrinks or is written anew, that is said, and nothing
 * is read from it any more. */
static void
test_changed (void)
{
  gsize starts[4];
  g_autoptr (CaptureBytes) file = make_pcap (starts);
  g_autofree char *path = capture_bytes_write_temporary (file->bytes->data, file->bytes->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  WirePacket packet;

  g_assert_no_error (error);
  g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 1);
  g_assert_cmpint (truncate (path, (off_t) file->bytes->len + 100), ==, 0);
  bytes = wire_reader_read_at (reader, packet.offset, packet.captured, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);

  g_assert_cmpint (truncate (path, (off_t) starts[2] + 4), ==, 0);
  g_assert_null (wire_reader_read_at (reader, packet.offset, packet.captured, &error));
  g_assert_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED);
  g_remove (path);
}

/* Writes @n bytes of another capture over @path at @offset, and more at its end. */
static void
overwrite_and_grow (const char *path, gsize offset, gsize n)
{
  g_autofree char *other = g_strnfill (n, 'y');
  FILE *file = fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (other, 1, n, file), ==, n);
  g_assert_cmpint (fseek (file, 0, SEEK_END), ==, 0);
  g_assert_cmpuint (fwrite (other, 1, n, file), ==, n);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* A file that grew and does not hold what it held has changed, wherever that is: in its head, at
 * its old end, or between. */
static void
test_overwritten_and_grown (void)
{
  static const struct
  {
    gsize offset;
    gsize n;
  } CASES[] = { { 0, 4 }, { 60, 2000 }, { 100000, 200000 }, { 600000 - 700, 100 } };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
      g_autofree char *data = g_strnfill (59000, 'x');
      g_autofree char *path = NULL;
      g_autoptr (WireReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      WirePacket packet;

      capture_bytes_pcap (file, 0xa1b2c3d4, 65535, ETHERNET);
      for (guint j = 0; j < 10; j++)
        capture_bytes_record (file, j, 0, data);
      g_byte_array_set_size (file->bytes, 600000 - 600); /* cut, as while it is written */
      path = capture_bytes_write_temporary (file->bytes->data, file->bytes->len);
      reader = wire_reader_open (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 1);
      overwrite_and_grow (path, CASES[i].offset, CASES[i].n);
      g_assert_null (wire_reader_read_at (reader, packet.offset, packet.captured, &error));
      g_assert_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED);
      g_remove (path);
    }
}

/* Cut while it is read: more than what is read at a time is gone. */
static void
test_changed_while_read (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
  g_autofree char *data = g_strnfill (60000, 'x');
  g_autofree char *path = NULL;
  g_autoptr (WireReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  WirePacket packet;
  guint n = 0;

  capture_bytes_pcap (file, 0xa1b2c3d4, 65535, ETHERNET);
  for (guint i = 0; i < 30; i++)
    capture_bytes_record (file, i, 0, data);
  path = capture_bytes_write_temporary (file->bytes->data, file->bytes->len);
  reader = wire_reader_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, (off_t) file->bytes->len / 2), ==, 0);
  while (wire_reader_next_batch (reader, &packet, 1, &error) > 0)
    n++;
  g_assert_cmpuint (n, ==, 14);
  g_assert_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED);
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-broken/cut", test_cut);
  g_test_add_func ("/reader-broken/cut-header", test_cut_header);
  g_test_add_func ("/reader-broken/cut-packed", test_cut_packed);
  g_test_add_func ("/reader-broken/damaged-gzip", test_damaged_gzip);
  g_test_add_func ("/reader-broken/empty-packed", test_empty_packed);
  g_test_add_func ("/reader-broken/pcap", test_broken_pcap);
  g_test_add_func ("/reader-broken/pcapng", test_broken_pcapng);
  g_test_add_func ("/reader-broken/sections", test_broken_sections);
  g_test_add_func ("/reader-broken/refused", test_refused);
  g_test_add_func ("/reader-broken/not-capture", test_not_capture);
  g_test_add_func ("/reader-broken/cancelled", test_cancelled);
  g_test_add_func ("/reader-broken/terminal", test_terminal);
  g_test_add_func ("/reader-broken/silent-pipe", test_silent_pipe);
  g_test_add_func ("/reader-broken/changed", test_changed);
  g_test_add_func ("/reader-broken/overwritten-and-grown", test_overwritten_and_grown);
  g_test_add_func ("/reader-broken/changed-while-read", test_changed_while_read);
  return g_test_run ();
}
