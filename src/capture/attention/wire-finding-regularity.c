/* wire-finding-regularity.c: beacons, scans and the like as findings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/attention/wire-findings-private.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "capture/hosts/wire-regularity.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const char *const TITLES[] = {
  [WIRE_REGULAR_BEACON] = N_ ("Beacon"),
  [WIRE_REGULAR_PORT_SCAN] = N_ ("Port scan"),
  [WIRE_REGULAR_SWEEP] = N_ ("Sweep"),
  [WIRE_REGULAR_ARP_CHANGE] = N_ ("Address moved"),
  [WIRE_REGULAR_NO_SUCH_NAME] = N_ ("Names that do not exist"),
  [WIRE_REGULAR_ODD_NAMES] = N_ ("Odd names"),
  [WIRE_REGULAR_TEXT] = N_ ("Text in DNS"),
};

/* Findings of one kind. */
typedef struct
{
  guint n;
  WireCaptureFinding *shared; /* owned by the list; the row of the rest */
} Kind;

static const char *
get_figure (const WireRegular *regular, const char *key)
{
  for (guint i = 0; i < regular->figures->len; i++)
    {
      const WireRegularFigure *figure = &g_array_index (regular->figures, WireRegularFigure, i);

      if (g_str_equal (figure->key, key))
        return figure->value;
    }
  return "?";
}

static char *
tell_beacon (const WireRegular *regular, const char *source, const char *target)
{
  const char *interval = get_figure (regular, "interval");

  if (regular->what)
    return g_strdup_printf (
        /* Translators: an address, a number, what was asked for, an address, seconds */
        ngettext ("%s asked %u time for %s at %s, about every %s seconds.",
                  "%s asked %u times for %s at %s, about every %s seconds.", regular->count),
        source, regular->count, regular->what, target, interval);
  /* Translators: an address, a number, an address, seconds */
  return g_strdup_printf (ngettext ("%s contacted %s %u time, about every %s seconds.",
                                    "%s contacted %s %u times, about every %s seconds.",
                                    regular->count),
                          source, target, regular->count, interval);
}

static char *
tell_sweep (const WireRegular *regular, const char *source)
{
  const char *technique = get_figure (regular, "technique");

  if (regular->port == 0)
    return g_strdup_printf (
        ngettext ("%s probed %u host (%s).", "%s probed %u hosts (%s).", regular->count), source,
        regular->count, technique);
  return g_strdup_printf (ngettext ("%s probed port %u of %u host (%s).",
                                    "%s probed port %u of %u hosts (%s).", regular->count),
                          source, regular->port, regular->count, technique);
}

/* Returns: (transfer full): a sentence on @regular with the figure that matters most */
static char *
tell (const WireRegular *regular)
{
  char source[WIRE_ENDPOINT_TEXT_MAX], target[WIRE_ENDPOINT_TEXT_MAX];
  const char *what = regular->what ? regular->what : "?";

  wire_address_to_text (regular->source.family, regular->source.bytes, source);
  wire_endpoint_to_text (regular->target.family, regular->target.bytes, regular->port != 0,
                         regular->port, target);
  switch (regular->kind)
    {
    case WIRE_REGULAR_BEACON:
      return tell_beacon (regular, source, target);
    case WIRE_REGULAR_PORT_SCAN:
      return g_strdup_printf (ngettext ("%s probed %u port of %s (%s).",
                                        "%s probed %u ports of %s (%s).", regular->count),
                              source, regular->count, target, get_figure (regular, "technique"));
    case WIRE_REGULAR_SWEEP:
      return tell_sweep (regular, source);
    case WIRE_REGULAR_ARP_CHANGE:
      return g_strdup_printf (_ ("ARP said that %s is at %s, and later that it is at %s."), source,
                              get_figure (regular, "mac"), get_figure (regular, "then"));
    case WIRE_REGULAR_NO_SUCH_NAME:
      return g_strdup_printf (_ ("%s asked for %s names below %s that do not exist."), source,
                              get_figure (regular, "names"), what);
    case WIRE_REGULAR_ODD_NAMES:
      return g_strdup_printf (_ ("%s asked for %s long or random names below %s."), source,
                              get_figure (regular, "names"), what);
    default:
      return g_strdup_printf (_ ("%s was sent %s bytes of text in DNS answers below %s."), source,
                              get_figure (regular, "bytes"), what);
    }
}

static WireCaptureFinding *
make (const WireRegular *regular)
{
  WireCaptureFinding *finding = wire_capture_finding_new (
      WIRE_CAPTURE_FINDING_REGULARITY, WIRE_OBJECT_WARNING,
      WIRE_FINDING_RANK_REGULARITY + regular->kind, wire_regular_kind_to_text (regular->kind),
      regular->kind < G_N_ELEMENTS (TITLES) ? _ (TITLES[regular->kind]) : "");
  char source[WIRE_ENDPOINT_TEXT_MAX];
  g_autofree char *sentence = tell (regular);

  finding->name =
      g_strdup (wire_address_to_text (regular->source.family, regular->source.bytes, source));
  finding->sentence = wire_printable_name (sentence);
  finding->count = regular->count;
  finding->time = regular->first;
  if (regular->packets->len > 0)
    finding->packet = g_array_index (regular->packets, guint32, 0);
  return finding;
}

/* A scan of a whole network must not hide the rest: what is too many of a kind shares a row. */
static void
add (const WireRegular *regular, guint each, Kind *kind, GPtrArray *found)
{
  if (kind->n++ < each)
    {
      g_ptr_array_add (found, make (regular));
      return;
    }
  if (!kind->shared)
    {
      kind->shared = make (regular);
      kind->shared->count = 0;
      g_clear_pointer (&kind->shared->name, g_free);
      g_ptr_array_add (found, kind->shared);
    }
  kind->shared->count++;
  g_free (kind->shared->sentence);
  kind->shared->sentence =
      g_strdup_printf (ngettext ("%" PRIu64 " more of this kind; “wirecase-cli "
                                 "regularity” lists all.",
                                 "%" PRIu64 " more of this kind; “wirecase-cli "
                                 "regularity” lists all.",
                                 (gulong) kind->shared->count),
                       kind->shared->count);
}

/* Adds what repeats in the capture to @found. Returns: whether all of it was read */
gboolean
wire_findings_add_regularity (const WireFindingsQuery *query,
                              WireJob *job,
                              GPtrArray *found,
                              GError **error)
{
  g_autoptr (WireHosts) hosts = query->hosts ? g_object_ref (query->hosts)
                                             : wire_hosts_new (query->capture, FALSE, job, error);
  g_autoptr (GPtrArray) regular = hosts ? wire_regularity_find (hosts, NULL) : NULL;
  Kind kinds[WIRE_REGULAR_TEXT + 1] = { 0 };

  if (!hosts)
    return FALSE;
  for (guint i = 0; i < regular->len; i++)
    {
      const WireRegular *one = g_ptr_array_index (regular, i);

      if (query->choice && !query->choice->has_regular (one, query->choice->user_data))
        continue;
      add (one, query->each, &kinds[MIN (one->kind, WIRE_REGULAR_TEXT)], found);
    }
  return TRUE;
}
