/* wire-zeek-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-export.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/wire-packet-scan.h"
#include "capture/zeek/wire-zeek-context.h"
#include "files/digests/wire-file-hash.h"

/* Packets whose records are copied at once. */
#define BATCH 1024u

/* Times beyond are of broken captures; sums of two must not overflow. */
#define LATEST (G_MAXINT64 / 4)

/* The pass over all packets. */
typedef struct
{
  WireCapture *capture;
  WirePacketScan *scan;
  WireZeekConnections *connections;
  WireDigester *digester; /* %NULL where the capture is a file that is hashed itself */
  gint64 last_time;
  WirePacketRecord records[BATCH];
} Pass;

/* A packet without a time has that of the one before. */
static gint64
get_time (Pass *self, const WirePacketRecord *record)
{
  if (record->time != WIRE_TIME_NONE)
    self->last_time = CLAMP (record->time, 0, LATEST);
  return self->last_time;
}

static gboolean
add_packet (Pass *self, guint32 number, const WirePacketRecord *record, GError **error)
{
  const guint8 *data = wire_packet_scan_read (self->scan, record, error);
  gint64 time = get_time (self, record);
  WireFrame frame;

  if (!data)
    return FALSE;
  if (self->digester)
    wire_digester_add (self->digester, data, record->captured);
  wire_frame_decode (&frame,
                     wire_capture_get_interface (self->capture, record->interface).link_type, data,
                     record->captured, record->length);
  do
    wire_zeek_connections_add (self->connections, &frame, number, time);
  while (wire_frame_decode_next (&frame));
  return TRUE;
}

static gboolean
add_packets (Pass *self, WireJob *job, GError **error)
{
  guint32 length = wire_capture_get_n_packets (self->capture);
  guint32 n;

  for (guint32 first = 0; first < length; first += n)
    {
      n = wire_capture_get_packets (self->capture, first, MIN (BATCH, length - first),
                                    self->records);
      if (job && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        if (!add_packet (self, first + i, &self->records[i], error))
          return FALSE;
      if (job)
        wire_job_set_progress (job, (double) (first + n) / length, NULL);
    }
  return TRUE;
}

static gboolean
hash_file (const char *path, guint8 digest[WIRE_ZEEK_DIGEST_SIZE], GError **error)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, error))
    return FALSE;
  memcpy (digest, hash->digests.values[WIRE_DIGEST_SHA256], WIRE_ZEEK_DIGEST_SIZE);
  return TRUE;
}

/* What comes through a pipe cannot be read again: its packets are hashed. */
static gboolean
run_pass (Pass *self, WireJob *job, guint8 digest[WIRE_ZEEK_DIGEST_SIZE], GError **error)
{
  g_autofree char *path = g_file_get_path (wire_capture_get_file (self->capture));
  gboolean regular = path && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  g_autoptr (WireDigester) digester = NULL;
  WireDigests digests;

  if (regular && !hash_file (path, digest, error))
    return FALSE;
  if (!regular)
    digester = wire_digester_new (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256));
  self->digester = digester;
  if (!add_packets (self, job, error))
    return FALSE;
  if (!digester)
    return TRUE;
  wire_digester_finish (digester, &digests);
  memcpy (digest, digests.values[WIRE_DIGEST_SHA256], WIRE_ZEEK_DIGEST_SIZE);
  return TRUE;
}

static void
set_times (WireCapture *capture, WireZeekFolder *folder)
{
  WireCaptureSummary summary;

  wire_capture_get_summary (capture, &summary);
  wire_zeek_folder_set_times (folder, summary.first, summary.last);
}

static gboolean
write_logs (const WireZeekContext *context, GError **error)
{
  wire_zeek_note_http (context);
  wire_zeek_note_ssl (context);
  return wire_zeek_write_conn (context, error) && wire_zeek_write_dns (context, error)
         && wire_zeek_write_dhcp (context, error) && wire_zeek_write_ntp (context, error)
         && wire_zeek_write_http (context, error) && wire_zeek_write_files (context, error)
         && wire_zeek_write_ssl (context, error) && wire_zeek_write_smtp (context, error)
         && wire_zeek_write_ftp (context, error) && wire_zeek_write_kerberos (context, error)
         && wire_zeek_write_ntlm (context, error) && wire_zeek_write_pe (context, error)
         && wire_zeek_write_weird (context, error);
}

/**
 * wire_zeek_export_capture:
 * @capture: loaded, with its streams
 * @folder: gets the rows
 * @detector: for types of files
 * @ignore_checksums: packets whose checksums are wrong count, too
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Reads all packets once more. Blocks: for a worker thread.
 *
 * Returns: whether all rows were written
 */
gboolean
wire_zeek_export_capture (WireCapture *capture,
                          WireZeekFolder *folder,
                          WireTypeDetector *detector,
                          gboolean ignore_checksums,
                          WireJob *job,
                          GError **error)
{
  g_autofree Pass *pass = g_new0 (Pass, 1);
  g_autoptr (WirePacketScan) scan = wire_packet_scan_new (capture);
  g_autoptr (WireZeekConnections) connections = wire_zeek_connections_new (ignore_checksums);
  g_auto (WireZeekHeard) heard = { 0 };
  guint8 digest[WIRE_ZEEK_DIGEST_SIZE] = { 0 };
  WireZeekContext context = { capture, digest, connections, folder, &heard, NULL };
  g_autoptr (WireZeekFiles) files = NULL;

  pass->capture = capture;
  pass->scan = scan;
  pass->connections = connections;
  wire_zeek_heard_init (&heard);
  wire_zeek_connections_hear (connections, wire_zeek_heard_take, &heard);
  if (!run_pass (pass, job, digest, error))
    return FALSE;
  wire_zeek_heard_end (&heard);
  set_times (capture, folder);
  files = wire_zeek_files_new (capture, digest, detector,
                               job ? wire_job_get_cancellable (job) : NULL, error);
  if (!files)
    return FALSE;
  context.files = files;
  wire_zeek_note_whole (&context, detector);
  return write_logs (&context, error);
}
