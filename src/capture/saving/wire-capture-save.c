/* wire-capture-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-capture-save.h"

#include "capture/saving/wire-capture-origin.h"
#include "capture/saving/wire-carried-block.h"
#include "capture/saving/wire-packet-carrier.h"
#include "capture/writing/wire-pcapng-block.h"

/* Packets between two looks at the job. */
#define STEP 1024u

typedef struct
{
  const WireCaptureSave *save;
  WireCapture *capture;
  WireCaptureWriter *writer;
  WirePacketCarrier *carrier;
  WireJob *job;
  guint32 n_chosen;
  guint8 *wanted; /* by interface: whether packets of it are chosen */
} Saving;

static void
saving_clear (Saving *self)
{
  g_clear_pointer (&self->writer, wire_capture_writer_free);
  g_clear_pointer (&self->carrier, wire_packet_carrier_free);
  g_clear_pointer (&self->wanted, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saving, saving_clear)

static gboolean
is_chosen (const Saving *self, guint32 packet)
{
  return !self->save->choice || wire_packet_choice_has (self->save->choice, packet);
}

/* Counts what is saved, and finds out which interfaces it is of. */
static void
survey (Saving *self)
{
  guint32 n = wire_view_get_n_packets (self->save->view);
  guint32 limit = self->save->limit > 0 ? self->save->limit : G_MAXUINT32;
  guint n_interfaces = wire_capture_get_n_interfaces (self->capture);
  WirePacketRecord record;

  self->wanted = g_new0 (guint8, n_interfaces + 1);
  for (guint32 i = 0; i < n && self->n_chosen < limit; i++)
    {
      guint32 packet = wire_view_get_packet (self->save->view, i);

      if (!is_chosen (self, packet))
        continue;
      wire_capture_get_packet (self->capture, packet, &record);
      self->wanted[record.interface] = TRUE;
      self->n_chosen++;
    }
  if (self->n_chosen == 0)
    self->wanted[0] = TRUE; /* even a file without packets is of some link type */
}

static void
add_filter (GString *comment, WireFilter *filter)
{
  for (guint i = 0; i < wire_filter_get_length (filter); i++)
    {
      g_autofree char *text = wire_condition_to_text (wire_filter_get (filter, i));

      g_string_append_printf (comment, "\nFilter: %s", text);
    }
}

static gboolean
begin (Saving *self, GError **error)
{
  GCancellable *cancellable = self->job ? wire_job_get_cancellable (self->job) : NULL;
  g_autofree char *origin = wire_capture_origin_tell (self->capture, cancellable, error);
  g_autoptr (GByteArray) options = g_byte_array_new ();
  g_autoptr (GString) comment = g_string_new (origin);

  if (!origin || !wire_carry_section_options (self->capture, options, error))
    return FALSE;
  add_filter (comment, wire_view_get_filter (self->save->view));
  if (self->save->about)
    g_string_append_printf (comment, "\nChosen: %s", self->save->about);
  g_string_append_printf (comment, "\nPackets: %u of %u", self->n_chosen,
                          wire_capture_get_n_packets (self->capture));
  wire_pcapng_add_text (options, WIRE_PCAPNG_OPTION_COMMENT, comment->str);
  wire_capture_origin_add_application (options);
  return wire_capture_writer_begin (self->writer, options, error)
         && wire_packet_carrier_begin (self->carrier, self->writer, self->wanted,
                                       self->save->secrets, error);
}

static gboolean
add_packet (Saving *self, guint32 packet, GError **error)
{
  const char *comment = self->save->comments
                            ? g_hash_table_lookup (self->save->comments, GUINT_TO_POINTER (packet))
                            : NULL;
  WirePacketRecord record;

  if (comment)
    wire_packet_carrier_add_comment (self->carrier, comment);
  return wire_capture_get_packet (self->capture, packet, &record)
         && wire_packet_carrier_add (self->carrier, self->writer, &record, error);
}

static gboolean
add_packets (Saving *self, GError **error)
{
  guint32 n = wire_view_get_n_packets (self->save->view);
  guint32 added = 0;

  for (guint32 i = 0; i < n && added < self->n_chosen; i++)
    {
      guint32 packet = wire_view_get_packet (self->save->view, i);

      if (i % STEP == 0)
        {
          if (wire_job_set_error_if_cancelled (self->job, error))
            return FALSE;
          wire_job_set_progress (self->job, (double) i / n, NULL);
        }
      if (!is_chosen (self, packet))
        continue;
      if (!add_packet (self, packet, error))
        return FALSE;
      added++;
    }
  return TRUE;
}

static gboolean
write_all (Saving *self, GError **error)
{
  WireSave *file;

  if (!begin (self, error) || !add_packets (self, error)
      || !wire_packet_carrier_end (self->carrier, self->writer, error))
    return FALSE;
  file = wire_capture_writer_finish (self->writer, error);
  return file && wire_save_end (file, error);
}

/**
 * wire_capture_save:
 * @save: what, and where to
 * @job: (nullable): for progress and cancellation
 * @n_saved: (out) (optional): how many packets
 * @error: set where %FALSE is returned: then the file is as it was before. Also where the name asks
 *   for a format that cannot hold the packets, and where it is that of an open capture
 *
 * Writes packets with all that their file says of them: interfaces, times, lengths, options and
 * comments, names of addresses and statistics. A comment says which file they come from. Blocks:
 * call it in a worker.
 */
gboolean
wire_capture_save (const WireCaptureSave *save, WireJob *job, guint32 *n_saved, GError **error)
{
  g_auto (Saving) self = { .save = save, .job = job };
  WireSave *file = wire_save_begin_at (save->path, error);

  if (!file)
    return FALSE;
  self.writer = wire_capture_writer_new (file, wire_capture_form_from_name (save->path));
  self.capture = wire_view_get_capture (save->view);
  self.carrier = wire_packet_carrier_new (self.capture);
  survey (&self);
  if (!write_all (&self, error))
    return FALSE;
  if (n_saved)
    *n_saved = self.n_chosen;
  return TRUE;
}
