/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-bytes.h"

#include "capture/reading/wire-link-type.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define ETHERNET 1u
#define RAW_IP 101u
#define USB 189u

static void
assert_reads (const GByteArray *bytes, const char *format, const char *const *lines)
{
  g_autoptr (CaptureReading) reading = capture_reading_of_bytes (bytes->data, bytes->len);

  g_assert_no_error (reading->error);
  g_assert_cmpstr (reading->format, ==, format);
  for (guint i = 0; i < reading->n_packets && lines[i]; i++)
    g_assert_cmpstr (g_ptr_array_index (reading->lines, i), ==, lines[i]);
  g_assert_cmpuint (reading->n_packets, ==, g_strv_length ((char **) lines));
}

/* Two packets of each spelling. */
static void
test_pcap (void)
{
  static const struct
  {
    guint32 magic;
    gsize extra; /* bytes a record header is longer */
    const char *format;
    const char *lines[3];
  } CASES[] = {
    { 0xa1b2c3d4, 0, "pcap", { "7000005000 5/6 0:1 first", "8000000000 3/4 0:1 two" } },
    { 0xa1b23c4d,
      0,
      "pcap, nanoseconds",
      { "7000000005 5/6 0:1 first", "8000000000 3/4 0:1 two" } },
    { 0xa1b2cd34, 8, "pcap, modified", { "7000005000 5/6 0:1 first", "8000000000 3/4 0:1 two" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (int big = 0; big < 2; big++)
      {
        g_autoptr (CaptureBytes) file = capture_bytes_new (big);
        static const guint8 EXTRA[8] = { 0 };

        capture_bytes_pcap (file, CASES[i].magic, 65535, ETHERNET);
        capture_bytes_record (file, 7, 5, "");
        g_byte_array_set_size (file->bytes, file->bytes->len - 8);
        capture_bytes_put32 (file, 5);
        capture_bytes_put32 (file, 6);
        capture_bytes_put (file, EXTRA, CASES[i].extra);
        capture_bytes_put (file, "first", 5);
        capture_bytes_record (file, 8, 0, "");
        g_byte_array_set_size (file->bytes, file->bytes->len - 8);
        capture_bytes_put32 (file, 3);
        capture_bytes_put32 (file, 4);
        capture_bytes_put (file, EXTRA, CASES[i].extra);
        capture_bytes_put (file, "two", 3);
        assert_reads (file->bytes, CASES[i].format, CASES[i].lines);
      }
}

/* Before version 2.3 the lengths stood the other way round; in 2.3 whichever is smaller is what was
 * captured (libpcap, sf-pcap.c). */
static void
test_old_pcap (void)
{
  static const struct
  {
    guint16 major;
    guint16 minor;
    guint32 first;
    guint32 second;
  } CASES[] = { { 2, 2, 9, 3 }, { 2, 3, 9, 3 }, { 2, 3, 3, 9 }, { 2, 4, 3, 9 }, { 543, 0, 9, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
      static const char *const LINES[] = { "0 3/9 0:1 abc", NULL };

      capture_bytes_pcap (file, 0xa1b2c3d4, 65535, ETHERNET);
      g_byte_array_set_size (file->bytes, 4);
      capture_bytes_put16 (file, CASES[i].major);
      capture_bytes_put16 (file, CASES[i].minor);
      capture_bytes_put64 (file, 0);
      capture_bytes_put32 (file, 65535);
      capture_bytes_put32 (file, ETHERNET);
      capture_bytes_put64 (file, 0);
      capture_bytes_put32 (file, CASES[i].first);
      capture_bytes_put32 (file, CASES[i].second);
      capture_bytes_put (file, "abc", 3);
      assert_reads (file->bytes, "pcap", LINES);
    }
}

/* The upper bits of the link type say how long the check sequence of a frame is. */
static void
test_check_sequence_bits (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
  static const char *const LINES[] = { "0 1/2 0:1 a", NULL };

  capture_bytes_pcap (file, 0xa1b2c3d4, 65535, ETHERNET | 0x44000000);
  capture_bytes_record (file, 0, 0, "a");
  assert_reads (file->bytes, "pcap", LINES);
}

static void
put_clocked_interface (CaptureBytes *file, guint8 resolution, gint64 offset)
{
  gsize block = capture_bytes_begin_block (file, 1);
  gint64 stored = file->big_endian ? GINT64_TO_BE (offset) : GINT64_TO_LE (offset);

  capture_bytes_put16 (file, ETHERNET);
  capture_bytes_put16 (file, 0);
  capture_bytes_put32 (file, 0);
  capture_bytes_option (file, 2, "eth0", 4);
  capture_bytes_option (file, 9, &resolution, 1);
  capture_bytes_option (file, 14, &stored, 8);
  capture_bytes_option (file, 0, NULL, 0);
  capture_bytes_end_block (file, block);
}

static void
test_pcapng_clocks (void)
{
  static const struct
  {
    guint8 resolution;
    gint64 offset;
    guint64 ticks;
    const char *line;
  } CASES[] = {
    { 0, 0, 7, "7000000000 1/2 0:1 a" },
    { 3, 0, 7001, "7001000000 1/2 0:1 a" },
    { 6, -2, 7000001, "5000001000 1/2 0:1 a" },
    { 9, 100, 7, "100000000007 1/2 0:1 a" },
    { 12, 0, 7999, "7 1/2 0:1 a" },
    { 0x80, 0, 3, "3000000000 1/2 0:1 a" },
    { 0x81, 0, 3, "1500000000 1/2 0:1 a" },
    { 0xa0, 1, G_GUINT64_CONSTANT (1) << 31, "1500000000 1/2 0:1 a" },
    { 0xff, 0, G_MAXUINT64, "0 1/2 0:1 a" },
    { 0x7f, 0, G_MAXUINT64, "0 1/2 0:1 a" },
    { 0, 0, G_MAXUINT64, "9223372036854775807 1/2 0:1 a" },
    { 6, G_MININT64, 0, "-9223372036854775807 1/2 0:1 a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (int big = 0; big < 2; big++)
      {
        g_autoptr (CaptureBytes) file = capture_bytes_new (big);
        const char *lines[] = { CASES[i].line, NULL };

        capture_bytes_section (file);
        put_clocked_interface (file, CASES[i].resolution, CASES[i].offset);
        capture_bytes_enhanced (file, 0, CASES[i].ticks, "a");
        assert_reads (file->bytes, "pcapng", lines);
      }
}

static void
put_old_packet (CaptureBytes *file, guint16 interface, const char *data)
{
  gsize block = capture_bytes_begin_block (file, 2);

  capture_bytes_put16 (file, interface);
  capture_bytes_put16 (file, 4); /* drops */
  capture_bytes_put32 (file, 0);
  capture_bytes_put32 (file, 1000000);
  capture_bytes_put32 (file, (guint32) strlen (data));
  capture_bytes_put32 (file, 60);
  capture_bytes_put (file, data, strlen (data));
  capture_bytes_end_block (file, block);
}

static void
put_unknown_block (CaptureBytes *file, guint32 type, guint length)
{
  gsize block = capture_bytes_begin_block (file, type);

  for (guint i = 0; i < length; i++)
    capture_bytes_put8 (file, 0x41);
  capture_bytes_end_block (file, block);
}

static void
put_section (CaptureBytes *file)
{
  capture_bytes_section (file);
  capture_bytes_interface (file, ETHERNET, 4);
  capture_bytes_interface (file, RAW_IP, 0);
  put_unknown_block (file, 4, 8);           /* names */
  put_unknown_block (file, 5, 12);          /* statistics */
  put_unknown_block (file, 0xbad, 6);       /* custom */
  put_unknown_block (file, 0x1234, 600000); /* unknown, and longer than what is read at a time */
  capture_bytes_enhanced (file, 1, 2000000, "second");
  capture_bytes_simple (file, 7, "simp");
  put_old_packet (file, 1, "obsolete");
}

/* Two sections of either byte order, each with two interfaces of its own and every kind of block.
 */
static void
test_pcapng_sections (void)
{
  static const char *const LINES[] = {
    "2000000000 6/7 1:101 second",
    "- 4/7 0:1 simp",
    "1000000000 8/60 1:101 obsolete",
    "2000000000 6/7 3:101 second",
    "- 4/7 2:1 simp",
    "1000000000 8/60 3:101 obsolete",
    NULL,
  };

  for (int big = 0; big < 2; big++)
    {
      g_autoptr (CaptureBytes) file = capture_bytes_new (big);

      put_section (file);
      file->big_endian = !big;
      put_section (file);
      assert_reads (file->bytes, "pcapng", LINES);
    }
}

static void
test_interface_name (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireReader) reader = NULL;
  g_autofree char *path = NULL;
  WirePacket packet;

  capture_bytes_section (file);
  put_clocked_interface (file, 6, 0);
  path = capture_bytes_write_temporary (file->bytes->data, file->bytes->len);
  reader = wire_reader_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (wire_reader_get_n_interfaces (reader), ==, 1);
  g_assert_cmpstr (wire_reader_get_interface (reader, 0).name, ==, "eth0");
  g_assert_null (wire_reader_get_interface (reader, 1).name);
  g_remove (path);
}

/* 20,000 packets that do not fit what is read at a time, and one far longer than it. */
static GByteArray *
make_long_pcap (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
  g_autofree char *large = g_strnfill (1024 * 1024, 'L');

  capture_bytes_pcap (file, 0xa1b2c3d4, 0, USB);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *data = g_strdup_printf ("packet %u %*s", i, (int) (i % 97), "");

      if (i == 10000)
        capture_bytes_record (file, i, 0, large);
      else
        capture_bytes_record (file, i, 0, data);
    }
  return g_byte_array_ref (file->bytes);
}

static void
check_long (WirePacket *packet, guint i)
{
  g_autofree char *data = g_strdup_printf ("packet %u %*s", i, (int) (i % 97), "");

  g_assert_cmpint (packet->time, ==, i * G_GINT64_CONSTANT (1000000000));
  if (i == 10000)
    g_assert_cmpuint (packet->captured, ==, 1024 * 1024);
  else
    g_assert_cmpmem (packet->data, packet->captured, data, strlen (data));
}

static void
check_read_again (WireReader *reader, const WirePacket *packet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) again = wire_reader_read_at (reader, packet->offset, packet->captured, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), packet->data,
                   packet->captured);
}

/* Every packet of a batch stays valid until the next, at whatever length of batch, and can be read
 * again from where it says that it stands. */
static void
check_batches (const char *path, guint batch)
{
  g_autofree WirePacket *packets = g_new (WirePacket, batch);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, &error);
  guint n_packets = 0;
  guint n;

  g_assert_no_error (error);
  while ((n = wire_reader_next_batch (reader, packets, batch, &error)) > 0)
    {
      g_assert_cmpuint (n, <=, batch);
      for (guint i = 0; i < n; i++)
        check_long (&packets[i], n_packets + i);
      check_read_again (reader, &packets[n - 1]);
      n_packets += n;
      g_assert_cmpfloat (wire_reader_get_fraction (reader), >, 0);
      g_assert_cmpfloat (wire_reader_get_fraction (reader), <=, 1);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_packets, ==, 20000);
  g_assert_cmpfloat (wire_reader_get_fraction (reader), ==, 1);
}

static void
test_batches (void)
{
  g_autoptr (GByteArray) bytes = make_long_pcap ();
  g_autofree char *path = capture_bytes_write_temporary (bytes->data, bytes->len);

  check_batches (path, 1);
  check_batches (path, 64);
  check_batches (path, 30000);
  g_remove (path);
}

/* In two members or frames, one after the other. */
static void
test_packed (void)
{
  g_autoptr (GByteArray) bytes = make_long_pcap ();
  gsize middle = bytes->len / 3;
  GByteArray *(*const PACKERS[]) (const guint8 *, gsize) = { capture_bytes_gzip,
                                                             capture_bytes_zstd };

  for (gsize i = 0; i < G_N_ELEMENTS (PACKERS); i++)
    {
      g_autoptr (GByteArray) packed = PACKERS[i](bytes->data, middle);
      g_autoptr (GByteArray) rest = PACKERS[i](bytes->data + middle, bytes->len - middle);
      g_autofree char *path = NULL;

      g_byte_array_append (packed, rest->data, rest->len);
      path = capture_bytes_write_temporary (packed->data, packed->len);
      check_batches (path, 64);
      g_remove (path);
    }
}

static void
test_packed_formats (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (TRUE);
  static const char *const LINES[] = { "- 1/1 0:1 a", NULL };

  capture_bytes_section (file);
  capture_bytes_interface (file, ETHERNET, 0);
  capture_bytes_simple (file, 1, "a");

  g_autoptr (GByteArray) gzip = capture_bytes_gzip (file->bytes->data, file->bytes->len);
  g_autoptr (GByteArray) zstd = capture_bytes_zstd (file->bytes->data, file->bytes->len);
  assert_reads (gzip, "pcapng, gzip", LINES);
  assert_reads (zstd, "pcapng, zstd", LINES);
}

/* A few hundred bytes that unpack into far more than there is room for at once. */
static void
test_packed_bomb (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
  g_autofree char *zeros = g_strnfill (200000, '0');

  capture_bytes_pcap (file, 0xa1b2c3d4, 0, ETHERNET);
  for (guint i = 0; i < 50; i++)
    capture_bytes_record (file, i, 0, zeros);

  g_autoptr (GByteArray) packed = capture_bytes_zstd (file->bytes->data, file->bytes->len);
  g_autoptr (CaptureReading) reading = capture_reading_of_bytes (packed->data, packed->len);
  g_assert_cmpuint (packed->len, <, file->bytes->len / 100);
  g_assert_no_error (reading->error);
  g_assert_cmpuint (reading->n_packets, ==, 50);
}

/* What comes through a pipe is kept, so that it can be read again. */
static void
test_standard_input (void)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireReader) reader = NULL;
  WirePacket packet;
  int ends[2];

  capture_bytes_pcap (file, 0xa1b2c3d4, 0, ETHERNET);
  capture_bytes_record (file, 0, 0, "through a pipe");
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], file->bytes->data, file->bytes->len), ==, file->bytes->len);
  close (ends[1]);
  g_assert_cmpint (dup2 (ends[0], STDIN_FILENO), ==, STDIN_FILENO);
  close (ends[0]);

  reader = wire_reader_open ("-", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 1);
  g_assert_cmpmem (packet.data, packet.captured, "through a pipe", 14);
  check_read_again (reader, &packet);
  g_assert_cmpfloat (wire_reader_get_fraction (reader), ==, -1);
  g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_link_type_names (void)
{
  g_assert_cmpstr (wire_link_type_name (ETHERNET), ==, "Ethernet");
  g_assert_cmpstr (wire_link_type_name (RAW_IP), ==, "Raw IP");
  g_assert_cmpstr (wire_link_type_name (113), ==, "Linux cooked v1");
  g_assert_cmpstr (wire_link_type_name (60000), ==, "unknown");
  g_assert_cmpint (wire_link_type_to_dlt (RAW_IP), ==, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/pcap", test_pcap);
  g_test_add_func ("/reader/old-pcap", test_old_pcap);
  g_test_add_func ("/reader/check-sequence-bits", test_check_sequence_bits);
  g_test_add_func ("/reader/pcapng-clocks", test_pcapng_clocks);
  g_test_add_func ("/reader/pcapng-sections", test_pcapng_sections);
  g_test_add_func ("/reader/interface-name", test_interface_name);
  g_test_add_func ("/reader/batches", test_batches);
  g_test_add_func ("/reader/packed", test_packed);
  g_test_add_func ("/reader/packed-formats", test_packed_formats);
  g_test_add_func ("/reader/packed-bomb", test_packed_bomb);
  g_test_add_func ("/reader/standard-input", test_standard_input);
  g_test_add_func ("/reader/link-type-names", test_link_type_names);
  return g_test_run ();
}
