/* wire-undecoded-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-undecoded-table.h"

#include "capture/decode/wire-protocol.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/reading/wire-link-type.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

/* Kinds that the sentence names, the most frequent ones. */
#define NAMED 6u

static const char *const KEYS[WIRE_N_UNDECODED] = {
  [WIRE_UNDECODED_LINK_TYPE] = "link-type",
  [WIRE_UNDECODED_ETHERTYPE] = "ethertype",
  [WIRE_UNDECODED_IP_PROTOCOL] = "ip-protocol",
  [WIRE_UNDECODED_PPP] = "ppp-protocol",
  [WIRE_UNDECODED_CARRIER] = "tunnel",
  [WIRE_UNDECODED_ENCRYPTED] = "encrypted",
  [WIRE_UNDECODED_CUT] = "cut",
  [WIRE_UNDECODED_BROKEN] = "broken",
  [WIRE_UNDECODED_FRAGMENTS] = "fragments-missing",
  [WIRE_UNDECODED_OVERLAPS] = "fragments-overlap",
  [WIRE_UNDECODED_CHECKSUM] = "checksum",
};

/** Returns: what `--json` calls @reason */
const char *
wire_undecoded_get_key (WireUndecodedReason reason)
{
  return KEYS[reason];
}

/** Counts @packets more, of a reason other than %WIRE_UNDECODED_NOT. */
void
wire_undecoded_table_add (WireUndecodedTable *self,
                          WireUndecodedReason reason,
                          guint32 number,
                          guint64 packets)
{
  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i].reason == reason
        && (self->kinds[i].number == number || self->kinds[i].number == WIRE_UNDECODED_OTHERS))
      {
        self->kinds[i].packets += packets;
        return;
      }
  if (self->n >= WIRE_UNDECODED_KINDS)
    number = WIRE_UNDECODED_OTHERS;
  self->kinds[self->n++] = (WireUndecoded){ reason, number, packets };
}

static int
compare (const void *a, const void *b)
{
  const WireUndecoded *left = a;
  const WireUndecoded *right = b;

  if (left->packets != right->packets)
    return left->packets > right->packets ? -1 : 1;
  if (left->reason != right->reason)
    return (int) left->reason - (int) right->reason;
  return left->number < right->number ? -1 : left->number > right->number;
}

/* A capture whose packets were each cut elsewhere would fill the table with lengths. */
static void
join_cuts (WireUndecodedTable *self)
{
  guint first = G_MAXUINT, n = 0;

  for (guint i = 0; i < self->n; i++)
    {
      if (self->kinds[i].reason != WIRE_UNDECODED_CUT)
        self->kinds[n++] = self->kinds[i];
      else if (first == G_MAXUINT)
        {
          first = n;
          self->kinds[n++] = self->kinds[i];
        }
      else
        {
          self->kinds[first].number = WIRE_UNDECODED_OTHERS;
          self->kinds[first].packets += self->kinds[i].packets;
        }
    }
  self->n = n;
}

static guint
count_cuts (const WireUndecodedTable *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->kinds[i].reason == WIRE_UNDECODED_CUT;
  return n;
}

/** Puts the kind of most packets first; packets that were cut in many places become one kind. */
void
wire_undecoded_table_sort (WireUndecodedTable *self)
{
  if (count_cuts (self) > 3)
    join_cuts (self);
  qsort (self->kinds, self->n, sizeof self->kinds[0], compare);
}

/** Returns: (transfer full) (nullable): what the number of @self stands for, in English: a
 * link type, a tunnel, a protocol */
char *
wire_undecoded_get_name (const WireUndecoded *self)
{
  const char *name = NULL;
  char buffer[16];

  if (self->number == WIRE_UNDECODED_OTHERS)
    return NULL;
  switch (self->reason)
    {
    case WIRE_UNDECODED_LINK_TYPE:
      name = wire_link_type_name (self->number);
      return g_str_equal (name, "unknown") ? g_strdup_printf ("%u", self->number) : g_strdup (name);
    case WIRE_UNDECODED_ETHERTYPE:
      name = wire_ethertype_name ((guint16) self->number);
      return name ? g_strdup (name) : g_strdup_printf ("0x%04x", self->number);
    case WIRE_UNDECODED_PPP:
      return g_strdup_printf ("0x%04x", self->number);
    case WIRE_UNDECODED_IP_PROTOCOL:
      name = wire_ip_protocol_name ((guint8) self->number, buffer);
      return g_strdup (g_str_has_prefix (name, "IP ") ? name + 3 : name);
    case WIRE_UNDECODED_CARRIER:
    case WIRE_UNDECODED_ENCRYPTED:
      return g_strdup (wire_protocol_get_info (self->number)->name);
    default:
      return NULL;
    }
}

/* Returns: (transfer full): what follows a number of packets */
static char *
describe (const WireUndecoded *undecoded)
{
  g_autofree char *name = wire_undecoded_get_name (undecoded);

  switch (undecoded->reason)
    {
    case WIRE_UNDECODED_LINK_TYPE:
      /* Translators: follows “31 packets”, or “31” in a list of such. */
      return name ? g_strdup_printf (_ ("of link type %s"), name)
                  : g_strdup (_ ("of other link types"));
    case WIRE_UNDECODED_ETHERTYPE:
      return name ? g_strdup_printf (_ ("with EtherType %s"), name)
                  : g_strdup (_ ("with other EtherTypes"));
    case WIRE_UNDECODED_IP_PROTOCOL:
      return name ? g_strdup_printf (_ ("of IP protocol %s"), name)
                  : g_strdup (_ ("of other IP protocols"));
    case WIRE_UNDECODED_PPP:
      return name ? g_strdup_printf (_ ("of PPP protocol %s"), name)
                  : g_strdup (_ ("of other PPP protocols"));
    case WIRE_UNDECODED_CARRIER:
      return name ? g_strdup_printf (_ ("inside %s"), name) : g_strdup (_ ("inside other tunnels"));
    case WIRE_UNDECODED_ENCRYPTED:
      return name ? g_strdup_printf (_ ("encrypted by %s"), name) : g_strdup (_ ("encrypted"));
    case WIRE_UNDECODED_CUT:
      return undecoded->number != WIRE_UNDECODED_OTHERS ? g_strdup_printf (
                 ngettext ("cut at %u byte", "cut at %u bytes", undecoded->number),
                 undecoded->number)
                                                        : g_strdup (_ ("cut short"));
    case WIRE_UNDECODED_BROKEN:
      return g_strdup (_ ("with broken headers"));
    case WIRE_UNDECODED_FRAGMENTS:
      return g_strdup (_ ("with fragments missing"));
    case WIRE_UNDECODED_OVERLAPS:
      return g_strdup (_ ("whose fragments contradict each other"));
    case WIRE_UNDECODED_CHECKSUM:
      return g_strdup (_ ("with a wrong checksum"));
    case WIRE_UNDECODED_NOT:
    case WIRE_N_UNDECODED:
      break;
    }
  g_return_val_if_reached (NULL);
}

/* Digits in threes, where the language separates them. */
static char *
write_count (guint64 count)
{
  const char *separator = nl_langinfo (THOUSEP);
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * wire_undecoded_table_tell:
 * @self: a table that was sorted
 *
 * Returns: (transfer full) (nullable): one sentence: “1,204 packets of link type PKTAP, 7,100 cut
 * at 68 bytes: what they carry is not in here.”; %NULL where all is decoded
 */
char *
wire_undecoded_table_tell (const WireUndecodedTable *self)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  guint64 rest = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const WireUndecoded *kind = &self->kinds[i];
      g_autofree char *words = describe (kind);

      g_autofree char *count = write_count (kind->packets);

      if (i >= NAMED)
        rest += kind->packets;
      else if (i == 0)
        g_string_append_printf (parts,
                                ngettext ("%s packet %s", "%s packets %s", (gulong) kind->packets),
                                count, words);
      else
        g_string_append_printf (parts, ", %s %s", count, words);
    }
  if (rest > 0)
    {
      g_autofree char *count = write_count (rest);

      g_string_append_printf (parts, _ (", %s for other reasons"), count);
    }
  return self->n > 0 ? g_strdup_printf (_ ("%s: what they carry is not in here."), parts->str)
                     : NULL;
}
