/* wire-geo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-geo.h"

#include <glib/gi18n.h>
#include <maxminddb.h>
#include <netinet/in.h>

struct _WireGeo
{
  GPtrArray *databases; /* of MMDB_s */
};

static void
close_database (gpointer data)
{
  MMDB_close (data);
  g_free (data);
}

/** Returns: (transfer full): without databases */
WireGeo *
wire_geo_new (void)
{
  WireGeo *self = g_new0 (WireGeo, 1);

  self->databases = g_ptr_array_new_with_free_func (close_database);
  return self;
}

void
wire_geo_free (WireGeo *self)
{
  g_ptr_array_unref (self->databases);
  g_free (self);
}

/**
 * wire_geo_open:
 * @self: databases
 * @path: of one more; what an earlier one says, goes
 * @error: set where %FALSE is returned
 *
 * Returns: whether it is a database that can be read
 */
gboolean
wire_geo_open (WireGeo *self, const char *path, GError **error)
{
  MMDB_s *database = g_new0 (MMDB_s, 1);
  int status = MMDB_open (path, MMDB_MODE_MMAP, database);

  if (status == MMDB_SUCCESS)
    {
      g_ptr_array_add (self->databases, database);
      return TRUE;
    }
  g_free (database);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("“%s” cannot be read as a database of addresses: %s."), path,
               MMDB_strerror (status));
  return FALSE;
}

/* Fills in @member where it is not known yet, and the database has a string there. */
static void
take_text (MMDB_entry_s *entry, const char *const *path, char **member)
{
  MMDB_entry_data_s data;

  if (!*member && MMDB_aget_value (entry, &data, path) == MMDB_SUCCESS && data.has_data
      && data.type == MMDB_DATA_TYPE_UTF8_STRING)
    *member = g_utf8_make_valid (data.utf8_string, (gssize) data.data_size);
}

static void
take_number (MMDB_entry_s *entry, const char *const *path, guint32 *member)
{
  MMDB_entry_data_s data;

  if (*member == 0 && MMDB_aget_value (entry, &data, path) == MMDB_SUCCESS && data.has_data
      && data.type == MMDB_DATA_TYPE_UINT32)
    *member = data.uint32;
}

/* The keys are those of GeoLite2's and DB-IP's databases. */
static void
take_entry (MMDB_entry_s *entry, WireGeoPlace *place)
{
  static const char *const COUNTRY[] = { "country", "iso_code", NULL };
  static const char *const COUNTRY_NAME[] = { "country", "names", "en", NULL };
  static const char *const CITY[] = { "city", "names", "en", NULL };
  static const char *const NETWORK[] = { "autonomous_system_organization", NULL };
  static const char *const AS[] = { "autonomous_system_number", NULL };

  take_text (entry, COUNTRY, &place->country);
  take_text (entry, COUNTRY_NAME, &place->country_name);
  take_text (entry, CITY, &place->city);
  take_text (entry, NETWORK, &place->network);
  take_number (entry, AS, &place->as);
}

/** Looks @address up. @place is filled in as far as it is known, and has to be cleared. */
void
wire_geo_find (WireGeo *self, const WireHostAddress *address, WireGeoPlace *place)
{
  struct sockaddr_in ip4 = { .sin_family = AF_INET };
  struct sockaddr_in6 ip6 = { .sin6_family = AF_INET6 };
  const struct sockaddr *socket = address->family == WIRE_FAMILY_IPV4
                                      ? (const struct sockaddr *) &ip4
                                      : (const struct sockaddr *) &ip6;

  memset (place, 0, sizeof *place);
  memcpy (&ip4.sin_addr, address->bytes, sizeof ip4.sin_addr);
  memcpy (&ip6.sin6_addr, address->bytes, sizeof ip6.sin6_addr);
  for (guint i = 0; i < self->databases->len; i++)
    {
      int status;
      MMDB_lookup_result_s found =
          MMDB_lookup_sockaddr (g_ptr_array_index (self->databases, i), socket, &status);

      if (status == MMDB_SUCCESS && found.found_entry)
        take_entry (&found.entry, place);
    }
}

void
wire_geo_place_clear (WireGeoPlace *self)
{
  g_clear_pointer (&self->country, g_free);
  g_clear_pointer (&self->country_name, g_free);
  g_clear_pointer (&self->city, g_free);
  g_clear_pointer (&self->network, g_free);
}
