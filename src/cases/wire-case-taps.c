/* wire-case-taps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-taps.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "capture/decode/wire-frame-decode.h"
#include "capture/wire-packet-scan.h"

#include <glib/gi18n.h>
#include <string.h>

/* Captures that have one packet, of which every two are compared: of more, these. */
#define MAX_TOGETHER 8u

#define KEY_SIZE 16u

/* A packet by what routers leave as it is. */
typedef struct
{
  guint8 key[KEY_SIZE];
  gint64 time;
  guint32 evidence;
} Packet;

typedef struct
{
  GArray *packets;    /* of Packet, of all captures */
  guint64 *n_packets; /* by number of evidence: those that are told apart */
  GHashTable *pairs;  /* GArray of gint64, differences, by guint64 of both numbers */
} Search;

/* RFC 791 and RFC 8200: the time to live, and in IPv4 the checksum that follows from it. */
static gboolean
make_key (const WireFrame *frame, guint8 key[KEY_SIZE])
{
  const WireLayer *ip = &frame->layers[frame->ip_layer];
  g_autoptr (GChecksum) sum = NULL;
  guint8 head[20];
  guint8 digest[32];
  gsize size = sizeof digest;

  if (frame->tuple.family == WIRE_FAMILY_NONE || frame->flags & WIRE_FRAME_CUT
      || frame->captured < frame->length || ip->length < sizeof head)
    return FALSE;
  memcpy (head, frame->data + ip->offset, sizeof head);
  if (frame->tuple.family == WIRE_FAMILY_IPV6)
    head[7] = 0;
  else
    head[8] = head[10] = head[11] = 0;
  sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (sum, head, sizeof head);
  g_checksum_update (sum, frame->data + ip->offset + sizeof head,
                     (gssize) (ip->length - sizeof head));
  g_checksum_get_digest (sum, digest, &size);
  memcpy (key, digest, KEY_SIZE);
  return TRUE;
}

static gboolean
read_packets (
    Search *self, WireCapture *capture, guint32 number, gint64 clock, WireJob *job, GError **error)
{
  g_autoptr (WirePacketScan) scan = wire_packet_scan_new (capture);
  WirePacketRecord record;

  for (guint32 i = 0; wire_capture_get_packet (capture, i, &record); i++)
    {
      const guint8 *bytes = wire_packet_scan_read (scan, &record, error);
      Packet packet = { .evidence = number };
      WireFrame frame;

      if (!bytes || (i % 4096 == 0 && job && wire_job_set_error_if_cancelled (job, error)))
        return FALSE;
      wire_frame_decode (&frame, wire_capture_get_interface (capture, record.interface).link_type,
                         bytes, record.captured, record.length);
      if (record.time == WIRE_TIME_NONE || !make_key (&frame, packet.key)
          || __builtin_add_overflow (record.time, clock, &packet.time))
        continue;
      g_array_append_val (self->packets, packet);
    }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Packet *one = a;
  const Packet *other = b;
  int order = memcmp (one->key, other->key, KEY_SIZE);

  if (order == 0)
    order = (one->evidence > other->evidence) - (one->evidence < other->evidence);
  return order;
}

static void
add_difference (Search *self, const Packet *one, const Packet *other)
{
  guint64 pair = (guint64) one->evidence << 32 | other->evidence;
  GArray *differences = g_hash_table_lookup (self->pairs, &pair);
  gint64 difference;

  if (__builtin_sub_overflow (other->time, one->time, &difference))
    return;
  if (!differences)
    {
      differences = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->pairs, g_memdup2 (&pair, sizeof pair), differences);
    }
  g_array_append_val (differences, difference);
}

/* All packets of one key. What a capture has twice, such as what was sent again without a change,
 * cannot be told apart in it. */
static void
take_run (Search *self, const Packet *run, guint n)
{
  const Packet *once[MAX_TOGETHER];
  guint n_once = 0;

  for (guint i = 0; i < n; i++)
    {
      if ((i > 0 && run[i - 1].evidence == run[i].evidence)
          || (i + 1 < n && run[i + 1].evidence == run[i].evidence))
        continue;
      self->n_packets[run[i].evidence]++;
      if (n_once < MAX_TOGETHER)
        once[n_once++] = &run[i];
    }
  for (guint i = 0; i < n_once; i++)
    for (guint j = i + 1; j < n_once; j++)
      add_difference (self, once[i], once[j]);
}

static void
compare_all (Search *self)
{
  const Packet *packets = (const Packet *) self->packets->data;
  guint begin = 0;

  g_array_sort (self->packets, compare);
  for (guint i = 1; i <= self->packets->len; i++)
    if (i == self->packets->len || memcmp (packets[i].key, packets[begin].key, KEY_SIZE) != 0)
      {
        take_run (self, packets + begin, i - begin);
        begin = i;
      }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static int
compare_taps (gconstpointer a, gconstpointer b)
{
  const WireCaseTap *one = a;
  const WireCaseTap *other = b;

  if (one->evidence != other->evidence)
    return one->evidence < other->evidence ? -1 : 1;
  return (one->other > other->other) - (one->other < other->other);
}

static GArray *
make_taps (const Search *self)
{
  GArray *taps = g_array_new (FALSE, FALSE, sizeof (WireCaseTap));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->pairs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint64 pair = *(const guint64 *) key;
      GArray *differences = value;
      WireCaseTap tap = { .evidence = (guint) (pair >> 32),
                          .other = (guint) (pair & G_MAXUINT32),
                          .packets = differences->len };
      const gint64 *sorted;

      g_array_sort (differences, compare_times);
      sorted = (const gint64 *) differences->data;
      tap.of = self->n_packets[tap.evidence];
      tap.of_other = self->n_packets[tap.other];
      tap.offset = sorted[differences->len / 2];
      if (__builtin_sub_overflow (sorted[differences->len * 3ull / 4], sorted[differences->len / 4],
                                  &tap.spread))
        tap.spread = G_MAXINT64;
      g_array_append_val (taps, tap);
    }
  g_array_sort (taps, compare_taps);
  return taps;
}

/* What is not there, or is not a capture, is left out, and that is said. */
static gboolean
add_evidence (Search *self,
              const WireCase *opened,
              const WireCaseEvidence *evidence,
              guint32 number,
              GPtrArray *left_out,
              WireJob *job,
              GError **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = wire_printable_name (evidence->path);
  g_autoptr (GFile) file = NULL;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (GError) problem = NULL;

  wire_case_evidence_check (opened, evidence, &sha256, &path);
  if (!path)
    {
      g_ptr_array_add (left_out,
                       g_strdup_printf (_ ("“%s” is not there, or is not what it was."), name));
      return TRUE;
    }
  file = g_file_new_for_path (path);
  capture = wire_capture_new (file);
  if (wire_capture_load (capture, job, &problem))
    return read_packets (self, capture, number, evidence->clock, job, error);
  g_ptr_array_add (left_out, g_strdup (problem->message));
  return !job || !wire_job_set_error_if_cancelled (job, error);
}

/**
 * wire_case_find_taps:
 * @evidence: (element-type WireCaseEvidence): of @self
 * @left_out: (element-type utf8): gets a sentence for each that was not looked at
 * @job: (nullable): for cancellation
 * @error: set where %NULL is returned
 *
 * Looks for packets of IP that two captures have. They are the same where all bytes of the
 * outermost IP packet are, but for the time to live. Blocks; 32 bytes a packet.
 *
 * Returns: (transfer full) (nullable) (element-type WireCaseTap): pairs of captures, in order
 */
GArray *
wire_case_find_taps (
    const WireCase *self, GPtrArray *evidence, GPtrArray *left_out, WireJob *job, GError **error)
{
  g_autoptr (GArray) packets = g_array_new (FALSE, FALSE, sizeof (Packet));
  g_autofree guint64 *n_packets = g_new0 (guint64, evidence->len + 1);
  g_autoptr (GHashTable) pairs =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  Search search = { packets, n_packets, pairs };

  for (guint i = 0; i < evidence->len; i++)
    if (!add_evidence (&search, self, g_ptr_array_index (evidence, i), i, left_out, job, error))
      return NULL;
  compare_all (&search);
  return make_taps (&search);
}
