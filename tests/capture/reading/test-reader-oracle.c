/* test-reader-oracle.c: what libpcap and Wireshark read, Wirecase reads likewise
 *
 * Reads every capture of the collections that stand beside the project, where they do, and one of
 * its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/capture-bytes.h"

#include <glib/gstdio.h>
#include <pcap/pcap.h>

static GPtrArray *captures; /* paths */

/* Returns: (transfer full): files below the collections' folder */
static GPtrArray *
list_captures (const char *source_root)
{
  const char *data = g_getenv ("WIRECASE_SHARED_DATA");
  g_autofree char *root =
      data ? g_build_filename (data, "captures", NULL)
           : g_build_filename (source_root, "..", "shared", "data", "captures", NULL);
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (folders, g_steal_pointer (&root));
  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir && (name = g_dir_read_name (dir)))
        {
          char *path = g_build_filename (folder, name, NULL);

          g_ptr_array_add (g_file_test (path, G_FILE_TEST_IS_DIR) ? folders : files, path);
        }
    }
  g_ptr_array_unref (folders);
  return files;
}


/* libpcap keeps no more than the snapshot length of what was captured, and takes seconds after 2038
 * for negative ones: Wireshark does neither, and nor does Wirecase. */
static void
compare_packet (const WirePacket *ours,
                const struct pcap_pkthdr *header,
                const guint8 *theirs,
                guint32 snapshot)
{
  const gint64 second = 1000000000;
  gint64 time = header->ts.tv_sec * second + header->ts.tv_usec;

  g_assert_cmpuint (ours->length, ==, header->len);
  g_assert_cmpuint (header->caplen, ==, MIN (ours->captured, snapshot));
  g_assert_cmpmem (ours->data, header->caplen, theirs, header->caplen);
  if (ours->time != WIRE_TIME_NONE && header->ts.tv_sec >= 0 && header->ts.tv_usec >= 0)
    g_assert_cmpint (ours->time, ==, time);
}

/* A record of nothing but zeros: an empty packet of 1970 to libpcap, damage to us. */
static gboolean
is_zeros (const struct pcap_pkthdr *header)
{
  return header->ts.tv_sec == 0 && header->ts.tv_usec == 0 && header->caplen == 0
         && header->len == 0;
}

/* What libpcap cannot read, or no further, it has no opinion on. */
static void
compare_with_libpcap (const char *path)
{
  char message[PCAP_ERRBUF_SIZE];
  pcap_t *pcap =
      pcap_open_offline_with_tstamp_precision (path, PCAP_TSTAMP_PRECISION_NANO, message);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireReader) reader = wire_reader_open (path, NULL, &error);
  struct pcap_pkthdr *header;
  const guint8 *data;
  WirePacket packet;
  int result;

  if (!pcap)
    return;
  g_assert_nonnull (reader);
  while ((result = pcap_next_ex (pcap, &header, &data)) == 1 && !is_zeros (header))
    {
      g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 1);
      compare_packet (&packet, header, data, (guint32) pcap_snapshot (pcap));
    }
  if (result == PCAP_ERROR_BREAK) /* its end */
    {
      g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 0);
      g_assert_no_error (error);
    }
  if (result == 1) /* zeros */
    {
      g_assert_cmpuint (wire_reader_next_batch (reader, &packet, 1, &error), ==, 0);
      g_assert_nonnull (error);
    }
  pcap_close (pcap);
}

static void
test_libpcap (void)
{
  for (guint i = 0; i < captures->len; i++)
    {
      g_test_message ("%s", (const char *) g_ptr_array_index (captures, i));
      compare_with_libpcap (g_ptr_array_index (captures, i));
    }
}

/* Returns: (transfer full) (nullable): lines `path TAB packets` of Wireshark's capinfos, which
 * leaves out what it cannot read */
static char *
ask_capinfos (void)
{
  static const char *const OPTIONS[] = { "capinfos", "-T", "-r", "-M", "-c" };
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  char *output = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (OPTIONS); i++)
    g_ptr_array_add (argv, (char *) OPTIONS[i]);
  for (guint i = 0; i < captures->len; i++)
    g_ptr_array_add (argv, g_ptr_array_index (captures, i));
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, &output, NULL, NULL, NULL);
  return output;
}

static void
test_wireshark (void)
{
  g_autofree char *output = ask_capinfos ();
  g_auto (GStrv) lines = g_strsplit (output ? output : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
      g_autoptr (CaptureReading) reading = NULL;

      if (g_strv_length (columns) < 2)
        continue;
      reading = capture_reading_new (columns[0]);
      g_test_message ("%s", columns[0]);
      if (reading->error && strstr (reading->error->message, "zeros"))
        g_assert_cmpuint (reading->n_packets, <, g_ascii_strtoull (columns[1], NULL, 10));
      else
        g_assert_cmpuint (reading->n_packets, ==, g_ascii_strtoull (columns[1], NULL, 10));
    }
}

static char *
write_own (gboolean big_endian)
{
  g_autoptr (CaptureBytes) file = capture_bytes_new (big_endian);

  if (big_endian)
    {
      capture_bytes_section (file);
      capture_bytes_interface (file, 1, 10);
      for (guint i = 0; i < 1000; i++)
        capture_bytes_enhanced (file, 0, i * G_GUINT64_CONSTANT (1000000007), "enhanced");
    }
  else
    {
      capture_bytes_pcap (file, 0xa1b2c3d4, 4, 1);
      for (guint i = 0; i < 1000; i++)
        capture_bytes_record (file, i * 1000, i, "longer than its snapshot");
    }
  return capture_bytes_write_temporary (file->bytes->data, file->bytes->len);
}

int
main (int argc, char *argv[])
{
  g_autofree char *pcap = write_own (FALSE);
  g_autofree char *pcapng = write_own (TRUE);
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  captures = list_captures (argv[1]);
  g_ptr_array_add (captures, g_strdup (pcap));
  g_ptr_array_add (captures, g_strdup (pcapng));
  g_test_add_func ("/reader-oracle/libpcap", test_libpcap);
  g_test_add_func ("/reader-oracle/wireshark", test_wireshark);
  result = g_test_run ();
  g_ptr_array_unref (captures);
  g_remove (pcap);
  g_remove (pcapng);
  return result;
}
