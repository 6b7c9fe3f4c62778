/* wire-capture-search.h: looks for something in all that a capture holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "capture/search/wire-search-feed.h"
#include "capture/search/wire-search-rest.h"

G_BEGIN_DECLS

/**
 * WireSearchPlaces:
 * @WIRE_SEARCH_PACKETS: frames, as they were captured
 * @WIRE_SEARCH_STREAMS: streams of TCP, put together, and datagrams of UDP; and what was decrypted
 * of them
 * @WIRE_SEARCH_BODIES: transfers as sent, and as decoded where that differs
 * @WIRE_SEARCH_HEADS: heads of HTTP messages; those of HTTP/2 as lines
 * @WIRE_SEARCH_NAMES: what transfers are called and who they are from
 */
typedef enum
{
  WIRE_SEARCH_PACKETS = 1 << 0,
  WIRE_SEARCH_STREAMS = 1 << 1,
  WIRE_SEARCH_BODIES = 1 << 2,
  WIRE_SEARCH_HEADS = 1 << 3,
  WIRE_SEARCH_NAMES = 1 << 4,
  WIRE_SEARCH_EVERYWHERE = (1 << 5) - 1,
} WireSearchPlaces;

/**
 * WireCaptureSearch:
 * @capture: loaded, with its streams
 * @list: its transfers
 * @pattern: what to look for
 * @places: where
 * @found: called with every hit, place by place
 * @user_data: for @found
 * @rest: (nullable): counts what is not looked at; what the pattern gives up is not in it
 *
 * A search.
 */
typedef struct
{
  WireCapture *capture;
  const WireObjectList *list;
  WireSearchPattern *pattern;
  WireSearchPlaces places;
  WireSearchFound found;
  gpointer user_data;
  WireSearchRest *rest;
} WireCaptureSearch;

gboolean wire_capture_search (const WireCaptureSearch *search, WireJob *job, GError **error);

/** wire_capture_search() in streams alone. Returns: %FALSE with @error where the file cannot be
 * read, or @job was cancelled */
gboolean wire_search_streams (const WireCaptureSearch *search, WireJob *job, GError **error);

/** Likewise, in transfers, heads and names. */
gboolean wire_search_messages (const WireCaptureSearch *search, WireJob *job, GError **error);

G_END_DECLS
