/* wire-saved-part.h: some packets of a capture, written into one file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/saving/wire-packet-carrier.h"

G_BEGIN_DECLS

/**
 * WireSavedPart:
 * @capture: whose packets they are
 * @packets: their numbers, counted from 0, in ascending order
 * @n: of @packets
 * @origin: of wire_capture_origin_tell()
 * @about: (nullable): lines in English that follow it, which packets they are
 * @secrets: key logs that the capture holds are carried over
 * @key_log: (nullable): another key log
 * @comments: (nullable) (element-type GStrv): by packet: more comments
 * @edited: (nullable) (element-type GStrv): by packet: comments in place of those that it has
 * @most: bytes that the file may have before it is packed; 0 for any number. One packet is always
 *   written
 * @bare: nothing that may name somebody is carried; see wire_packet_carrier_set_bare()
 * @change: (nullable): called with every packet
 * @change_data: for @change
 *
 * What goes into a file.
 */
typedef struct
{
  WireCapture *capture;
  const guint32 *packets;
  guint32 n;
  const char *origin;
  const char *about;
  gboolean secrets;
  const GString *key_log;
  GHashTable *comments;
  GHashTable *edited;
  guint64 most;
  gboolean bare;
  WirePacketChange change;
  gpointer change_data;
} WireSavedPart;

gboolean wire_saved_part_write (const WireSavedPart *part,
                                WireCaptureWriter *writer,
                                WireJob *job,
                                guint32 *n_written,
                                GError **error);

G_END_DECLS
