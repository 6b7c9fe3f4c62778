/* wire-search-feed.h: bytes that come in pieces, and are searched as if they were in one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/search/wire-search-pattern.h"

G_BEGIN_DECLS

/** Bytes around a match that are shown. */
#define WIRE_SEARCH_CONTEXT 32u

/**
 * WireSearchHit:
 * @place: what it was found in: `packet`, `comment` (on a packet), `stream`, `decrypted`, `body`,
 * `decoded`, `head` or `name`; a literal
 * @number: of the packet, stream or transfer, from 0; of a head, the packet in which it begins
 * @side: of a stream: who sent it, 0 or 1; of a head: 0 is the request
 * @part: of `decrypted`: which of the conversations inside of the stream; of a head: of which
 * exchange; from 0
 * @packet: that brought the first byte, from 0, or %G_MAXUINT32 where that is not known
 * @offset: of the first byte in the frame, in the direction of the stream, or in the transfer
 * @key: (nullable): of a name: which one; a literal
 * @form: what it is written in
 * @bytes: of the match
 * @length: of @bytes
 * @before: bytes right before @bytes
 * @after: bytes right after them
 *
 * Something that was found. The bytes are valid during the call.
 */
typedef struct
{
  const char *place;
  guint32 number;
  guint side;
  guint32 part;
  guint32 packet;
  guint64 offset;
  const char *key;
  WireNeedleForm form;
  const guint8 *bytes;
  gsize length;
  gsize before;
  gsize after;
} WireSearchHit;

/** Takes what was found. Returns: %FALSE to stop */
typedef gboolean (*WireSearchFound) (const WireSearchHit *hit, gpointer user_data);

/**
 * WireSearchFeed:
 * @hit: what all hits have in common; @hit.packet is of the bytes that come
 * @tail: (nullable): the last bytes that came
 * @position: of what comes next
 * @packets: (nullable): which packet brought which part of @tail
 * @searched: where the last match ended
 *
 * Bytes of one source, in order. Zeroed but for @hit is a feed that nothing came to.
 */
typedef struct
{
  WireSearchHit hit;
  GByteArray *tail;
  guint64 position;
  GArray *packets;
  guint64 searched;
} WireSearchFeed;

/** Forgets what came, so that no match lies across this place; also frees what @feed holds. */
void wire_search_feed_clear (WireSearchFeed *feed);

gboolean wire_search_feed_add (WireSearchFeed *feed,
                               WireSearchPattern *pattern,
                               const guint8 *bytes,
                               gsize length,
                               WireSearchFound found,
                               gpointer user_data);
void wire_search_feed_skip (WireSearchFeed *feed, guint64 length);

G_END_DECLS
