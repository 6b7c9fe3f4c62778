/* wire-capture-split.h: a capture in several files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/saving/wire-packet-choice.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** Files that one capture is split into at most. */
#define WIRE_SPLIT_MAX 10000u

/**
 * WireSplitBy:
 * @WIRE_SPLIT_TIME: a file for each span of time that has packets
 * @WIRE_SPLIT_PACKETS: a file for each so many packets
 * @WIRE_SPLIT_SIZE: a file for each so many bytes, before they are packed
 * @WIRE_SPLIT_CONVERSATION: a file for each conversation, and one for packets without an IP header
 */
typedef enum
{
  WIRE_SPLIT_TIME,
  WIRE_SPLIT_PACKETS,
  WIRE_SPLIT_SIZE,
  WIRE_SPLIT_CONVERSATION,
} WireSplitBy;

/**
 * WireCaptureSplit:
 * @path: how the files are called: a number comes before the extension
 * @view: whose packets are written
 * @by: what decides where a packet goes
 * @amount: nanoseconds, packets or bytes
 * @secrets: key logs that the capture holds are carried into every file
 *
 * How a capture is split.
 */
typedef struct
{
  const char *path;
  WireView *view;
  WireSplitBy by;
  guint64 amount;
  gboolean secrets;
} WireCaptureSplit;

/**
 * WireSplitPart:
 * @name: that the file got, without folders
 * @packets: how many it has
 * @first: the first of them in the capture, from 0
 *
 * A file that was written.
 */
typedef struct
{
  char *name;
  guint32 packets;
  guint32 first;
} WireSplitPart;

GArray *wire_capture_split (const WireCaptureSplit *split, WireJob *job, GError **error);

G_END_DECLS
