/* wire-capture-merge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-capture-merge.h"

#include "capture/saving/wire-capture-origin.h"
#include "capture/saving/wire-capture-save.h"
#include "capture/saving/wire-carried-block.h"
#include "capture/saving/wire-packet-carrier.h"
#include "capture/writing/wire-pcapng-block.h"

/* Packets between two looks at the job. */
#define STEP 1024u

/* One of the captures, under a filter. */
typedef struct
{
  WireView *view;
  WireCapture *capture; /* of the view */
  WirePacketCarrier *carrier;
  WirePacketRecord record; /* the packet that comes next */
  guint32 next;            /* its place in the view */
  gboolean ended;
} Source;

typedef struct
{
  GArray *sources; /* of Source */
  WireCaptureWriter *writer;
  WireJob *job;
  guint64 n_packets;
} Merge;

static void
merge_clear (Merge *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    wire_packet_carrier_free (g_array_index (self->sources, Source, i).carrier);
  g_array_unref (self->sources);
  g_clear_pointer (&self->writer, wire_capture_writer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static void
take_next (Source *source)
{
  source->ended = source->next >= wire_view_get_n_packets (source->view)
                  || !wire_capture_get_packet (source->capture,
                                               wire_view_get_packet (source->view, source->next),
                                               &source->record);
}

static void
add_source (Merge *self, WireView *view)
{
  WireCapture *capture = wire_view_get_capture (view);
  Source source = { view, capture, .carrier = wire_packet_carrier_new (capture) };

  self->n_packets += wire_view_get_n_packets (view);
  take_next (&source);
  g_array_append_val (self->sources, source);
}

/* Returns: (nullable): whose packet comes next: the first one without a time, otherwise the
 * earliest, of several the last capture's */
static Source *
find_next (const Merge *self)
{
  Source *next = NULL;

  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = &g_array_index (self->sources, Source, i);

      if (source->ended)
        continue;
      if (source->record.time == WIRE_TIME_NONE)
        return source;
      if (!next || source->record.time <= next->record.time)
        next = source;
    }
  return next;
}

/* Returns: (transfer full) (nullable): which capture @view is of, and which packets of it where
 * they are not all */
static char *
tell_source (WireView *view, GCancellable *cancellable, GError **error)
{
  g_autofree char *origin =
      wire_capture_origin_tell (wire_view_get_capture (view), cancellable, error);
  g_autofree char *about = wire_filter_get_length (wire_view_get_filter (view)) > 0
                               ? wire_capture_save_tell (view, NULL, wire_view_get_n_packets (view))
                               : NULL;

  return origin ? g_strconcat (origin, about, NULL) : NULL;
}

static gboolean
begin (Merge *self, gboolean secrets, GError **error)
{
  GCancellable *cancellable = self->job ? wire_job_get_cancellable (self->job) : NULL;
  g_autoptr (GByteArray) options = g_byte_array_new ();

  for (guint i = 0; i < self->sources->len; i++)
    {
      const Source *source = &g_array_index (self->sources, Source, i);
      g_autofree char *origin = tell_source (source->view, cancellable, error);

      if (!origin || !wire_carry_section_options (source->capture, options, error))
        return FALSE;
      wire_pcapng_add_text (options, WIRE_PCAPNG_OPTION_COMMENT, origin);
    }
  wire_capture_origin_add_application (options);
  if (!wire_capture_writer_begin (self->writer, options, error))
    return FALSE;
  for (guint i = 0; i < self->sources->len; i++)
    if (!wire_packet_carrier_begin (g_array_index (self->sources, Source, i).carrier, self->writer,
                                    NULL, secrets, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_packets (Merge *self, GError **error)
{
  Source *source;

  for (guint64 done = 0; (source = find_next (self)); done++)
    {
      if (done % STEP == 0)
        {
          if (wire_job_set_error_if_cancelled (self->job, error))
            return FALSE;
          wire_job_set_progress (self->job, (double) done / (double) self->n_packets, NULL);
        }
      if (!wire_packet_carrier_add (source->carrier, self->writer, &source->record, error))
        return FALSE;
      source->next++;
      take_next (source);
    }
  return TRUE;
}

static gboolean
end (Merge *self, GError **error)
{
  WireSave *file;

  for (guint i = 0; i < self->sources->len; i++)
    if (!wire_packet_carrier_end (g_array_index (self->sources, Source, i).carrier, self->writer,
                                  error))
      return FALSE;
  file = wire_capture_writer_finish (self->writer, error);
  return file && wire_save_end (file, error);
}

/**
 * wire_capture_merge:
 * @views: of loaded captures: the packets that are wanted
 * @n: of @views, at least 1
 * @path: the file that is to be there at the end; its name says which format
 * @secrets: key logs are carried over
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned: then the file is as it was before
 *
 * Writes the packets of all views, the earliest first. Each capture stays in its own order, even
 * where its times go back. Of packets of the same time those of the last capture come first, as
 * Wireshark's mergecap has it. Blocks: call it in a worker.
 */
gboolean
wire_capture_merge (WireView *const *views,
                    guint n,
                    const char *path,
                    gboolean secrets,
                    WireJob *job,
                    GError **error)
{
  g_auto (Merge) self = { .job = job, .sources = g_array_new (FALSE, FALSE, sizeof (Source)) };
  WireSave *file = wire_save_begin_at (path, error);

  if (!file)
    return FALSE;
  self.writer = wire_capture_writer_new (file, wire_capture_form_from_name (path));
  for (guint i = 0; i < n; i++)
    add_source (&self, views[i]);
  return begin (&self, secrets, error) && add_packets (&self, error) && end (&self, error);
}
