/* wire-geo.h: country and network of an address, from databases that the user names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What databases say of an address. Clear it with wire_geo_place_clear(). */
typedef struct
{
  char *country;      /* ISO 3166-1 code; NULL: not known */
  char *country_name; /* in English */
  char *city;
  char *network; /* who has it */
  guint32 as;    /* autonomous system; 0: not known */
} WireGeoPlace;

/** Frees what @place owns, but not @place itself. */
void wire_geo_place_clear (WireGeoPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireGeoPlace, wire_geo_place_clear)

/**
 * WireGeo:
 *
 * Databases of MaxMind's format (libmaxminddb). Nothing is looked up on a network. Used by one
 * thread.
 */
typedef struct _WireGeo WireGeo;

WireGeo *wire_geo_new (void);

/** Frees @geo and what it owns. */
void wire_geo_free (WireGeo *geo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireGeo, wire_geo_free)

gboolean wire_geo_open (WireGeo *geo, const char *path, GError **error);
void wire_geo_find (WireGeo *geo, const WireHostAddress *address, WireGeoPlace *place);

G_END_DECLS
