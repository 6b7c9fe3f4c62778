/* wire-finding-transfers.c: transfers whose verdict deserves a look
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/attention/wire-findings-private.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "capture/objects/wire-object-name.h"
#include "capture/objects/wire-object-work.h"
#include "files/types/wire-type-name.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Objects that are examined at once; see wire-command-triage.c. */
#define BLOCK 1024u

/* A program that does not say that it is one comes right after what is known to be bad. */
#define DISGUISED (WIRE_OBJECT_FINE + 1u)
/* A name that hides its extension, of what would else be fine. */
#define HIDDEN (WIRE_OBJECT_FINE + 2u)
#define N_GROUPS (WIRE_OBJECT_FINE + 3u)

/* Findings of one verdict. */
typedef struct
{
  guint own;                  /* how many have rows of their own */
  WireCaptureFinding *shared; /* owned by the list; the row of the rest */
} Group;

typedef struct
{
  const WireFindingsQuery *query;
  WireObjectList *list;
  WireTypeDetector *detector;
  WireObjectWanted wanted;
  GPtrArray *found;
  Group groups[N_GROUPS];
  char *unmatched; /* the first reason why sets could not be asked */
  guint32 n_examined;
} Work;

/* What the window shows as notes is said of all together, and only where it may matter. */
static gboolean
is_told_together (guint group)
{
  return group == WIRE_OBJECT_CUT || group == WIRE_OBJECT_ERROR_PAGE || group == WIRE_OBJECT_ODD;
}

static WireObjectSeverity
get_severity (guint group)
{
  if (group == DISGUISED)
    return WIRE_OBJECT_ALARM;
  if (group == HIDDEN)
    return WIRE_OBJECT_WARNING;
  return MIN (wire_object_judgement_get_severity (group), WIRE_OBJECT_NOTE);
}

static guint
get_rank (guint group)
{
  return group == DISGUISED ? WIRE_OBJECT_KNOWN_BAD * 2 + 1 : group * 2;
}

static const char *
get_key (guint group)
{
  return group == DISGUISED ? "program-in-disguise"
         : group == HIDDEN  ? "hidden-extension"
                            : wire_object_judgement_to_key (group);
}

static const char *
get_title (guint group)
{
  return group == DISGUISED ? _ ("Program in disguise")
         : group == HIDDEN  ? _ ("Hidden extension")
                            : wire_object_judgement_get_word (group);
}

/* Returns: (transfer full): what it is called, or else where it is */
static char *
make_name (const WireObject *object)
{
  g_autofree char *joined = NULL;

  if (object->uri)
    {
      joined = g_strconcat (object->host && !strstr (object->uri, "://") ? object->host : "",
                            object->uri, NULL);
      return wire_printable_name (joined);
    }
  if (object->origin.path || object->origin.name)
    return wire_printable_name (object->origin.path ? object->origin.path : object->origin.name);
  return g_strdup_printf (_ ("Packet %u"), object->packet + 1);
}

/* Returns: (transfer full) (nullable): how its name hides what it is */
static char *
explain_name (const WireObject *object)
{
  g_autofree char *path = object->origin.name || !object->uri
                              ? NULL
                              : g_strndup (object->uri, strcspn (object->uri, "?#"));
  g_autofree char *plain = path ? g_uri_unescape_string (path, "/") : NULL;
  const char *name = object->origin.name ? object->origin.name : plain;
  const char *slash = name ? strrchr (name, '/') : NULL;
  WireNameTrick trick = WIRE_NAME_PLAIN;

  name = slash ? slash + 1 : name;
  if (name && !object->origin.titled && g_utf8_validate (name, -1, NULL))
    trick = wire_type_name_find_trick (name);
  return trick == WIRE_NAME_DOUBLE_EXTENSION || trick == WIRE_NAME_REVERSED
                 || trick == WIRE_NAME_BLANKS
             ? wire_name_trick_explain (trick, name)
             : NULL;
}

/* @reason: (out) (transfer full) (nullable) */
static WireObjectJudgement
judge (Work *self, const WireObject *object, const WireObjectFacts *facts, char **reason)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_autoptr (GError) unmatched = NULL;

  if (self->query->unmatched)
    unmatched = g_error_copy (self->query->unmatched);
  else if (self->query->database)
    wire_object_match (facts, self->query->database, matches, &unmatched);
  if (unmatched && !self->unmatched)
    self->unmatched = g_strdup (unmatched->message);
  return wire_object_judge (object, facts, matches, unmatched, reason);
}

/* A set that cannot be asked is said once, and not of each transfer.
 * Returns: the group that an object is listed in, or %N_GROUPS where there is nothing to tell */
static guint
choose_group (WireObjectJudgement verdict,
              const WireObject *object,
              const WireObjectFacts *facts,
              char **reason)
{
  g_autofree char *hidden = NULL;

  if (wire_object_is_disguised (verdict, facts))
    return DISGUISED;
  if (verdict != WIRE_OBJECT_UNMATCHED
      && (wire_object_judgement_get_severity (verdict) <= WIRE_OBJECT_WARNING
          || is_told_together (verdict)))
    return verdict;
  if (verdict == WIRE_OBJECT_FINE || verdict == WIRE_OBJECT_UNIDENTIFIED
      || verdict == WIRE_OBJECT_UNMATCHED)
    hidden = explain_name (object);
  if (!hidden)
    return N_GROUPS;
  g_free (*reason);
  *reason = g_steal_pointer (&hidden);
  return wire_object_type_is_program (facts->type) ? DISGUISED : HIDDEN;
}

static WireCaptureFinding *
make (guint group, guint32 number, const WireObject *object)
{
  WireCaptureFinding *finding = wire_capture_finding_new (
      WIRE_CAPTURE_FINDING_TRANSFER, get_severity (group),
      WIRE_FINDING_RANK_TRANSFER + get_rank (group), get_key (group), get_title (group));

  finding->verdict = (guint8) (group == DISGUISED ? WIRE_OBJECT_MISMATCH
                               : group == HIDDEN  ? WIRE_OBJECT_FINE
                                                  : group);
  finding->object = number;
  finding->packet = object->packet;
  finding->time = object->time;
  return finding;
}

static void
add_own (Work *self, guint group, const WireFindingsTransfer *transfer)
{
  const WireObjectFacts *facts = transfer->facts;
  WireCaptureFinding *finding = make (group, transfer->number, transfer->object);

  finding->name = make_name (transfer->object);
  finding->sentence = g_strdup (transfer->reason ? transfer->reason : "");
  finding->size = facts->size;
  finding->type = g_strdup (facts->type);
  finding->sha256 =
      facts->digested ? wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256) : NULL;
  g_ptr_array_add (self->found, finding);
  self->groups[group].own++;
}

static void
add_shared (Work *self, guint group, guint32 number, const WireObject *object)
{
  Group *of = &self->groups[group];

  if (of->shared)
    {
      of->shared->count++;
      return;
    }
  of->shared = make (group, number, object);
  g_ptr_array_add (self->found, of->shared);
}

static void
add_object (Work *self, guint32 number, const WireObjectFacts *facts)
{
  const WireObject *object = wire_object_list_get (self->list, number);
  g_autofree char *reason = NULL;
  WireFindingsTransfer transfer = { .number = number, .object = object, .facts = facts };
  guint group;

  transfer.verdict = judge (self, object, facts, &reason);
  group = choose_group (transfer.verdict, object, facts, &reason);
  transfer.reason = reason;
  transfer.own =
      group < N_GROUPS && !is_told_together (group) && self->groups[group].own < self->query->each;
  if (transfer.own)
    add_own (self, group, &transfer);
  else if (group < N_GROUPS)
    add_shared (self, group, number, object);
  if (self->query->visit)
    self->query->visit (&transfer, self->query->user_data);
}

/* Returns: (transfer full): a sentence on transfers that share a row */
static char *
tell_shared (guint group, const Group *of)
{
  guint64 n = of->shared->count;

  if (of->own > 0)
    /* Translators: after rows of single transfers; a number, and a verdict such as “Incomplete” */
    return g_strdup_printf (ngettext ("%" PRIu64 " more transfer has this verdict: %s.",
                                      "%" PRIu64 " more transfers have this verdict: %s.",
                                      (gulong) n),
                            n, get_title (group));
  if (group == WIRE_OBJECT_ERROR_PAGE)
    return g_strdup_printf (ngettext ("%" PRIu64 " request was answered with an error.",
                                      "%" PRIu64 " requests were answered with an error.",
                                      (gulong) n),
                            n);
  if (group == WIRE_OBJECT_CUT)
    return g_strdup_printf (ngettext ("Of %" PRIu64 " answer only the beginning was captured.",
                                      "Of %" PRIu64 " answers only the beginning was captured.",
                                      (gulong) n),
                            n);
  return g_strdup_printf (
      ngettext ("%" PRIu64 " message is written so that programs may read it differently.",
                "%" PRIu64 " messages are written so that programs may read them differently.",
                (gulong) n),
      n);
}

/* Returns: how many of the @n from @first on are looked at: their @numbers */
static guint
choose (Work *self, guint32 first, guint n, guint32 *numbers)
{
  const WireFindingsChoice *choice = self->query->choice;
  guint chosen = 0;

  for (guint32 number = first; number < first + n; number++)
    if (!choice || choice->has_transfer (self->list, number, choice->user_data))
      numbers[chosen++] = number;
  self->n_examined += chosen;
  return chosen;
}

static gboolean
examine_block (Work *self, guint32 first, guint n, WireJob *job, GError **error)
{
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  gboolean done;

  n = choose (self, first, n, numbers);
  done = wire_object_examine_many (self->list, numbers, n, self->detector, self->wanted,
                                   job ? wire_job_get_cancellable (job) : NULL, facts, error);
  for (guint i = 0; i < n; i++)
    {
      if (done)
        add_object (self, numbers[i], &facts[i]);
      wire_object_facts_clear (&facts[i]);
    }
  return done;
}

static gboolean
examine (Work *self, WireJob *job, GError **error)
{
  guint32 n = wire_object_list_get_length (self->list);

  for (guint32 first = 0; first < n; first += BLOCK)
    {
      if (!examine_block (self, first, MIN (BLOCK, n - first), job, error))
        return FALSE;
      if (job)
        wire_job_set_progress (job, (double) first / n, NULL);
    }
  for (guint group = 0; group < N_GROUPS; group++)
    if (self->groups[group].shared)
      self->groups[group].shared->sentence = tell_shared (group, &self->groups[group]);
  return TRUE;
}

/* Adds what transfers there are to look at to @found, and fills @looked_at. Returns: whether all of
 * them were examined */
gboolean
wire_findings_add_transfers (const WireFindingsQuery *query,
                             WireJob *job,
                             GPtrArray *found,
                             WireFindingsLookedAt *looked_at,
                             GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireObjectList) list =
      query->list ? wire_object_list_ref (query->list)
                  : wire_object_list_new_transfers (query->capture, cancellable);
  g_autoptr (WireTypeDetector) detector = list ? wire_type_detector_new (error) : NULL;
  Work self = { .query = query, .list = list, .detector = detector, .found = found };
  WireDigestMask held = 0;
  gboolean done;

  if (!list)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  if (!detector)
    return FALSE;
  if (query->database)
    wire_hash_database_get_mask (query->database, &held, NULL);
  self.wanted = WIRE_OBJECT_DIGESTS | held;
  done = examine (&self, job, error);
  looked_at->transfers = self.n_examined;
  looked_at->matched = held != 0 && !query->unmatched && !self.unmatched;
  looked_at->unmatched = self.unmatched;
  return done;
}
