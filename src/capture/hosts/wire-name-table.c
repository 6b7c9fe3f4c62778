/* wire-name-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-name-table.h"

#include "capture/facts/wire-netbios-name.h"

#include <string.h>

/* A name and until when it holds. */
typedef struct
{
  const WireNameFact *fact;
  gint64 end; /* WIRE_TIME_NONE: for good */
} Claim;

struct _WireNameTable
{
  GHashTable *claims; /* WireHostAddress → GArray of Claim */
};

/* What a client says in HELO is not checked by anybody. Other suffixes are of domains and users. */
static gboolean
is_told (const WireNameFact *fact)
{
  return fact->address.family != WIRE_FAMILY_NONE && fact->source != WIRE_NAME_SMTP
         && (fact->suffix == WIRE_NAME_NO_SUFFIX || fact->suffix == WIRE_NETBIOS_WORKSTATION
             || fact->suffix == WIRE_NETBIOS_FILE_SERVER);
}

/* A name that others have for the address: a host may have many of these at once. */
static gboolean
is_looked_up (const WireNameFact *fact)
{
  return fact->source == WIRE_NAME_DNS || fact->source == WIRE_NAME_TLS
         || fact->source == WIRE_NAME_HTTP;
}

static gint64
get_end (const WireNameFact *fact)
{
  if (is_looked_up (fact))
    return MAX (fact->expires, fact->last) == WIRE_TIME_NONE
               ? WIRE_TIME_NONE
               : MAX (fact->expires, fact->last) + WIRE_NAME_GRACE;
  return fact->source == WIRE_NAME_DHCP || fact->source == WIRE_NAME_DHCP_FQDN ? fact->expires
                                                                               : WIRE_TIME_NONE;
}

static void
end_at (Claim *claim, gint64 time)
{
  if (claim->end == WIRE_TIME_NONE || time < claim->end)
    claim->end = time;
}

/* A host that says it has another name now does not have the one before. */
static void
end_superseded (GArray *claims)
{
  for (guint i = 0; i < claims->len; i++)
    for (guint j = 0; j < claims->len; j++)
      {
        Claim *one = &g_array_index (claims, Claim, i);
        const WireNameFact *later = g_array_index (claims, Claim, j).fact;

        if (!is_looked_up (one->fact) && one->fact->source == later->source
            && one->fact->suffix == later->suffix && one->fact->name != later->name
            && later->time > one->fact->last)
          end_at (one, later->time);
      }
}

/* Names of one address that are held against each other: more are made up. */
#define MAX_CLAIMS 256u

static void
add_claims (WireNameTable *self, const WireFactLog *log)
{
  for (guint i = 0; i < wire_fact_log_get_n_names (log); i++)
    {
      const WireNameFact *fact = wire_fact_log_get_name (log, i);
      const Claim claim = { fact, get_end (fact) };
      GArray *claims = g_hash_table_lookup (self->claims, &fact->address);

      if (!is_told (fact))
        continue;
      if (!claims)
        {
          claims = g_array_new (FALSE, FALSE, sizeof (Claim));
          g_hash_table_insert (self->claims, (gpointer) &fact->address, claims);
        }
      if (claims->len < MAX_CLAIMS)
        g_array_append_val (claims, claim);
    }
}

/* An address that was given to another client has none of the names that it had before. */
static void
end_at_lease (GArray *claims, const WireLeaseFact *lease)
{
  for (guint i = 0; i < claims->len; i++)
    {
      Claim *claim = &g_array_index (claims, Claim, i);

      if (!is_looked_up (claim->fact) && claim->fact->last < lease->time)
        end_at (claim, lease->time);
    }
}

/* Leases to the client that has the address already change nothing. */
static void
end_at_leases (WireNameTable *self, const WireFactLog *log)
{
  g_autoptr (GHashTable) last =
      g_hash_table_new (wire_host_address_hash, wire_host_address_is_equal);

  for (guint i = 0; i < wire_fact_log_get_n_leases (log); i++)
    {
      const WireLeaseFact *lease = wire_fact_log_get_lease (log, i);
      const WireLeaseFact *before = g_hash_table_lookup (last, &lease->address);
      GArray *claims = g_hash_table_lookup (self->claims, &lease->address);

      if (claims && before && memcmp (&before->mac, &lease->mac, sizeof lease->mac) != 0)
        end_at_lease (claims, lease);
      g_hash_table_insert (last, (gpointer) &lease->address, (gpointer) lease);
    }
}

/** Returns: (transfer full): the names in @log, which must live as long */
WireNameTable *
wire_name_table_new (const WireFactLog *log)
{
  WireNameTable *self = g_new0 (WireNameTable, 1);
  GHashTableIter iter;
  gpointer claims;

  self->claims = g_hash_table_new_full (wire_host_address_hash, wire_host_address_is_equal, NULL,
                                        (GDestroyNotify) g_array_unref);
  add_claims (self, log);
  g_hash_table_iter_init (&iter, self->claims);
  while (g_hash_table_iter_next (&iter, NULL, &claims))
    end_superseded (claims);
  end_at_leases (self, log);
  return self;
}

void
wire_name_table_free (WireNameTable *self)
{
  g_hash_table_unref (self->claims);
  g_free (self);
}

static gboolean
holds (const Claim *claim, gint64 from, gint64 to)
{
  if (to == WIRE_TIME_NONE || claim->fact->time == WIRE_TIME_NONE)
    return claim->fact->time == to;
  return claim->fact->time <= to && (claim->end == WIRE_TIME_NONE || claim->end > from);
}

static gboolean
is_among (const WireNameFact *fact, const WireNameFact *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (names[i]->name, fact->name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * wire_name_table_find:
 * @self: a table
 * @address: whose names
 * @from: beginning of the time that matters
 * @to: its end; of a packet, the same
 * @names: (out): its names then, each once, from its first source
 *
 * Where a host had several, all are given, as far as there is room.
 *
 * Returns: how many
 */
guint
wire_name_table_find (const WireNameTable *self,
                      const WireHostAddress *address,
                      gint64 from,
                      gint64 to,
                      const WireNameFact *names[WIRE_NAME_MAX_TOLD])
{
  const GArray *claims = g_hash_table_lookup (self->claims, address);
  guint n = 0;

  for (guint i = 0; claims && i < claims->len && n < WIRE_NAME_MAX_TOLD; i++)
    {
      const Claim *claim = &g_array_index (claims, Claim, i);

      if (holds (claim, from, to) && !is_among (claim->fact, names, n))
        names[n++] = claim->fact;
    }
  return n;
}
