/* fuzz-writer.c: captures that are written are read back the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is a byte of form, and packets: interface, flags, length, lost bytes, and the bytes.
 */

#include "base/wire-cursor.h"
#include "base/wire-save.h"
#include "base/wire-time.h"
#include "capture/reading/wire-reader.h"
#include "capture/writing/wire-capture-writer.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define INPUT_MAX 8192
#define N_INTERFACES 2u
#define MAX_PACKETS 512u

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *folder;
static char *path;

static void
remove_folder (void)
{
  g_unlink (path);
  g_rmdir (folder);
}

static guint
take_packets (WireCursor *cursor, WireWrittenPacket *packets)
{
  guint n = 0;

  while (n < MAX_PACKETS && wire_cursor_remaining (cursor) >= 4)
    {
      WireWrittenPacket *packet = &packets[n++];
      guint32 lost;

      packet->interface = wire_cursor_u8 (cursor) % N_INTERFACES;
      packet->ticks = G_GUINT64_CONSTANT (1700000000000000) + n;
      packet->time = (gint64) packet->ticks * 1000;
      packet->captured = (guint32) MIN (wire_cursor_be16 (cursor), wire_cursor_remaining (cursor));
      lost = packet->captured > 0 ? wire_cursor_u8 (cursor) : 0;
      packet->captured = (guint32) MIN (packet->captured, wire_cursor_remaining (cursor));
      packet->length = packet->captured + lost;
      packet->data = wire_cursor_take (cursor, packet->captured);
    }
  return n;
}

static void
write_all (WireCaptureForm form, const WireWrittenPacket *packets, guint n)
{
  g_autoptr (WireCaptureWriter) writer =
      wire_capture_writer_new (wire_save_begin_at (path, NULL), form);
  guint32 number;

  g_assert_true (wire_capture_writer_begin (writer, NULL, NULL));
  for (guint i = 0; i < N_INTERFACES; i++)
    {
      WireWrittenInterface interface = { .link_type = 1, .snapshot = 262144, .resolution = 6 };

      g_assert_true (wire_capture_writer_add_interface (writer, &interface, &number, NULL));
    }
  for (guint i = 0; i < n; i++)
    g_assert_true (wire_capture_writer_add_packet (writer, &packets[i], NULL));
  g_assert_true (wire_save_end (wire_capture_writer_finish (writer, NULL), NULL));
}

static void
check_packet (const WirePacket *read, const WireWrittenPacket *written, gboolean pcapng)
{
  g_assert_cmpmem (read->data, read->captured, written->data, written->captured);
  g_assert_cmpuint (read->length, ==, written->length);
  g_assert_cmpint (read->time, ==, written->time);
  g_assert_cmpuint (read->interface, ==, pcapng ? written->interface : 0);
}

static void
read_all (WireCaptureForm form, const WireWrittenPacket *packets, guint n)
{
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  WirePacket batch[64];
  guint read = 0, more;

  g_assert_nonnull (reader);
  while ((more = wire_reader_next_batch (reader, batch, G_N_ELEMENTS (batch), &error)) > 0)
    for (guint i = 0; i < more; i++, read++)
      {
        g_assert_cmpuint (read, <, n);
        check_packet (&batch[i], &packets[read], form.format == WIRE_CAPTURE_PCAPNG);
      }
  g_assert_no_error (error);
  g_assert_cmpuint (read, ==, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  WireCursor cursor = wire_cursor_new (data, size);
  g_autofree WireWrittenPacket *packets = g_new0 (WireWrittenPacket, MAX_PACKETS);
  WireCaptureForm form;
  guint8 kind;
  guint n;

  if (size < 1 || size > INPUT_MAX)
    return 0;
  if (!folder)
    {
      folder = g_dir_make_tmp ("fuzz-writer-XXXXXX", NULL);
      path = g_build_filename (folder, "written.pcapng", NULL);
      atexit (remove_folder);
    }
  kind = wire_cursor_u8 (&cursor);
  form.format = kind & 1 ? WIRE_CAPTURE_PCAP : WIRE_CAPTURE_PCAPNG;
  form.packing = (WireCapturePacking) (kind >> 1) % 3;
  n = take_packets (&cursor, packets);
  g_unlink (path);
  write_all (form, packets, n);
  read_all (form, packets, n);
  return 0;
}
