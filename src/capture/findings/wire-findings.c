/* wire-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/findings/wire-findings.h"

#include "capture/objects/wire-object-judgement.h"
#include "capture/objects/wire-object-packets.h"
#include "capture/objects/wire-object-work.h"
#include "capture/wire-capture-tls.h"

/* Transfers that are examined at once; their facts are all that is held. */
#define BLOCK 1024u

/* What is made of one capture. */
typedef struct
{
  WireCapture *capture;
  WireFieldClaims *claims;
  WireObjectList *list;
  WireTypeDetector *detector;
  WireHashDatabase *sets; /* NULL where the user has none */
  GError *problem;        /* why the sets cannot be asked */
  WireObjectWanted wanted;
  gboolean wants_sets; /* and no other answer will do */
} Findings;

static void
findings_clear (Findings *self)
{
  g_clear_pointer (&self->claims, wire_field_claims_free);
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_pointer (&self->detector, wire_type_detector_unref);
  g_clear_pointer (&self->sets, wire_hash_database_close);
  g_clear_error (&self->problem);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Findings, findings_clear)

static gboolean
uses (const WireFieldFilter *filter, const char *name)
{
  GPtrArray *fields = wire_field_filter_get_fields (filter);

  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const WireFieldInfo *) fields->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/** Returns: whether @filter asks for something that wire_findings_make() finds out, for which the
 * capture needs its streams */
gboolean
wire_findings_are_wanted (const WireFieldFilter *filter)
{
  GPtrArray *fields = wire_field_filter_get_fields (filter);

  for (guint i = 0; i < fields->len; i++)
    if (((const WireFieldInfo *) fields->pdata[i])->source == WIRE_FIELD_CLAIMED)
      return TRUE;
  return FALSE;
}

static void
claim (Findings *self, const WirePacketSpan *span, const char *field, const char *text)
{
  WireStream stream;
  guint32 last;

  if (!wire_capture_get_stream (self->capture, span->stream, &stream))
    return;
  last = MIN (span->last, stream.end_packet - 1);
  for (guint side = 0; side < 2; side++)
    wire_field_claims_add (self->claims, stream.flows[side], MAX (span->first, stream.first_packet),
                           last, field, text);
}

static void
claim_all (Findings *self, const GArray *spans, const char *field, const char *text)
{
  for (guint i = 0; i < spans->len; i++)
    claim (self, &g_array_index (spans, WirePacketSpan, i), field, text);
}

/* Connections */

static const char *
readable_to_key (WireTlsReadable readable)
{
  switch (readable)
    {
    case WIRE_TLS_READABLE:
      return "yes";
    case WIRE_TLS_READABLE_IN_PART:
      return "in part";
    default:
      return "no";
    }
}

static void
add_connections (Findings *self)
{
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };
      WirePacketSpan span = { 0, 0, G_MAXUINT32 };

      if (!wire_capture_get_tls_session (self->capture, i, &session))
        return;
      span.stream = session.stream;
      claim (self, &span, "wirecase.readable",
             readable_to_key (wire_tls_session_get_readable (&session)));
    }
}

/* Transfers */

/* The user's own sets, where there are some. */
static gboolean
open_sets (Findings *self, GError **error)
{
  g_autofree char *path = wire_hash_database_get_default_path ();
  WireDigestMask held = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    self->sets = wire_hash_database_open (path, &self->problem);
  if (self->sets && wire_hash_database_get_mask (self->sets, &held, &self->problem))
    self->wanted |= held;
  if (!self->problem || !self->wants_sets)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->problem));
  return FALSE;
}

static void
claim_digests (Findings *self, const GArray *spans, const WireObjectFacts *facts)
{
  g_autofree char *content = NULL;
  g_autofree char *sent = NULL;

  if (!facts->digested || !facts->whole)
    return;
  content = wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256);
  claim_all (self, spans, "wirecase.transfer.sha256", content);
  if (!facts->coded)
    return;
  sent = wire_digests_get_hex (&facts->as_sent, WIRE_DIGEST_SHA256);
  claim_all (self, spans, "wirecase.transfer.sha256", sent);
}

static gboolean
match (Findings *self, const WireObjectFacts *facts, GPtrArray *matches, GError **error)
{
  if (self->problem)
    *error = g_error_copy (self->problem);
  else if (self->sets)
    wire_object_match (facts, self->sets, matches, error);
  return *error == NULL;
}

static gboolean
add_transfer (Findings *self, guint32 number, const WireObjectFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_autoptr (GArray) spans = wire_object_list_get_spans (self->list, number);
  g_autoptr (GError) unmatched = NULL;
  g_autofree char *reason = NULL;
  WireObjectJudgement verdict;

  if (!match (self, facts, matches, &unmatched) && self->wants_sets)
    {
      g_propagate_error (error, g_steal_pointer (&unmatched));
      return FALSE;
    }
  verdict = wire_object_judge (wire_object_list_get (self->list, number), facts, matches, unmatched,
                               &reason);
  claim_all (self, spans, "wirecase.verdict", wire_object_judgement_to_key (verdict));
  for (guint i = 0; i < matches->len; i++)
    claim_all (self, spans, "wirecase.hash_set", ((const WireHashMatch *) matches->pdata[i])->set);
  claim_digests (self, spans, facts);
  return TRUE;
}

static gboolean
add_block (Findings *self, guint32 first, guint n, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  gboolean done;

  for (guint i = 0; i < n; i++)
    numbers[i] = first + i;
  done = wire_object_examine_many (self->list, numbers, n, self->detector, self->wanted,
                                   cancellable, facts, error);
  for (guint i = 0; i < n; i++)
    {
      done = done && add_transfer (self, first + i, &facts[i], error);
      wire_object_facts_clear (&facts[i]);
    }
  return done;
}

static gboolean
add_transfers (Findings *self, GCancellable *cancellable, GError **error)
{
  guint32 n;

  self->wanted = WIRE_OBJECT_DIGESTS;
  self->detector = wire_type_detector_new (error);
  if (!self->detector || !open_sets (self, error))
    return FALSE;
  self->list = wire_object_list_new_transfers (self->capture, cancellable);
  n = wire_object_list_get_length (self->list);
  for (guint32 first = 0; first < n; first += BLOCK)
    if (!add_block (self, first, MIN (BLOCK, n - first), cancellable, error))
      return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * wire_findings_make:
 * @filter: says what is wanted
 * @capture: loaded with its streams
 * @cancellable: (nullable): ends it early
 * @error: set where %NULL is returned: where a transfer cannot be read, or hash sets are wanted and
 *   cannot be asked
 *
 * Examines all transfers as triage does, with the user's own hash sets, and looks at all TLS
 * connections. Blocks: call it in a worker.
 *
 * Returns: (transfer full) (nullable): what is to be said of the packets that bring them
 */
WireFieldClaims *
wire_findings_make (const WireFieldFilter *filter,
                    WireCapture *capture,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Findings) self = { .capture = capture, .claims = wire_field_claims_new (capture) };

  self.wants_sets = uses (filter, "wirecase.hash_set");
  if (uses (filter, "wirecase.readable"))
    add_connections (&self);
  if ((self.wants_sets || uses (filter, "wirecase.verdict")
       || uses (filter, "wirecase.transfer.sha256"))
      && !add_transfers (&self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self.claims);
}
