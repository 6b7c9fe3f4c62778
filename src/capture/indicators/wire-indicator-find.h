/* wire-indicator-find.h: which indicators a capture holds, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/indicators/wire-indicator-list.h"
#include "capture/objects/wire-object.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** Places of one indicator that are kept; all of them are counted. */
#define WIRE_SIGHTING_PLACES 20u

/**
 * WireSightingPlace:
 * @what: where it was: `packet` (an address of IP), `dns`, `tls`, `http-host`, `http-uri`,
 *   `http-referer`, `http-location`, `user-agent`, `transfer`, `certificate`, `ja3`, `mail-from`,
 *   `mail-to`; a literal
 * @packet: from 0
 * @transfer: the number of the transfer, from 0, or %WIRE_OBJECT_NONE
 * @time: nanoseconds since 1970, or %WIRE_TIME_NONE
 */
typedef struct
{
  const char *what;
  guint32 packet;
  guint32 transfer;
  gint64 time;
} WireSightingPlace;

/**
 * WireSighting:
 * @count: how often it was seen; of addresses in packets, in how many
 * @first: the earliest time
 * @last: the latest time
 * @first_packet: the first packet in the order of the capture, from 0
 * @last_packet: the last one
 * @latest: where it was noted last
 * @places: (nullable) (element-type WireSightingPlace): the first of them, of each kind
 *
 * Where an indicator was seen.
 */
typedef struct
{
  guint64 count;
  gint64 first;
  gint64 last;
  guint32 first_packet;
  guint32 last_packet;
  WireSightingPlace latest;
  GArray *places;
} WireSighting;

/**
 * WireIndicatorFind:
 * @capture: loaded, with its streams
 * @transfers: its transfers
 * @list: what to look for
 * @sightings: by indicator
 * @view: (nullable): only what its packets say is noted; %NULL for all
 *
 * A search for indicators. Used by one thread.
 */
typedef struct
{
  WireCapture *capture;
  const WireObjectList *transfers;
  const WireIndicatorList *list;
  WireSighting *sightings;
  WireView *view;
} WireIndicatorFind;

WireIndicatorFind *wire_indicator_find_new (WireCapture *capture,
                                            const WireObjectList *transfers,
                                            const WireIndicatorList *list);

/** Frees @find and what it owns. */
void wire_indicator_find_free (WireIndicatorFind *find);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireIndicatorFind, wire_indicator_find_free)

gboolean wire_indicator_find_run (WireIndicatorFind *find, WireJob *job, GError **error);

/** Notes that indicator @index was seen at @place. */
void wire_indicator_find_note (WireIndicatorFind *find,
                               guint index,
                               const WireSightingPlace *place);

/** Looks at names in DNS, HTTP and TLS. Returns: %FALSE with @error where the file cannot be read,
 * or
 * @job was cancelled */
gboolean wire_indicator_find_names (WireIndicatorFind *find, WireJob *job, GError **error);

/** Likewise, at transfers. */
gboolean wire_indicator_find_transfers (WireIndicatorFind *find, WireJob *job, GError **error);

/**
 * WireIndicatorAt:
 * @find: the search
 * @place: where something was
 *
 * What a match is noted with: the user data of wire_indicator_noted().
 */
typedef struct
{
  WireIndicatorFind *find;
  WireSightingPlace place;
} WireIndicatorAt;

/** A WireIndicatorMatch that notes it; @user_data is a #WireIndicatorAt. */
void wire_indicator_noted (guint index, gpointer user_data);

G_END_DECLS
