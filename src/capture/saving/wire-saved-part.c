/* wire-saved-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-saved-part.h"

#include "base/wire-secret.h"
#include "capture/saving/wire-capture-origin.h"
#include "capture/saving/wire-carried-block.h"
#include "capture/writing/wire-pcapng-block.h"

/* Packets between two looks at the job. */
#define STEP 1024u

/* What a packet takes in addition to its bytes, without options: the larger of pcapng and pcap. */
#define PACKET_OVERHEAD 36u

/* What a block takes in addition to a key log, at most. */
#define BLOCK_ROOM 64u

typedef struct
{
  const WireSavedPart *part;
  WireCaptureWriter *writer;
  WirePacketCarrier *carrier;
  WireJob *job;
  guint32 written;
} Writing;

/* Returns: (transfer full): by interface, whether packets of it are written */
static guint8 *
find_interfaces (const WireSavedPart *self)
{
  guint8 *wanted = g_new0 (guint8, wire_capture_get_n_interfaces (self->capture) + 1);
  WirePacketRecord record;

  for (guint32 i = 0; i < self->n; i++)
    if (wire_capture_get_packet (self->capture, self->packets[i], &record))
      wanted[record.interface] = TRUE;
  if (self->n == 0)
    wanted[0] = TRUE; /* even a file without packets is of some link type */
  return wanted;
}

static gboolean
add_key_log (Writing *self, GError **error)
{
  const GString *log = self->part->key_log;
  g_autoptr (GByteArray) block = NULL;
  gboolean done;
  gsize begin;

  if (!log || log->len == 0)
    return TRUE;
  block = g_byte_array_sized_new ((guint) log->len + BLOCK_ROOM); /* never moves: it has keys */
  begin = wire_pcapng_begin (block, WIRE_PCAPNG_SECRETS);
  wire_pcapng_add_u32 (block, WIRE_PCAPNG_SECRETS_TLS);
  wire_pcapng_add_u32 (block, (guint32) log->len);
  wire_pcapng_add_padded (block, log->str, log->len);
  wire_pcapng_end (block, begin, FALSE);
  done = wire_capture_writer_add_block (self->writer, block, error);
  wire_secret_wipe (block->data, block->len);
  return done;
}

static gboolean
begin (Writing *self, GError **error)
{
  const WireSavedPart *part = self->part;
  g_autoptr (GByteArray) options = g_byte_array_new ();
  g_autofree char *comment = g_strconcat (part->origin, part->about, NULL);
  g_autofree guint8 *wanted = find_interfaces (part);

  if (!part->bare && !wire_carry_section_options (part->capture, options, error))
    return FALSE;
  wire_pcapng_add_text (options, WIRE_PCAPNG_OPTION_COMMENT, comment);
  wire_capture_origin_add_application (options);
  return wire_capture_writer_begin (self->writer, options, error)
         && wire_packet_carrier_begin (self->carrier, self->writer, wanted, part->secrets, error)
         && add_key_log (self, error);
}

static gboolean
is_full (const Writing *self, const WirePacketRecord *record)
{
  return self->part->most > 0 && self->written > 0
         && wire_capture_writer_get_size (self->writer) + record->captured + PACKET_OVERHEAD
                > self->part->most;
}

static gboolean
look_at_job (const Writing *self, GError **error)
{
  if (self->written % STEP != 0)
    return TRUE;
  wire_job_set_progress (self->job, (double) self->written / self->part->n, NULL);
  return !wire_job_set_error_if_cancelled (self->job, error);
}

/* Hands over what is said of @packet beyond its file. */
static void
add_comments (Writing *self, guint32 packet)
{
  const WireSavedPart *part = self->part;
  gpointer key = GUINT_TO_POINTER (packet);
  GStrv more = part->comments ? g_hash_table_lookup (part->comments, key) : NULL;
  gpointer edited = NULL;

  if (part->edited && g_hash_table_lookup_extended (part->edited, key, NULL, &edited))
    {
      wire_packet_carrier_drop_comments (self->carrier);
      for (GStrv text = edited; text && *text; text++)
        wire_packet_carrier_add_comment (self->carrier, *text);
    }
  for (GStrv text = more; text && *text; text++)
    wire_packet_carrier_add_comment (self->carrier, *text);
}

static gboolean
add_packets (Writing *self, GError **error)
{
  const WireSavedPart *part = self->part;

  for (; self->written < part->n; self->written++)
    {
      guint32 packet = part->packets[self->written];
      WirePacketRecord record;

      if (!look_at_job (self, error))
        return FALSE;
      if (!wire_capture_get_packet (part->capture, packet, &record) || is_full (self, &record))
        return TRUE;
      add_comments (self, packet);
      if (!wire_packet_carrier_add (self->carrier, self->writer, &record, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_saved_part_write:
 * @self: what is written
 * @writer: that has written nothing
 * @job: (nullable): for progress and cancellation
 * @n_written: (out): packets that were written: fewer than there are where the file was full
 * @error: set where %FALSE is returned
 *
 * Writes the packets with all that their file says of them: interfaces, times, lengths, options and
 * comments, names of addresses and statistics. The file is not given its name. Blocks: call it in a
 * worker.
 */
gboolean
wire_saved_part_write (const WireSavedPart *self,
                       WireCaptureWriter *writer,
                       WireJob *job,
                       guint32 *n_written,
                       GError **error)
{
  g_autoptr (WirePacketCarrier) carrier = wire_packet_carrier_new (self->capture);
  Writing writing = { self, writer, carrier, job, 0 };
  gboolean done;

  if (self->bare)
    wire_packet_carrier_set_bare (carrier);
  wire_packet_carrier_set_change (carrier, self->change, self->change_data);
  done = begin (&writing, error) && add_packets (&writing, error)
         && wire_packet_carrier_end (carrier, writer, error);
  *n_written = writing.written;
  return done;
}
