/* wire-capture-anonymise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-capture-anonymise.h"

#include "capture/saving/wire-capture-save.h"
#include "capture/saving/wire-saved-part.h"
#include "wire-config.h"

typedef struct
{
  WireCapture *capture;
  WireAnonymiser *anonymiser;
} Change;

/* A WirePacketChange. */
static void
change_packet (const WirePacketRecord *record, WireWrittenPacket *packet, gpointer user_data)
{
  const Change *change = user_data;
  WireInterface interface = wire_capture_get_interface (change->capture, record->interface);

  packet->data = wire_anonymiser_run (change->anonymiser, interface.link_type, packet->data,
                                      &packet->captured, packet->length);
}

/**
 * wire_capture_anonymise:
 * @view: whose packets are written
 * @path: the file that is to be there at the end; its name says which format
 * @anonymiser: replaces the addresses, and counts
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned: then the file is as it was before
 *
 * Neither the name of the capture nor its filter, comments, names of interfaces and statistics go
 * into the file. Blocks: call it in a worker.
 */
gboolean
wire_capture_anonymise (
    WireView *view, const char *path, WireAnonymiser *anonymiser, WireJob *job, GError **error)
{
  g_autoptr (GArray) packets = NULL;
  g_autoptr (WireCaptureWriter) writer = NULL;
  WireSave *file = wire_save_begin_at (path, error);
  WireCapture *capture = wire_view_get_capture (view);
  Change change = { capture, anonymiser };
  guint32 n_written;

  if (!file)
    return FALSE;
  writer = wire_capture_writer_new (file, wire_capture_form_from_name (path));
  packets = wire_capture_save_list (view, NULL, 0);
  if (!wire_saved_part_write (
          &(WireSavedPart){ .capture = capture,
                            .packets = (const guint32 *) (gpointer) packets->data,
                            .n = packets->len,
                            .origin = "Addresses replaced by Wirecase " WIRE_VERSION
                                      " (Crypto-PAn with AES-128)",
                            .bare = TRUE,
                            .change = change_packet,
                            .change_data = &change },
          writer, job, &n_written, error))
    return FALSE;
  file = wire_capture_writer_finish (writer, error);
  return file && wire_save_end (file, error);
}
