/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-bytes.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

CaptureBytes *
capture_bytes_new (gboolean big_endian)
{
  CaptureBytes *self = g_new0 (CaptureBytes, 1);

  self->bytes = g_byte_array_new ();
  self->big_endian = big_endian;
  return self;
}

void
capture_bytes_free (CaptureBytes *self)
{
  g_byte_array_unref (self->bytes);
  g_free (self);
}

void
capture_bytes_put (CaptureBytes *self, const void *bytes, gsize length)
{
  g_byte_array_append (self->bytes, bytes, (guint) length);
}

void
capture_bytes_put8 (CaptureBytes *self, guint8 value)
{
  capture_bytes_put (self, &value, 1);
}

void
capture_bytes_put16 (CaptureBytes *self, guint16 value)
{
  value = self->big_endian ? GUINT16_TO_BE (value) : GUINT16_TO_LE (value);
  capture_bytes_put (self, &value, sizeof value);
}

void
capture_bytes_put32 (CaptureBytes *self, guint32 value)
{
  value = self->big_endian ? GUINT32_TO_BE (value) : GUINT32_TO_LE (value);
  capture_bytes_put (self, &value, sizeof value);
}

void
capture_bytes_put64 (CaptureBytes *self, guint64 value)
{
  value = self->big_endian ? GUINT64_TO_BE (value) : GUINT64_TO_LE (value);
  capture_bytes_put (self, &value, sizeof value);
}

void
capture_bytes_pcap (CaptureBytes *self, guint32 magic, guint32 snapshot, guint32 link_type)
{
  capture_bytes_put32 (self, magic);
  capture_bytes_put16 (self, 2);
  capture_bytes_put16 (self, 4);
  capture_bytes_put32 (self, 0);
  capture_bytes_put32 (self, 0);
  capture_bytes_put32 (self, snapshot);
  capture_bytes_put32 (self, link_type);
}

void
capture_bytes_record (CaptureBytes *self, guint32 seconds, guint32 fraction, const char *data)
{
  guint32 length = (guint32) strlen (data);

  capture_bytes_put32 (self, seconds);
  capture_bytes_put32 (self, fraction);
  capture_bytes_put32 (self, length);
  capture_bytes_put32 (self, length + 1);
  capture_bytes_put (self, data, length);
}

static void
pad (CaptureBytes *self)
{
  while (self->bytes->len % 4)
    capture_bytes_put8 (self, 0);
}

gsize
capture_bytes_begin_block (CaptureBytes *self, guint32 type)
{
  gsize block = self->bytes->len;

  capture_bytes_put32 (self, type);
  capture_bytes_put32 (self, 0);
  return block;
}

void
capture_bytes_end_block (CaptureBytes *self, gsize block)
{
  guint32 total;

  pad (self);
  total = (guint32) (self->bytes->len - block) + 4;
  capture_bytes_put32 (self, total);
  memcpy (self->bytes->data + block + 4, self->bytes->data + self->bytes->len - 4, 4);
}

void
capture_bytes_section (CaptureBytes *self)
{
  gsize block = capture_bytes_begin_block (self, 0x0a0d0d0a);

  capture_bytes_put32 (self, 0x1a2b3c4d);
  capture_bytes_put16 (self, 1);
  capture_bytes_put16 (self, 0);
  capture_bytes_put64 (self, G_MAXUINT64);
  capture_bytes_end_block (self, block);
}

void
capture_bytes_interface (CaptureBytes *self, guint16 link_type, guint32 snapshot)
{
  gsize block = capture_bytes_begin_block (self, 1);

  capture_bytes_put16 (self, link_type);
  capture_bytes_put16 (self, 0);
  capture_bytes_put32 (self, snapshot);
  capture_bytes_end_block (self, block);
}

void
capture_bytes_option (CaptureBytes *self, guint16 code, const void *value, guint16 length)
{
  capture_bytes_put16 (self, code);
  capture_bytes_put16 (self, length);
  capture_bytes_put (self, value, length);
  pad (self);
}

void
capture_bytes_enhanced (CaptureBytes *self, guint32 interface, guint64 ticks, const char *data)
{
  gsize block = capture_bytes_begin_block (self, 6);

  capture_bytes_put32 (self, interface);
  capture_bytes_put32 (self, (guint32) (ticks >> 32));
  capture_bytes_put32 (self, (guint32) ticks);
  capture_bytes_put32 (self, (guint32) strlen (data));
  capture_bytes_put32 (self, (guint32) strlen (data) + 1);
  capture_bytes_put (self, data, strlen (data));
  capture_bytes_end_block (self, block);
}

void
capture_bytes_simple (CaptureBytes *self, guint32 length, const char *data)
{
  gsize block = capture_bytes_begin_block (self, 3);

  capture_bytes_put32 (self, length);
  capture_bytes_put (self, data, strlen (data));
  capture_bytes_end_block (self, block);
}

GByteArray *
capture_bytes_gzip (const guint8 *bytes, gsize length)
{
  z_stream stream = { 0 };
  GByteArray *packed = g_byte_array_new ();

  g_assert_cmpint (deflateInit2 (&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  g_byte_array_set_size (packed, (guint) deflateBound (&stream, length));
  stream.next_in = (guint8 *) bytes; /* zlib's own type is not const */
  stream.avail_in = (guint) length;
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (packed, (guint) stream.total_out);
  deflateEnd (&stream);
  return packed;
}

/* Without a checksum, as the library's simple function writes it. */
GByteArray *
capture_bytes_zstd (const guint8 *bytes, gsize length)
{
  GByteArray *packed = g_byte_array_new ();
  gsize size;

  g_byte_array_set_size (packed, (guint) ZSTD_compressBound (length));
  size = ZSTD_compress (packed->data, packed->len, bytes, length, 3);
  g_assert_false (ZSTD_isError (size));
  g_byte_array_set_size (packed, (guint) size);
  return packed;
}

static void
note_packet (CaptureReading *self, WireReader *reader, const WirePacket *packet)
{
  WireInterface interface = wire_reader_get_interface (reader, packet->interface);
  g_autofree char *data = g_strndup ((const char *) packet->data, MIN (packet->captured, 32));
  g_autofree char *time = packet->time == WIRE_TIME_NONE
                              ? g_strdup ("-")
                              : g_strdup_printf ("%" G_GINT64_FORMAT, packet->time);

  g_ptr_array_add (self->lines,
                   g_strdup_printf ("%s %u/%u %u:%u %s", time, packet->captured, packet->length,
                                    packet->interface, interface.link_type, data));
}

static void
read_packets (CaptureReading *self, WireReader *reader)
{
  WirePacket packets[7];
  guint n;

  while ((n = wire_reader_next_batch (reader, packets, G_N_ELEMENTS (packets), &self->error)) > 0)
    {
      for (guint i = 0; i < n; i++)
        note_packet (self, reader, &packets[i]);
      self->n_packets += n;
    }
  /* The end stays the end. */
  g_assert_cmpuint (wire_reader_next_batch (reader, packets, 1, NULL), ==, 0);
}

/* Reads the file @path to its end. */
CaptureReading *
capture_reading_new (const char *path)
{
  CaptureReading *self = g_new0 (CaptureReading, 1);
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, &self->error);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->opened = reader != NULL;
  g_assert_true (self->opened || self->error);
  if (reader)
    {
      self->format = g_strdup (wire_reader_get_format (reader));
      read_packets (self, reader);
    }
  return self;
}

/* Reads what is written to a temporary file for it. */
CaptureReading *
capture_reading_of_bytes (const guint8 *bytes, gsize length)
{
  g_autofree char *path = capture_bytes_write_temporary (bytes, length);
  CaptureReading *self = capture_reading_new (path);

  g_remove (path);
  return self;
}

void
capture_reading_free (CaptureReading *self)
{
  g_ptr_array_unref (self->lines);
  g_clear_error (&self->error);
  g_free (self->format);
  g_free (self);
}

/* Returns: (transfer full): where it is; the caller removes it */
char *
capture_bytes_write_temporary (const guint8 *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("wirecase-test-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
  close (fd);
  return path;
}
