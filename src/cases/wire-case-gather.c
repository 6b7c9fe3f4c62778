/* wire-case-gather.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-gather-private.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "capture/wire-capture-streams.h"
#include "cases/wire-case-taps.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Returns: (transfer none) (nullable): the row; %NULL where there are too many. @text and @detail:
 * (transfer full) */
WireCaseRow *
wire_case_gather_add (WireCaseGather *self, gint64 time, char *text, char *detail)
{
  WireCaseRow *row;

  if (self->n++ >= WIRE_CASE_GATHER_MOST)
    {
      g_free (text);
      g_free (detail);
      return NULL;
    }
  row = wire_case_row_new (self->evidence, time, text, detail);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Has @row, which may be NULL, lead to a place of its capture. The digest of the packet goes along,
 * so that nobody is led to another one. @place: (transfer full); @packet: from 0, or G_MAXUINT32 */
void
wire_case_gather_lead (
    WireCaseGather *self, WireCaseRow *row, const char *kind, char *place, guint32 packet)
{
  g_autofree char *owned = place;
  g_autoptr (GBytes) bytes = NULL;
  WireCaseNote *way;

  if (!row)
    return;
  way = wire_case_note_new (kind, owned);
  if (packet != G_MAXUINT32)
    bytes = wire_capture_read_packet (self->capture, packet, NULL);
  if (bytes)
    {
      way->packet = packet + 1;
      g_free (way->digest);
      way->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    }
  wire_case_row_set_way (row, way);
}

/** Says of the capture that is looked at what is not in its rows. */
void
wire_case_gather_add_rest (WireCaseGather *self, const char *sentence)
{
  g_autofree char *name = wire_printable_name (self->evidence->path);

  /* Translators: the name of a capture, and a sentence about it */
  g_ptr_array_add (self->rest, g_strdup_printf (_ ("%s: %s"), name, sentence));
}

/* What nobody could read or decode may have more rows. */
static void
tell_rest (WireCaseGather *self)
{
  g_auto (GStrv) warnings = wire_capture_get_warnings (self->capture);
  g_auto (GStrv) http = wire_capture_tell_missing_http (self->capture);
  g_autofree char *undecoded = wire_capture_tell_undecoded (self->capture);

  for (guint i = 0; warnings[i]; i++)
    wire_case_gather_add_rest (self, warnings[i]);
  for (guint i = 0; http[i]; i++)
    wire_case_gather_add_rest (self, http[i]);
  if (undecoded)
    wire_case_gather_add_rest (self, undecoded);
}

static void
tell_left_out (WireCaseGather *self)
{
  guint64 left = self->n > WIRE_CASE_GATHER_MOST ? self->n - WIRE_CASE_GATHER_MOST : 0;
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("%" PRIu64 " more row is not listed here; its own window has all.",
                "%" PRIu64 " more rows are not listed here; its own window has all.", left),
      left);

  if (left > 0)
    wire_case_gather_add_rest (self, sentence);
}

/**
 * wire_case_gather:
 * @self: what is wanted of which capture
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Adds the rows of one capture, and says what is not in them. Blocks.
 *
 * Returns: whether all of it could be looked at
 */
gboolean
wire_case_gather (WireCaseGather *self, WireJob *job, GError **error)
{
  static gboolean (*const TABLES[]) (WireCaseGather *, WireJob *, GError **) = {
    wire_case_gather_findings, wire_case_gather_transfers, wire_case_gather_requests,
    wire_case_gather_hosts,    wire_case_gather_flows,     wire_case_gather_found,
  };

  g_return_val_if_fail (self->table < G_N_ELEMENTS (TABLES), FALSE);

  self->n = 0;
  tell_rest (self);
  if (!TABLES[self->table](self, job, error))
    return FALSE;
  tell_left_out (self);
  return TRUE;
}

/** Adds a row for each two captures of @opened that have the same packets, as
 * wire_case_find_taps() finds them. Returns: %FALSE with @error where it failed */
gboolean
wire_case_gather_taps (
    WireCaseGather *self, const WireCase *opened, GPtrArray *evidence, WireJob *job, GError **error)
{
  g_autoptr (GArray) taps = wire_case_find_taps (opened, evidence, self->rest, job, error);

  for (guint i = 0; taps && i < taps->len; i++)
    {
      const WireCaseTap *tap = &g_array_index (taps, WireCaseTap, i);
      const WireCaseEvidence *one = g_ptr_array_index (evidence, tap->evidence);
      const WireCaseEvidence *other = g_ptr_array_index (evidence, tap->other);

      /* Translators: two names of captures */
      char *text = g_strdup_printf (_ ("%s and %s"), one->path, other->path);
      char *detail =
          g_strdup_printf (_ ("%" PRIu64 " packets are in both, of %" PRIu64 " and %" PRIu64
                              ". The second capture has them %+.9f s later."),
                           tap->packets, tap->of, tap->of_other, (double) tap->offset / 1e9);

      g_ptr_array_add (self->rows, wire_case_row_new (one, WIRE_TIME_NONE, text, detail));
    }
  return taps != NULL;
}
