/* wire-capture-split.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-capture-split.h"

#include "capture/saving/wire-capture-origin.h"
#include "capture/saving/wire-capture-save.h"
#include "capture/saving/wire-saved-part.h"

#include <glib/gi18n.h>

typedef struct
{
  const WireCaptureSplit *split;
  WireCapture *capture;
  WireJob *job;
  WireSaveFolder *folder;
  char *origin;
  char *wanted;    /* the name of all files, without folders */
  GArray *packets; /* of guint32: in the order of their files */
  GArray *ends;    /* of guint32: where in @packets each file ends; not for sizes */
  GArray *parts;   /* of WireSplitPart */
} Split;

static void
clear_part (gpointer data)
{
  g_free (((WireSplitPart *) data)->name);
}

static void
split_clear (Split *self)
{
  g_clear_pointer (&self->folder, wire_save_folder_free);
  g_clear_pointer (&self->packets, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->origin);
  g_free (self->wanted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Split, split_clear)

static guint32
get_packet (const Split *self, guint32 index)
{
  return g_array_index (self->packets, guint32, index);
}

static void
end_part (Split *self, guint32 end)
{
  g_array_append_val (self->ends, end);
}

static void
part_by_count (Split *self)
{
  guint64 n = self->packets->len;

  for (guint64 end = self->split->amount; end < n && self->ends->len <= WIRE_SPLIT_MAX;
       end += self->split->amount)
    end_part (self, (guint32) end);
  end_part (self, (guint32) n);
}

/* Spans begin at the first packet that has a time; what is at the end of one is still in it, as
 * Wireshark's editcap has it. A packet whose time is earlier than that of the
 * span, or that has none, stays in it: files keep the order of the capture. */
static void
part_by_time (Split *self)
{
  gint64 begin = WIRE_TIME_NONE;

  for (guint32 i = 0; i < self->packets->len && self->ends->len <= WIRE_SPLIT_MAX; i++)
    {
      WirePacketRecord record = { .time = WIRE_TIME_NONE };
      guint64 since;

      wire_capture_get_packet (self->capture, get_packet (self, i), &record);
      if (begin == WIRE_TIME_NONE)
        begin = record.time;
      if (record.time == WIRE_TIME_NONE || record.time < begin)
        continue;
      since = (guint64) record.time - (guint64) begin;
      if (since <= self->split->amount)
        continue;
      since -= 1;
      begin = (gint64) ((guint64) begin + since / self->split->amount * self->split->amount);
      if (i > 0)
        end_part (self, i);
    }
  end_part (self, self->packets->len);
}

/* Returns: by flow, the lower number of it and of the opposite direction */
static guint32 *
pair_flows (WireCapture *capture, guint32 n)
{
  guint32 *pairs = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      WireTuple reverse;
      WireFlow flow;
      guint32 back;

      wire_capture_get_flow (capture, i, &flow);
      wire_tuple_reverse (&flow.tuple, &reverse);
      back = wire_capture_find_flow (capture, &reverse);
      pairs[i] = back < i ? back : i; /* none is the greatest of all */
    }
  return pairs;
}

/* A packet, and what it is sorted by. */
typedef struct
{
  guint32 pair;
  guint32 packet;
} Paired;

static int
compare_paired (gconstpointer a, gconstpointer b)
{
  const Paired *first = a;
  const Paired *second = b;

  if (first->pair != second->pair)
    return first->pair < second->pair ? -1 : 1;
  return first->packet < second->packet ? -1 : first->packet > second->packet;
}

static void
part_by_conversation (Split *self)
{
  guint32 n = self->packets->len;
  guint32 n_flows = wire_capture_get_n_flows (self->capture);
  g_autofree guint32 *pairs = pair_flows (self->capture, n_flows);
  g_autofree Paired *paired = g_new (Paired, n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      WirePacketRecord record = { .flow = WIRE_FLOW_NONE };

      paired[i].packet = get_packet (self, i);
      wire_capture_get_packet (self->capture, paired[i].packet, &record);
      paired[i].pair = record.flow < n_flows ? pairs[record.flow] : WIRE_FLOW_NONE;
    }
  qsort (paired, n, sizeof *paired, compare_paired);
  for (guint32 i = 0; i < n; i++)
    {
      g_array_index (self->packets, guint32, i) = paired[i].packet;
      if (i > 0 && paired[i].pair != paired[i - 1].pair)
        end_part (self, i);
    }
  end_part (self, n);
}

static void
find_parts (Split *self)
{
  if (self->split->by == WIRE_SPLIT_TIME)
    part_by_time (self);
  else if (self->split->by == WIRE_SPLIT_PACKETS)
    part_by_count (self);
  else if (self->split->by == WIRE_SPLIT_CONVERSATION)
    part_by_conversation (self);
}

static gboolean
fail_many (GError **error)
{
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
      _ ("The capture would be split into more than %u files. Choose larger parts, or fewer "
         "packets with --filter."),
      WIRE_SPLIT_MAX);
  return FALSE;
}

/* Of “capture.pcapng.gz” and 7: “capture-00007.pcapng.gz”. */
static char *
number_name (const char *name, guint number)
{
  const char *dot = wire_save_find_extension (name);
  g_autofree char *stem = g_strndup (name, (gsize) (dot - name));
  const char *inner = *dot ? wire_save_find_extension (stem) : dot;

  if (inner > stem && *inner && wire_capture_form_from_name (name).packing != WIRE_CAPTURE_UNPACKED)
    dot = name + (inner - stem);
  return g_strdup_printf ("%.*s-%05u%s", (int) (dot - name), name, number, dot);
}

/* Gives a file that was written its name; nothing is overwritten. */
static gboolean
end_file (Split *self, WireCaptureWriter *writer, guint32 first, guint32 n, GError **error)
{
  g_autofree char *wanted = number_name (self->wanted, self->parts->len + 1);
  WireSplitPart part = { NULL, n, n > 0 ? get_packet (self, first) : 0 };
  WireSave *file = wire_capture_writer_finish (writer, error);

  if (file)
    part.name = wire_save_end_new (file, wanted, error);
  if (!part.name)
    return FALSE;
  g_array_append_val (self->parts, part);
  return TRUE;
}

/* Writes the packets from @first to @end, or as many as fit. Returns: how many; 0 on error */
static guint32
write_part (Split *self, guint32 first, guint32 end, GError **error)
{
  g_autofree char *about = wire_capture_save_tell (self->split->view, NULL, self->packets->len);
  g_autofree char *number = g_strdup_printf ("%s\nPart: %u", about, self->parts->len + 1);
  g_autoptr (WireCaptureWriter) writer = NULL;
  WireSavedPart part = { .capture = self->capture,
                         .packets = &g_array_index (self->packets, guint32, first),
                         .n = end - first,
                         .origin = self->origin,
                         .about = number,
                         .secrets = self->split->secrets,
                         .most = self->split->by == WIRE_SPLIT_SIZE ? self->split->amount : 0 };
  WireSave *file = wire_save_begin (self->folder, error);
  guint32 written;

  if (!file)
    return 0;
  writer = wire_capture_writer_new (file, wire_capture_form_from_name (self->wanted));
  if (!wire_saved_part_write (&part, writer, NULL, &written, error)
      || !end_file (self, writer, first, written, error))
    return 0;
  return written;
}

static gboolean
write_parts (Split *self, GError **error)
{
  guint32 n = self->packets->len;
  guint32 first = 0;

  for (guint part = 0; first < n; part++)
    {
      guint32 end = part < self->ends->len ? g_array_index (self->ends, guint32, part) : n;
      guint32 written;

      if (wire_job_set_error_if_cancelled (self->job, error))
        return FALSE;
      wire_job_set_progress (self->job, (double) first / n, NULL);
      if (part >= WIRE_SPLIT_MAX)
        return fail_many (error);
      written = write_part (self, first, end, error);
      if (written == 0)
        return FALSE;
      first += written;
    }
  return TRUE;
}

/**
 * wire_capture_split:
 * @split: how
 * @job: (nullable): for progress and cancellation
 * @error: set where %NULL is returned. Files that were written before stay
 *
 * Writes the packets of a view into several files; nothing is overwritten. Blocks: call it in a
 * worker.
 *
 * Returns: (transfer full) (nullable) (element-type WireSplitPart): the files
 */
GArray *
wire_capture_split (const WireCaptureSplit *split, WireJob *job, GError **error)
{
  g_auto (Split) self = { .split = split, .job = job };
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autofree char *folder = g_path_get_dirname (split->path);

  self.capture = wire_view_get_capture (split->view);
  self.wanted = g_path_get_basename (split->path);
  self.parts = g_array_new (FALSE, FALSE, sizeof (WireSplitPart));
  g_array_set_clear_func (self.parts, clear_part);
  self.ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.packets = wire_capture_save_list (split->view, NULL, 0);
  self.folder = wire_save_folder_open (folder, error);
  if (!self.folder)
    return NULL;
  self.origin = wire_capture_origin_tell (self.capture, cancellable, error);
  if (!self.origin)
    return NULL;
  find_parts (&self);
  if (self.ends->len > WIRE_SPLIT_MAX)
    {
      fail_many (error);
      return NULL;
    }
  return write_parts (&self, error) ? g_steal_pointer (&self.parts) : NULL;
}
