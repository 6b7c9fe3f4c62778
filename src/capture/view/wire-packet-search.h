/* wire-packet-search.h: the next packet that says something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** No packet says it. */
#define WIRE_PACKET_NONE G_MAXUINT32

/**
 * WirePacketSearch:
 * @needle: bytes to find
 * @length: how many, at least 1
 * @is_text: @needle is text: ASCII letters match in either case, and the packet's one-line summary
 *   is looked at as well as its bytes
 * @start: position in the view to begin at
 * @backwards: towards the first packet
 */
typedef struct
{
  const guint8 *needle;
  gsize length;
  gboolean is_text;
  guint32 start;
  gboolean backwards;
} WirePacketSearch;

guint32 wire_packet_search (WireView *view,
                            const WirePacketSearch *search,
                            WireJob *job,
                            GError **error);

G_END_DECLS
