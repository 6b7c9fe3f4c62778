/* wire-regularity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-regularity.h"

#include <glib/gi18n.h>

static guint32
get_first (const WireRegular *regular)
{
  return regular->packets->len > 0 ? g_array_index (regular->packets, guint32, 0) : G_MAXUINT32;
}

/* By first packet, and then by kind, so that the order is the same in every run. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const WireRegular *one = *(const WireRegular *const *) a;
  const WireRegular *other = *(const WireRegular *const *) b;
  guint32 first = get_first (one);
  guint32 second = get_first (other);
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;

  if (first != second)
    return first < second ? -1 : 1;
  if (one->kind != other->kind)
    return (int) one->kind - (int) other->kind;
  text = wire_regular_tell (one);
  other_text = wire_regular_tell (other);
  return g_strcmp0 (text, other_text);
}

/**
 * wire_regularity_find:
 * @hosts: of a capture
 * @all: (out) (optional): whether there was room to look at all: see
 *   wire_regularity_tell_left_out()
 *
 * Takes a while: for a worker.
 *
 * Returns: (transfer full) (element-type WireRegular): what repeats, in the order of first packets
 */
GPtrArray *
wire_regularity_find (WireHosts *hosts, gboolean *all)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_regular_free);
  gboolean whole;

  whole = wire_beacons_find (hosts, found);
  whole &= wire_scans_find (hosts, found);
  whole &= wire_dns_regularity_find (hosts, found);
  if (all)
    *all = whole;
  g_ptr_array_sort (found, compare);
  return found;
}

/** Returns: (transfer full) (nullable): what is to be said where not @all was looked at */
char *
wire_regularity_tell_left_out (gboolean all)
{
  return all ? NULL
             : g_strdup_printf (_ ("Too many conversations or names: only the first %u of a kind "
                                   "were searched for what repeats."),
                                WIRE_REGULARITY_MAX);
}
