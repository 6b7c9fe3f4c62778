/* wire-capture-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-capture-save.h"

#include "base/wire-secret-text.h"
#include "capture/saving/wire-capture-origin.h"
#include "capture/saving/wire-needed-keys.h"
#include "capture/saving/wire-saved-part.h"

#include <glib/gi18n.h>

/**
 * wire_capture_save_list:
 * @view: a view
 * @choice: (nullable): of its packets only these
 * @limit: of them only the first ones, at most so many; 0 for all
 *
 * Returns: (transfer full) (element-type guint32): their numbers in the capture, from 0
 */
GArray *
wire_capture_save_list (WireView *view, const WirePacketChoice *choice, guint32 limit)
{
  GArray *packets = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 n = wire_view_get_n_packets (view);

  for (guint32 i = 0; i < n && (limit == 0 || packets->len < limit); i++)
    {
      guint32 packet = wire_view_get_packet (view, i);

      if (!choice || wire_packet_choice_has (choice, packet))
        g_array_append_val (packets, packet);
    }
  return packets;
}

/** Returns: (transfer full): lines in English on which packets of a capture @n packets of @view
 * are;
 * @about (nullable) says what else they were chosen by */
char *
wire_capture_save_tell (WireView *view, const char *about, guint32 n)
{
  WireFilter *filter = wire_view_get_filter (view);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < wire_filter_get_length (filter); i++)
    {
      g_autofree char *condition = wire_condition_to_text (wire_filter_get (filter, i));

      g_string_append_printf (text, "\nFilter: %s", condition);
    }
  if (about)
    g_string_append_printf (text, "\nChosen: %s", about);
  g_string_append_printf (text, "\nPackets: %u of %u", n,
                          wire_capture_get_n_packets (wire_view_get_capture (view)));
  return g_string_free (text, FALSE);
}

static gboolean
has_comments (const WireCaptureSave *save)
{
  return (save->comments && g_hash_table_size (save->comments) > 0)
         || (save->edited && g_hash_table_size (save->edited) > 0);
}

static gboolean
write_file (const WireSavedPart *part, WireCaptureWriter *writer, WireJob *job, GError **error)
{
  guint32 n_written;
  WireSave *file;

  if (!wire_saved_part_write (part, writer, job, &n_written, error))
    return FALSE;
  file = wire_capture_writer_finish (writer, error);
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
 * Writes packets with all that their file says of them, as wire_saved_part_write() does. A comment
 * says which file they come from. Blocks: call it in a worker.
 */
gboolean
wire_capture_save (const WireCaptureSave *save, WireJob *job, guint32 *n_saved, GError **error)
{
  WireCapture *capture = wire_view_get_capture (save->view);
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (GArray) packets = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *about = NULL;
  g_autoptr (WireSecretText) key_log = NULL;
  g_autoptr (WireCaptureWriter) writer = NULL;
  const WireCaptureForm form = wire_capture_form_from_name (save->path);
  WireSave *file;

  if (has_comments (save) && form.format == WIRE_CAPTURE_PCAP)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("A .pcap file has no place for comments: give it a name that ends in "
                      ".pcapng."));
      return FALSE;
    }
  file = wire_save_begin_at (save->path, error);
  if (!file)
    return FALSE;
  writer = wire_capture_writer_new (file, form);
  origin = wire_capture_origin_tell (capture, cancellable, error);
  if (!origin)
    return FALSE;
  packets = wire_capture_save_list (save->view, save->choice, save->limit);
  about = wire_capture_save_tell (save->view, save->about, packets->len);
  if (save->key_files
      && !(key_log = wire_needed_keys_find (capture, packets, save->key_files, cancellable, error)))
    return FALSE;
  if (n_saved)
    *n_saved = packets->len;
  return write_file (&(WireSavedPart){ .capture = capture,
                                       .packets = (const guint32 *) (gpointer) packets->data,
                                       .n = packets->len,
                                       .origin = origin,
                                       .about = about,
                                       .secrets = save->secrets,
                                       .key_log = key_log,
                                       .comments = save->comments,
                                       .edited = save->edited },
                     writer, job, error);
}
