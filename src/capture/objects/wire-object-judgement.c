/* wire-object-judgement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-judgement.h"

#include "base/wire-printable.h"
#include "capture/http/wire-http-remark.h"
#include "capture/objects/wire-object-answer.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* The one table of verdicts. */
static const struct
{
  const char *key;
  const char *word;
  WireObjectSeverity severity;
} VERDICTS[] = {
  [WIRE_OBJECT_KNOWN_BAD] = { "known-bad", N_ ("Known bad"), WIRE_OBJECT_ALARM },
  [WIRE_OBJECT_NOTABLE] = { "notable", N_ ("Notable"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_MISMATCH] = { "mismatch", N_ ("Mismatch"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_TWO_VERSIONS] = { "two-versions", N_ ("Two versions"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_APPENDED] = { "appended", N_ ("Appended data"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_EXTRA] = { "extra", N_ ("Extra bytes"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_INCOMPLETE] = { "incomplete", N_ ("Incomplete"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_CUT] = { "cut", N_ ("Answer cut"), WIRE_OBJECT_NOTE },
  [WIRE_OBJECT_NOT_HTTP] = { "not-http", N_ ("Not HTTP"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_NO_ANSWER] = { "no-answer", N_ ("No answer"), WIRE_OBJECT_NOTE },
  [WIRE_OBJECT_UNMATCHED] = { "unmatched", N_ ("Not matched"), WIRE_OBJECT_WARNING },
  [WIRE_OBJECT_UNIDENTIFIED] = { "unidentified", N_ ("Unidentified"), WIRE_OBJECT_NOTE },
  [WIRE_OBJECT_ERROR_PAGE] = { "error-page", N_ ("Error page"), WIRE_OBJECT_QUIET },
  [WIRE_OBJECT_REDIRECT] = { "redirect", N_ ("Redirect"), WIRE_OBJECT_QUIET },
  [WIRE_OBJECT_NOT_MODIFIED] = { "not-modified", N_ ("Not modified"), WIRE_OBJECT_QUIET },
  [WIRE_OBJECT_NO_CONTENT] = { "no-content", N_ ("No content"), WIRE_OBJECT_QUIET },
  [WIRE_OBJECT_SWITCHED] = { "switched", N_ ("Switched"), WIRE_OBJECT_NOTE },
  [WIRE_OBJECT_EMPTY] = { "empty", N_ ("Empty"), WIRE_OBJECT_QUIET },
  [WIRE_OBJECT_ODD] = { "odd", N_ ("Odd message"), WIRE_OBJECT_NOTE },
  [WIRE_OBJECT_KNOWN_GOOD] = { "known-good", N_ ("Known good"), WIRE_OBJECT_QUIET },
  [WIRE_OBJECT_FINE] = { "ok", N_ ("OK"), WIRE_OBJECT_QUIET },
};

/** Returns: as --json writes it */
const char *
wire_object_judgement_to_key (WireObjectJudgement verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (VERDICTS), NULL);
  return VERDICTS[verdict].key;
}

/** Returns: (transfer none): the verdict in a word or two, translated */
const char *
wire_object_judgement_get_word (WireObjectJudgement verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (VERDICTS), NULL);
  return _ (VERDICTS[verdict].word);
}

/** Returns: whether an object with @verdict is a program that is called something else */
gboolean
wire_object_is_disguised (WireObjectJudgement verdict, const WireObjectFacts *facts)
{
  return verdict == WIRE_OBJECT_MISMATCH && wire_object_type_is_program (facts->type);
}

/** Returns: how much @verdict asks for attention, with @facts that it was made from: a program in
 * disguise is worse than another mismatch */
WireObjectSeverity
wire_object_get_severity (WireObjectJudgement verdict, const WireObjectFacts *facts)
{
  return wire_object_is_disguised (verdict, facts) ? WIRE_OBJECT_ALARM
                                                   : wire_object_judgement_get_severity (verdict);
}

/** Returns: how much @verdict asks for attention */
WireObjectSeverity
wire_object_judgement_get_severity (WireObjectJudgement verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (VERDICTS), WIRE_OBJECT_QUIET);
  return VERDICTS[verdict].severity;
}

/** Returns: as --json writes it */
const char *
wire_object_severity_to_key (WireObjectSeverity severity)
{
  static const char *const KEYS[] = { "alarm", "warning", "note", "none" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (KEYS), NULL);
  return KEYS[severity];
}

static const WireHashMatch *
find_match (const GPtrArray *matches, WireHashSetKind kind)
{
  for (guint i = 0; matches && i < matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (matches, i);

      if (match->kind == kind)
        return match;
    }
  return NULL;
}

static char *
describe_match (const WireHashMatch *match)
{
  const char *algorithm = wire_digest_get_info (match->algorithm)->name;
  g_autofree char *set = wire_printable_name (match->set);
  g_autofree char *name = match->name ? wire_printable_name (match->name) : NULL;

  /* Translators: a hash set, the file name recorded there, an algorithm */
  return name ? g_strdup_printf (_ ("“%s” knows it as %s, by its %s."), set, name, algorithm)
              : g_strdup_printf (_ ("“%s” knows it, by its %s."), set, algorithm);
}

static char *
describe_appended (const WireObjectFacts *facts)
{
  return g_strdup_printf (ngettext ("%" PRIu64 " byte follows its end, at offset %" PRIu64 ".",
                                    "%" PRIu64 " bytes follow its end, at offset %" PRIu64 ".",
                                    (gulong) facts->appended),
                          facts->appended, facts->appended_at);
}

static char *
describe_extra (const WireObject *object)
{
  return g_strdup_printf (
      ngettext ("%u byte follows it on the connection that belongs to no message.",
                "%u bytes follow it on the connection that belong to no message.", object->extra),
      object->extra);
}

static char *
describe_versions (const WireObject *object)
{
  const WireSegmentVersion *version = object->version;
  const char *taken = wire_version_taken_describe (version->taken);

  return g_strdup_printf (
      /* Translators: two packet numbers, and a sentence about which version is used */
      ngettext ("%" PRIu64 " byte of it was sent twice, with other content the second time (first "
                "in packets %u and %u). The first is used here. %s",
                "%" PRIu64 " bytes of it were sent twice, with other content the second time "
                "(first in packets %u and %u). The first is used here. %s",
                (gulong) object->doubled),
      object->doubled, version->packet + 1, version->other_packet + 1, taken);
}

static char *
describe_request_versions (const WireObject *object)
{
  const WireSegmentVersion *version = object->version;

  /* Translators: two packet numbers, and a sentence about which version is used */
  return g_strdup_printf (
      _ ("Its request was sent twice, with other content the second time (first in "
         "packets %u and %u). The first is used here. %s"),
      version->packet + 1, version->other_packet + 1, wire_version_taken_describe (version->taken));
}

static char *
describe_strange (const WireObject *object)
{
  g_autofree char *coding = wire_printable_name (object->content_encoding);

  /* Translators: what Content-Encoding says */
  return g_strdup_printf (_ ("What it is cannot be told: its content coding, “%s”, is not undone."),
                          coding);
}

/* Returns: (transfer full) (nullable): why programs may read the message differently */
static char *
describe_oddities (const WireObject *object)
{
  const guint harmless = WIRE_HTTP_AFTER_PROXY | WIRE_HTTP_EXTRA;
  g_autoptr (GString) text = NULL;

  for (guint bit = 0; bit < WIRE_HTTP_N_REMARKS; bit++)
    if (object->remarks & ~harmless & 1u << bit)
      {
        if (!text)
          text = g_string_new (_ ("Programs may read it differently."));
        g_string_append_printf (text, " %s", wire_http_remark_describe (bit));
      }
  return text ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* A PNG of one picture for some programs, and a film for others; who calls it .apng or image/apng
 * says so. */
static gboolean
is_animated_png (const WireObject *object, const WireObjectFacts *facts)
{
  if (g_strcmp0 (facts->type, "image/apng") != 0 || g_strcmp0 (facts->extension, "apng") == 0)
    return FALSE;
  return g_strcmp0 (facts->extension, "png") == 0
         || (object->content_type
             && g_ascii_strncasecmp (object->content_type, "image/png", strlen ("image/png")) == 0);
}

/* What should have no content, and is followed by bytes, may have had some for a browser. */
static WireObjectJudgement
judge_extra (const WireObject *object, WireObjectJudgement verdict, char **reason)
{
  g_autofree char *answer = NULL;
  g_autofree char *extra = NULL;

  if (object->extra == 0 || verdict < WIRE_OBJECT_REDIRECT)
    return verdict;
  answer = g_steal_pointer (reason);
  extra = describe_extra (object);
  *reason = g_strconcat (answer, " ", extra, NULL);
  return WIRE_OBJECT_EXTRA;
}

/* What its bytes tell, where no set knows it. */
static WireObjectJudgement
judge_content (const WireObject *object, const WireObjectFacts *facts, char **reason)
{
  WireObjectJudgement verdict;

  if (facts->verdict)
    {
      *reason = g_strdup (facts->verdict);
      return WIRE_OBJECT_MISMATCH;
    }
  if (object->doubled > 0)
    {
      *reason = describe_versions (object);
      return WIRE_OBJECT_TWO_VERSIONS;
    }
  if (object->asked_twice)
    {
      *reason = describe_request_versions (object);
      return WIRE_OBJECT_TWO_VERSIONS;
    }
  if (object->flags & WIRE_OBJECT_CONTRADICTED)
    {
      *reason = g_strdup (_ ("IP fragments of it say different bytes of the same place. What came "
                             "first is used here; receivers differ in what they take."));
      return WIRE_OBJECT_TWO_VERSIONS;
    }
  if (object->flags & WIRE_OBJECT_PARTS_DIFFER)
    {
      *reason =
          g_strdup (_ ("It came in parts, which say different bytes of the same place. The part "
                       "that begins first is used here; programs may take another."));
      return WIRE_OBJECT_TWO_VERSIONS;
    }
  if (wire_object_judge_answer (object, &verdict, reason))
    return judge_extra (object, verdict, reason);
  if (facts->appended > 0)
    {
      *reason = describe_appended (facts);
      return WIRE_OBJECT_APPENDED;
    }
  if (!facts->whole)
    {
      *reason =
          facts->problem ? g_strdup (facts->problem) : wire_object_describe_completeness (object);
      return WIRE_OBJECT_INCOMPLETE;
    }
  if (object->extra > 0)
    {
      *reason = describe_extra (object);
      return WIRE_OBJECT_EXTRA;
    }
  if (object->origin.behind)
    {
      *reason = g_strdup (object->origin.note);
      return WIRE_OBJECT_EXTRA;
    }
  if (facts->size == 0)
    return WIRE_OBJECT_EMPTY;
  if (facts->strange)
    {
      *reason = describe_strange (object);
      return WIRE_OBJECT_UNIDENTIFIED;
    }
  if (g_strcmp0 (facts->type, "application/octet-stream") == 0)
    {
      *reason = g_strdup (_ ("No signature fits its bytes."));
      return WIRE_OBJECT_UNIDENTIFIED;
    }
  if (is_animated_png (object, facts))
    {
      *reason = g_strdup (_ ("It is an animated PNG that was sent as a PNG: programs that do not "
                             "know of that show its first picture only."));
      return WIRE_OBJECT_ODD;
    }
  *reason = describe_oddities (object);
  if (*reason)
    return WIRE_OBJECT_ODD;
  return WIRE_OBJECT_FINE;
}

/**
 * wire_object_judge:
 * @facts: with digests, if they were wanted
 * @matches: (nullable) (element-type WireHashMatch): sets that know it, of wire_object_match()
 * @unmatched: (nullable): why sets could not be asked
 * @reason: (out) (transfer full) (nullable): a sentence, where there is one to say
 *
 * Any thread.
 */
WireObjectJudgement
wire_object_judge (const WireObject *self,
                   const WireObjectFacts *facts,
                   const GPtrArray *matches,
                   const GError *unmatched,
                   char **reason)
{
  static const struct
  {
    WireHashSetKind kind;
    WireObjectJudgement verdict;
  } ALARMING[] = {
    { WIRE_HASH_SET_BAD, WIRE_OBJECT_KNOWN_BAD },
    { WIRE_HASH_SET_NOTABLE, WIRE_OBJECT_NOTABLE },
  };
  const WireHashMatch *match;
  WireObjectJudgement verdict;

  *reason = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (ALARMING); i++)
    if ((match = find_match (matches, ALARMING[i].kind)))
      {
        *reason = describe_match (match);
        return ALARMING[i].verdict;
      }
  verdict = judge_content (self, facts, reason);
  if (unmatched && verdict >= WIRE_OBJECT_UNMATCHED && facts->whole && facts->digested)
    {
      g_free (*reason);
      *reason = g_strdup (unmatched->message);
      return WIRE_OBJECT_UNMATCHED;
    }
  match = find_match (matches, WIRE_HASH_SET_GOOD);
  if (verdict != WIRE_OBJECT_FINE || !match)
    return verdict;
  *reason = describe_match (match);
  return WIRE_OBJECT_KNOWN_GOOD;
}

/**
 * wire_object_match:
 * @matches: (element-type WireHashMatch): takes the sets that know its content
 *
 * What is not whole has digests of another content: no set is asked for it. Any thread.
 *
 * Returns: whether the sets could be asked; where not, @matches has what some say
 */
gboolean
wire_object_match (const WireObjectFacts *facts,
                   WireHashDatabase *database,
                   GPtrArray *matches,
                   GError **error)
{
  if (!facts->whole || !facts->digested)
    return TRUE;
  if (facts->coded && !wire_hash_database_match (database, &facts->as_sent, matches, error))
    return FALSE;
  return wire_hash_database_match (database, &facts->content, matches, error);
}
