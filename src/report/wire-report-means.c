/* wire-report-means.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-means.h"

#include "cases/wire-case-means.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Digests of a set whose own digest is made: a minute for more would be no help. */
#define MAX_DIGESTS 5000000

static const WireReportColumn COLUMNS[] = {
  { "kind", N_ ("What"), FALSE, FALSE },      { "name", N_ ("Name"), FALSE, FALSE },
  { "digests", N_ ("Digests"), TRUE, FALSE }, { "sha256", N_ ("SHA-256"), FALSE, TRUE },
  { "filter", N_ ("Filter"), FALSE, TRUE },
};

/* A WireKnownDigestFunc. They come in their own order, whatever that of their import was. */
static gboolean
add_digest (const WireKnownDigest *digest, gpointer data)
{
  const guchar algorithm = (guchar) digest->algorithm;

  g_checksum_update (data, &algorithm, 1);
  g_checksum_update (data, digest->digest, (gssize) wire_digest_get_info (digest->algorithm)->size);
  return TRUE;
}

static gboolean
keep_set (WireCase *opened, WireHashDatabase *database, const WireHashSet *set, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (set->count > MAX_DIGESTS)
    return wire_case_use (opened, "set", set->name, set->count, "", error);
  return wire_hash_database_foreach (database, set->id, add_digest, sum, error)
         && wire_case_use (opened, "set", set->name, set->count, g_checksum_get_string (sum),
                           error);
}

/** Keeps in @opened which hash sets of @database are asked, each with a digest of what it holds.
 * Blocks. Returns: whether it was kept */
gboolean
wire_report_keep_sets (WireCase *opened, WireHashDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) sets = wire_hash_database_list (database, error);

  for (guint i = 0; sets && i < sets->len; i++)
    if (!keep_set (opened, database, g_ptr_array_index (sets, i), error))
      return FALSE;
  return sets != NULL;
}

static void
add_row (WireReportSection *section, const WireCaseMeans *means)
{
  wire_report_add_row (section, g_strdup (means->kind), g_strdup (means->name),
                       means->count > 0 ? g_strdup_printf ("%" PRId64, means->count)
                                        : g_strdup (""),
                       g_strdup (means->sha256), g_strdup (""), NULL);
}

/** Adds what was used, and filters with names. @unkept: (nullable): why the hash sets of this
 * report are not among that. Returns: whether the case could be read */
gboolean
wire_report_add_means (WireReport *self, WireCase *opened, const GError *unkept, GError **error)
{
  g_autoptr (GPtrArray) means = wire_case_list_means (opened, error);
  g_autoptr (GPtrArray) filters = means ? wire_case_list_filters (opened, error) : NULL;
  WireReportSection *section;

  if (!filters)
    return FALSE;
  section =
      wire_report_add_section (self, "means", _ ("What was used"), COLUMNS, G_N_ELEMENTS (COLUMNS));
  if (unkept)
    wire_report_add_paragraph (
        section, g_strdup_printf (_ ("Hash sets were asked for this report, but the case could not "
                                     "keep which: %s"),
                                  unkept->message));
  for (guint i = 0; i < means->len; i++)
    add_row (section, g_ptr_array_index (means, i));
  for (guint i = 0; i < filters->len; i++)
    {
      const WireCaseFilter *filter = g_ptr_array_index (filters, i);

      wire_report_add_row (section, g_strdup ("filter"), g_strdup (filter->name), g_strdup (""),
                           g_strdup (""), g_strdup (filter->expression), NULL);
    }
  return TRUE;
}
