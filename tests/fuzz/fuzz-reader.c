/* fuzz-reader.c: reads captures that a fuzzer makes up, bare and packed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-reader.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define BATCH 16

/* A few bytes of zstd can ask for a spool of gigabytes: the disk is the limit, and here is a small
 * disk. */
#define DISK_BYTES (4 * 1024 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
shrink_disk (void)
{
  const struct rlimit limit = { DISK_BYTES, DISK_BYTES };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
check_packet (WireReader *reader, const WirePacket *packet)
{
  g_autofree guint8 *copy = g_memdup2 (packet->data, packet->captured);

  g_assert_true (copy || packet->captured == 0);
  g_assert_cmpuint (packet->interface, <, wire_reader_get_n_interfaces (reader));
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

static void
read_capture (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, &error);
  WirePacket packets[BATCH];
  guint n;

  g_assert_true (reader || error);
  while (reader && (n = wire_reader_next_batch (reader, packets, BATCH, &error)) > 0)
    {
      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        check_packet (reader, &packets[i]);
      check_read_again (reader, &packets[n - 1]);
    }
  g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gboolean shrunk;
  g_autofree char *path = NULL;
  int fd = memfd_create ("capture", MFD_CLOEXEC);

  if (!shrunk)
    shrink_disk ();
  shrunk = TRUE;
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  read_capture (path);
  close (fd);
  return 0;
}
