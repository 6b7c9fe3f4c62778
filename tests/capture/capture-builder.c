/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"

#include <glib/gstdio.h>

static void
put32 (GByteArray *bytes, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
put16_be (GByteArray *bytes, guint value)
{
  const guint8 pair[2] = { (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (bytes, pair, sizeof pair);
}

CaptureBuilder *
capture_builder_new (guint32 link_type)
{
  CaptureBuilder *self = g_new0 (CaptureBuilder, 1);

  self->bytes = g_byte_array_new ();
  put32 (self->bytes, 0xa1b2c3d4);
  put32 (self->bytes, 2 | 4 << 16);
  put32 (self->bytes, 0);
  put32 (self->bytes, 0);
  put32 (self->bytes, 65535);
  put32 (self->bytes, link_type);
  return self;
}

CaptureBuilder *
capture_builder_new_pcapng (void)
{
  CaptureBuilder *self = g_new0 (CaptureBuilder, 1);
  static const guint32 SECTION[] = { 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28 };

  self->bytes = g_byte_array_new ();
  self->pcapng = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (SECTION); i++)
    put32 (self->bytes, SECTION[i]);
  return self;
}

void
capture_builder_free (CaptureBuilder *builder)
{
  if (builder->path)
    g_remove (builder->path);
  g_free (builder->path);
  g_byte_array_unref (builder->bytes);
  g_free (builder);
}

void
capture_builder_add_interface (CaptureBuilder *builder, guint32 link_type)
{
  g_assert_true (builder->pcapng);
  put32 (builder->bytes, 1);
  put32 (builder->bytes, 20);
  put32 (builder->bytes, link_type);
  put32 (builder->bytes, 65535);
  put32 (builder->bytes, 20);
}

static void
begin_pcapng_packet (CaptureBuilder *self, guint interface, gint64 time_us, guint32 length)
{
  put32 (self->bytes, 6);
  put32 (self->bytes, 32 + (length + 3) / 4 * 4);
  put32 (self->bytes, interface);
  put32 (self->bytes, (guint32) (time_us >> 32));
  put32 (self->bytes, (guint32) time_us);
}

void
capture_builder_add (
    CaptureBuilder *builder, guint interface, gint64 time_us, const void *data, guint32 length)
{
  static const guint8 padding[4];

  if (builder->pcapng)
    begin_pcapng_packet (builder, interface, time_us, length);
  else
    {
      put32 (builder->bytes, (guint32) (time_us / 1000000));
      put32 (builder->bytes, (guint32) (time_us % 1000000));
    }
  put32 (builder->bytes, length);
  put32 (builder->bytes, length);
  g_byte_array_append (builder->bytes, data, length);
  if (builder->pcapng)
    {
      g_byte_array_append (builder->bytes, padding, (4 - length % 4) % 4);
      put32 (builder->bytes, 32 + (length + 3) / 4 * 4);
    }
  builder->packets++;
}

/* `192.0.2.1:80`, `[2001:db8::1]:80` or an address alone */
static void
parse_endpoint (const char *text, WireFamily *family, guint8 address[16], guint16 *port)
{
  g_autofree char *host = g_strdup (*text == '[' ? text + 1 : text);
  char *end = *text == '[' ? strchr (host, ']') : strchr (host, ':');
  const char *colon = strrchr (text, ':');

  *port = end ? (guint16) g_ascii_strtoull (colon + 1, NULL, 10) : 0;
  if (end)
    *end = '\0';
  g_assert_true (wire_address_parse (host, family, address));
}

WireTuple
capture_builder_tuple (const char *from, const char *to, guint8 protocol)
{
  WireTuple tuple = { .protocol = protocol };
  WireFamily family = WIRE_FAMILY_NONE;

  parse_endpoint (from, &family, tuple.src, &tuple.src_port);
  parse_endpoint (to, &family, tuple.dst, &tuple.dst_port);
  tuple.family = (guint8) family;
  return tuple;
}

static GByteArray *
begin_frame (guint type)
{
  static const guint8 ADDRESSES[12] = { 0xa4, 0x18, 0x75, 0x47, 0x49, 0x44,
                                        0xe8, 0x40, 0xf2, 0x3b, 0xeb, 0xcd };
  GByteArray *frame = g_byte_array_new ();

  g_byte_array_append (frame, ADDRESSES, sizeof ADDRESSES);
  put16_be (frame, type);
  return frame;
}

static void
put_ipv4 (GByteArray *frame, const WireTuple *tuple, guint16 id, guint fragment, guint payload)
{
  put16_be (frame, 0x4500);
  put16_be (frame, 20 + payload);
  put16_be (frame, id);
  put16_be (frame, fragment);
  put16_be (frame, 64 << 8 | tuple->protocol);
  put16_be (frame, 0);
  g_byte_array_append (frame, tuple->src, 4);
  g_byte_array_append (frame, tuple->dst, 4);
}

static void
put_ipv6 (GByteArray *frame, const WireTuple *tuple, guint payload)
{
  put16_be (frame, 0x6000);
  put16_be (frame, 0);
  put16_be (frame, payload);
  put16_be (frame, (guint) tuple->protocol << 8 | 64);
  g_byte_array_append (frame, tuple->src, 16);
  g_byte_array_append (frame, tuple->dst, 16);
}

void
capture_builder_add_tcp (CaptureBuilder *builder,
                         gint64 time_us,
                         const char *from,
                         const char *to,
                         guint8 flags,
                         guint payload)
{
  WireTuple tuple = capture_builder_tuple (from, to, 6);
  g_autoptr (GByteArray) frame = begin_frame (tuple.family == WIRE_FAMILY_IPV4 ? 0x0800 : 0x86dd);

  if (tuple.family == WIRE_FAMILY_IPV4)
    put_ipv4 (frame, &tuple, 1, 0x4000, 20 + payload);
  else
    put_ipv6 (frame, &tuple, 20 + payload);
  put16_be (frame, tuple.src_port);
  put16_be (frame, tuple.dst_port);
  for (guint i = 0; i < 4; i++)
    put16_be (frame, 0);
  put16_be (frame, 0x5000 | flags);
  for (guint i = 0; i < 3; i++)
    put16_be (frame, 0);
  g_byte_array_set_size (frame, frame->len + payload);
  memset (frame->data + frame->len - payload, 0xff, payload);
  capture_builder_add (builder, 0, time_us, frame->data, frame->len);
}

void
capture_builder_add_segment (CaptureBuilder *builder,
                             gint64 time_us,
                             const char *from,
                             const char *to,
                             guint8 flags,
                             guint32 sequence,
                             const char *said,
                             gssize length)
{
  WireTuple tuple = capture_builder_tuple (from, to, 6);
  g_autoptr (GByteArray) frame = begin_frame (0x0800);
  guint n = (guint) (length < 0 ? (gssize) strlen (said) : length);

  put_ipv4 (frame, &tuple, 1, 0x4000, 20 + n);
  put16_be (frame, tuple.src_port);
  put16_be (frame, tuple.dst_port);
  put16_be (frame, sequence >> 16);
  put16_be (frame, sequence);
  put16_be (frame, 0);
  put16_be (frame, 0);
  put16_be (frame, 0x5000 | flags);
  for (guint i = 0; i < 3; i++)
    put16_be (frame, 0);
  g_byte_array_append (frame, (const guint8 *) said, n);
  capture_builder_add (builder, 0, time_us, frame->data, frame->len);
}

void
capture_builder_add_datagram (
    CaptureBuilder *builder, gint64 time_us, const char *from, const char *to, const char *said)
{
  WireTuple tuple = capture_builder_tuple (from, to, 17);
  g_autoptr (GByteArray) frame = begin_frame (0x0800);
  guint n = (guint) strlen (said);

  put_ipv4 (frame, &tuple, 1, 0x4000, 8 + n);
  put16_be (frame, tuple.src_port);
  put16_be (frame, tuple.dst_port);
  put16_be (frame, 8 + n);
  put16_be (frame, 0);
  g_byte_array_append (frame, (const guint8 *) said, n);
  capture_builder_add (builder, 0, time_us, frame->data, frame->len);
}

void
capture_builder_add_fragment (CaptureBuilder *builder,
                              gint64 time_us,
                              const char *from,
                              const char *to,
                              guint16 id,
                              guint offset,
                              gboolean more)
{
  WireTuple tuple = capture_builder_tuple (from, to, 17);
  g_autoptr (GByteArray) frame = begin_frame (0x0800);

  put_ipv4 (frame, &tuple, id, (more ? 0x2000 : 0) | offset, 8);
  put16_be (frame, offset ? 0xffff : tuple.src_port);
  put16_be (frame, offset ? 0xffff : tuple.dst_port);
  put16_be (frame, 100);
  put16_be (frame, 0);
  capture_builder_add (builder, 0, time_us, frame->data, frame->len);
}

void
capture_builder_add_arp (CaptureBuilder *builder, gint64 time_us)
{
  g_autoptr (GByteArray) frame = begin_frame (0x0806);

  put16_be (frame, 1);
  put16_be (frame, 0x0800);
  put16_be (frame, 6 << 8 | 4);
  put16_be (frame, 1);
  for (guint i = 0; i < 10; i++)
    put16_be (frame, 0);
  capture_builder_add (builder, 0, time_us, frame->data, frame->len);
}

WireCapture *
capture_builder_make (CaptureBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  int fd;

  if (!builder->path)
    {
      fd = g_file_open_tmp ("wirecase-test-XXXXXX.pcap", &builder->path, &error);
      g_assert_no_error (error);
      close (fd);
    }
  g_file_set_contents (builder->path, (const char *) builder->bytes->data, builder->bytes->len,
                       &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (builder->path);
  return wire_capture_new (file);
}

WireCapture *
capture_builder_load (CaptureBuilder *builder)
{
  WireCapture *capture = capture_builder_make (builder);
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_capture_load (capture, NULL, &error));
  g_assert_no_error (error);
  return capture;
}
