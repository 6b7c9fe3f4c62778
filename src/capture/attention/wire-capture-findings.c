/* wire-capture-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/attention/wire-capture-findings.h"

#include "capture/attention/wire-findings-private.h"
#include "capture/wire-capture-streams.h"
#include "capture/wire-capture-tls.h"

#include <glib/gi18n.h>

struct _WireCaptureFindings
{
  gatomicrefcount references;
  GPtrArray *found;
  WireFindingsLookedAt looked_at;
  gboolean chosen;  /* only a part of the capture was looked at */
  guint32 n_sealed; /* TLS connections that were not read, or not all of them */
};

/* Limits: what the answer does not cover */

static void
add_limit (GPtrArray *found,
           WireObjectSeverity severity,
           WireFindingRank rank,
           const char *key,
           const char *title,
           char *sentence)
{
  WireCaptureFinding *finding =
      wire_capture_finding_new (WIRE_CAPTURE_FINDING_LIMIT, severity, rank, key, title);

  finding->sentence = sentence;
  g_ptr_array_add (found, finding);
}

static void
add_undecoded (WireCapture *capture, GPtrArray *found)
{
  WireUndecodedTable undecoded = { 0 };
  guint64 packets = 0;
  char *sentence;

  wire_capture_get_undecoded (capture, &undecoded);
  sentence = wire_undecoded_table_tell (&undecoded);
  if (!sentence)
    return;
  for (guint i = 0; i < undecoded.n; i++)
    packets += undecoded.kinds[i].packets;
  add_limit (found, WIRE_OBJECT_WARNING, WIRE_FINDING_RANK_UNDECODED, "not-decoded",
             _ ("Not decoded"), sentence);
  ((WireCaptureFinding *) g_ptr_array_index (found, found->len - 1))->count = packets;
}

static void
add_limits (WireCapture *capture, const char *unmatched, GPtrArray *found)
{
  g_auto (GStrv) warnings = wire_capture_get_warnings (capture);
  g_auto (GStrv) http = wire_capture_tell_missing_http (capture);
  WireCaptureSummary summary;

  wire_capture_get_summary (capture, &summary);
  for (guint i = 0; warnings[i]; i++)
    add_limit (found, WIRE_OBJECT_WARNING, WIRE_FINDING_RANK_WARNING,
               summary.complete ? "warning" : "not-read",
               summary.complete ? _ ("Not all is here") : _ ("Not read to its end"),
               g_strdup (warnings[i]));
  if (!summary.complete && !warnings[0])
    add_limit (found, WIRE_OBJECT_WARNING, WIRE_FINDING_RANK_WARNING, "not-read",
               _ ("Not read to its end"), g_strdup (_ ("The capture was not read to its end.")));
  add_undecoded (capture, found);
  for (guint i = 0; http[i]; i++)
    add_limit (found, WIRE_OBJECT_WARNING, WIRE_FINDING_RANK_HTTP, "http-left-out",
               _ ("HTTP left out"), g_strdup (http[i]));
  if (unmatched)
    add_limit (found, WIRE_OBJECT_WARNING, WIRE_FINDING_RANK_UNMATCHED, "unmatched",
               _ ("Not matched"),
               g_strdup_printf (_ ("Hash sets could not be asked: %s"), unmatched));
}

static guint32
count_sealed (WireCapture *capture)
{
  WireTlsSession session = { 0 };
  guint32 n = 0;

  for (guint32 i = 0; wire_capture_get_tls_session (capture, i, &session); i++)
    {
      n += wire_tls_session_get_readable (&session) != WIRE_TLS_READABLE;
      wire_tls_session_clear (&session);
    }
  return n;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return wire_capture_finding_compare (*(const WireCaptureFinding *const *) a,
                                       *(const WireCaptureFinding *const *) b);
}

/**
 * wire_capture_findings_new:
 * @query: what is looked at
 * @job: (nullable): for progress and cancellation
 * @error: set where %NULL is returned
 *
 * Examines everything that was transferred, and reads the capture once more to see what repeats in
 * it. Blocks: for a worker thread.
 *
 * Returns: (transfer full) (nullable): the findings; %NULL where not all could be looked at
 */
WireCaptureFindings *
wire_capture_findings_new (const WireFindingsQuery *query, WireJob *job, GError **error)
{
  g_autoptr (WireCaptureFindings) self = g_new0 (WireCaptureFindings, 1);
  const char *unmatched;

  g_atomic_ref_count_init (&self->references);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_capture_finding_free);
  if (!wire_findings_add_transfers (query, job, self->found, &self->looked_at, error)
      || !wire_findings_add_regularity (query, job, self->found, error))
    return NULL;
  unmatched = query->unmatched ? query->unmatched->message : self->looked_at.unmatched;
  add_limits (query->capture, unmatched, self->found);
  self->chosen = query->choice != NULL;
  self->n_sealed = count_sealed (query->capture);
  g_ptr_array_sort (self->found, compare_cb);
  return g_steal_pointer (&self);
}

/** Takes a reference, to be dropped with wire_capture_findings_unref(). Returns: @self */
WireCaptureFindings *
wire_capture_findings_ref (WireCaptureFindings *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_capture_findings_unref (WireCaptureFindings *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->looked_at.unmatched);
  g_free (self);
}

/** Returns: the number of findings; with none, nothing stands out */
guint
wire_capture_findings_get_length (const WireCaptureFindings *self)
{
  return self->found->len;
}

/** Returns: (transfer none): finding @index, worst first */
const WireCaptureFinding *
wire_capture_findings_get (const WireCaptureFindings *self, guint index)
{
  g_return_val_if_fail (index < self->found->len, NULL);
  return g_ptr_array_index (self->found, index);
}

static void
add_sentence (GStrvBuilder *sentences, char *sentence)
{
  g_strv_builder_add (sentences, sentence);
  g_free (sentence);
}

/** Returns: (transfer full): sentences on what was looked for, and on what could not be looked
 * into */
GStrv
wire_capture_findings_tell_looked_for (const WireCaptureFindings *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  add_sentence (
      sentences,
      g_strdup_printf (
          ngettext ("%u transfer was examined: whether a name or a type disagrees with the bytes, "
                    "whether bytes follow the end of a file, whether bytes were sent twice and "
                    "differ, whether bytes belong to no message, and whether some are missing.",
                    "%u transfers were examined: whether a name or a type disagrees with the "
                    "bytes, whether bytes follow the end of a file, whether bytes were sent twice "
                    "and differ, whether bytes belong to no message, and whether some are missing.",
                    self->looked_at.transfers),
          self->looked_at.transfers));
  add_sentence (sentences,
                g_strdup (self->looked_at.matched
                              ? _ ("Their digests were looked up in the hash sets.")
                              : _ ("No hash set was asked, so nobody knows whether one of them is "
                                   "known to be bad.")));
  add_sentence (sentences,
                g_strdup (_ ("All packets were searched for connections at steady intervals, "
                             "scans, addresses that moved, and odd questions of DNS.")));
  if (self->chosen)
    add_sentence (sentences, g_strdup (_ ("Only what has a packet that passes the filter was "
                                          "judged.")));
  if (self->n_sealed > 0)
    add_sentence (
        sentences,
        g_strdup_printf (
            ngettext ("%u TLS connection is encrypted and was not looked into, or not all of it.",
                      "%u TLS connections are encrypted and were not looked into, or not all of "
                      "them.",
                      self->n_sealed),
            self->n_sealed));
  return g_strv_builder_end (sentences);
}
