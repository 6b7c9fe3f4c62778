/* wire-smb-way.h: what was read of a file, or written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-scattered.h"
#include "capture/smb/wire-smb-file.h"

G_BEGIN_DECLS

/**
 * WireSmbWay:
 * @bytes: (nullable): what is known of them; %NULL: nothing came
 * @first: when it began
 * @last_packet: that brought some
 * @lost: some of it was not captured
 * @left_out: there was no memory for some of it
 * @unanswered: whether the server took it was not captured
 * @asked: reads or writes whose answers have not come
 * @front: bytes that came in order from the beginning, without a gap
 * @again: all of it had come, and some came once more
 *
 * What was read of a file, or written.
 */
typedef struct
{
  WireScattered *bytes;
  WireSmbMoment first;
  guint32 last_packet;
  gboolean lost;
  gboolean left_out;
  gboolean unanswered;
  guint asked;
  guint64 front;
  gboolean again;
} WireSmbWay;

G_END_DECLS
