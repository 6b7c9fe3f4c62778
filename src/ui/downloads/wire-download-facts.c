/* wire-download-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-facts.h"

#include "ui/widgets/wire-figures.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

#define ERROR_ICON "dialog-error-symbolic"
#define WARNING_ICON "dialog-warning-symbolic"

static const char *const ICONS[] = {
  [WIRE_OBJECT_KNOWN_BAD] = ERROR_ICON,
  [WIRE_OBJECT_NOTABLE] = "starred-symbolic",
  [WIRE_OBJECT_MISMATCH] = WARNING_ICON,
  [WIRE_OBJECT_TWO_VERSIONS] = WARNING_ICON,
  [WIRE_OBJECT_APPENDED] = "list-add-symbolic",
  [WIRE_OBJECT_EXTRA] = "list-add-symbolic",
  [WIRE_OBJECT_INCOMPLETE] = WARNING_ICON,
  [WIRE_OBJECT_CUT] = "edit-cut-symbolic",
  [WIRE_OBJECT_NOT_HTTP] = WARNING_ICON,
  [WIRE_OBJECT_NO_ANSWER] = "mail-send-symbolic",
  [WIRE_OBJECT_UNMATCHED] = WARNING_ICON,
  [WIRE_OBJECT_UNIDENTIFIED] = "dialog-question-symbolic",
  [WIRE_OBJECT_ERROR_PAGE] = "action-unavailable-symbolic",
  [WIRE_OBJECT_REDIRECT] = "go-jump-symbolic",
  [WIRE_OBJECT_NOT_MODIFIED] = "object-select-symbolic",
  [WIRE_OBJECT_NO_CONTENT] = "object-select-symbolic",
  [WIRE_OBJECT_SWITCHED] = "go-jump-symbolic",
  [WIRE_OBJECT_EMPTY] = "object-select-symbolic",
  [WIRE_OBJECT_ODD] = "dialog-question-symbolic",
  [WIRE_OBJECT_KNOWN_GOOD] = "security-high-symbolic",
  [WIRE_OBJECT_FINE] = "object-select-symbolic",
  [WIRE_DOWNLOAD_DISGUISED] = ERROR_ICON,
  [WIRE_DOWNLOAD_PENDING] = "content-loading-symbolic",
};

G_STATIC_ASSERT (G_N_ELEMENTS (ICONS) == WIRE_N_DOWNLOAD_VERDICTS);

/* As the library knows it. By its first bytes alone, it is as whole as its message is. */
static void
restore_facts (const WireObject *object, const WireDownloadFacts *facts, WireObjectFacts *restored)
{
  gboolean examined = facts->stage == WIRE_DOWNLOAD_EXAMINED;

  *restored = (WireObjectFacts){
    .type = (char *) facts->type,
    .verdict = (char *) facts->disagreement,
    .problem = (char *) facts->problem,
    .size = examined ? facts->size : object->size,
    .whole = examined ? facts->whole : (object->flags & WIRE_OBJECT_COMPLETE) != 0,
    .digested = facts->hashed,
    .appended = facts->appended,
    .appended_at = facts->appended_at,
  };
}

/* @match: room for what hash sets know. Returns: (transfer full): that, as the library has it */
static GPtrArray *
restore_matches (const WireDownloadFacts *facts, WireHashMatch *match)
{
  GPtrArray *matches = g_ptr_array_new ();

  *match = (WireHashMatch){ .set = (char *) facts->known_set,
                            .name = (char *) facts->known_name,
                            .kind = facts->known_kind };
  if (facts->known_set)
    g_ptr_array_add (matches, match);
  return matches;
}

/* @reason: (out) (transfer full) (nullable) */
static WireObjectJudgement
judge (const WireObject *object, const WireDownloadFacts *facts, char **reason)
{
  WireHashMatch match;
  g_autoptr (GPtrArray) matches = restore_matches (facts, &match);
  const GError unmatched = { .message = (char *) facts->unmatched };
  WireObjectFacts restored;

  restore_facts (object, facts, &restored);
  return wire_object_judge (object, &restored, matches, facts->unmatched ? &unmatched : NULL,
                            reason);
}

/** Returns: a #WireDownloadVerdict: what to say of an object in a word: the worst that is known */
guint
wire_download_get_verdict (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autofree char *reason = NULL;
  WireObjectJudgement verdict;

  if (!(object->flags & WIRE_OBJECT_REQUESTED_ONLY) && facts->stage == WIRE_DOWNLOAD_UNSEEN)
    return WIRE_DOWNLOAD_PENDING;
  verdict = judge (object, facts, &reason);
  return wire_object_is_disguised (verdict, &(WireObjectFacts){ .type = (char *) facts->type })
             ? WIRE_DOWNLOAD_DISGUISED
             : (guint) verdict;
}

static WireObjectSeverity
get_severity (guint verdict)
{
  if (verdict <= WIRE_OBJECT_FINE)
    return wire_object_judgement_get_severity ((WireObjectJudgement) verdict);
  return verdict == WIRE_DOWNLOAD_DISGUISED ? WIRE_OBJECT_ALARM : WIRE_OBJECT_QUIET;
}

/** As wire_object_note(), by what is known so far: as long as not all bytes of @object were looked
 * at, there is nothing to say of all of them. */
void
wire_download_note (const WireObject *object,
                    const WireDownloadFacts *facts,
                    WireObjectNoted *noted)
{
  const GError unmatched = { .message = (char *) facts->unmatched };
  WireHashMatch match;
  g_autoptr (GPtrArray) matches = restore_matches (facts, &match);
  WireObjectFacts restored;

  if (facts->stage != WIRE_DOWNLOAD_EXAMINED)
    {
      *noted = (WireObjectNoted){ .type = facts->type, .verdict = "unexamined" };
      return;
    }
  restore_facts (object, facts, &restored);
  wire_object_note (object, &restored, matches, facts->unmatched ? &unmatched : NULL, noted);
}

/** Returns: whether somebody should look at @object at once */
gboolean
wire_download_is_alarming (const WireObject *object, const WireDownloadFacts *facts)
{
  return get_severity (wire_download_get_verdict (object, facts)) == WIRE_OBJECT_ALARM;
}

/** Returns: what @verdict is sorted by: what a person wants to see first has the lowest */
guint
wire_download_verdict_get_rank (guint verdict)
{
  return get_severity (verdict) * WIRE_N_DOWNLOAD_VERDICTS + verdict;
}

/** Returns: (transfer none): translated */
const char *
wire_download_verdict_get_word (guint verdict)
{
  if (verdict <= WIRE_OBJECT_FINE)
    return wire_object_judgement_get_word (verdict);
  return verdict == WIRE_DOWNLOAD_DISGUISED ? _ ("Program in disguise") : _ ("Not examined yet");
}

/** Returns: (transfer none): the name of a symbolic icon */
const char *
wire_download_verdict_get_icon (guint verdict)
{
  return ICONS[verdict];
}

/** Returns: (transfer none): the style class that colours word and icon */
const char *
wire_download_verdict_get_style (guint verdict)
{
  static const char *const STYLES[] = {
    [WIRE_OBJECT_ALARM] = "error",
    [WIRE_OBJECT_WARNING] = "warning",
    [WIRE_OBJECT_NOTE] = "dim-label",
    [WIRE_OBJECT_QUIET] = "dim-label",
  };

  if (verdict == WIRE_OBJECT_FINE || verdict == WIRE_OBJECT_KNOWN_GOOD)
    return "success";
  return verdict == WIRE_OBJECT_NOTABLE ? "accent" : STYLES[get_severity (verdict)];
}

static void
append_sentence (GString *out, const char *sentence)
{
  if (sentence)
    g_string_append_printf (out, "%s%s", out->len ? "\n" : "", sentence);
}

/** Returns: (transfer full) (nullable): the hash set that has it, in a sentence */
char *
wire_download_describe_known (const WireDownloadFacts *facts)
{
  g_autofree char *set = facts->known_set ? wire_printable_name (facts->known_set) : NULL;
  g_autofree char *name = facts->known_name ? wire_printable_name (facts->known_name) : NULL;

  if (!set)
    return NULL;
  if (!name)
    return g_strdup_printf (_ ("Its hash is in the set “%s”."), set);
  return g_strdup_printf (_ ("Its hash is that of %s in the set “%s”."), name, set);
}

static char *
describe_appended (const WireDownloadFacts *facts)
{
  g_autofree char *appended = wire_figure_count (facts->appended);
  g_autofree char *at = wire_figure_count (facts->appended_at);

  if (facts->appended == 0)
    return NULL;
  /* Translators: the first %s is a count of bytes, the second the offset where they begin */
  return g_strdup_printf (ngettext ("%s byte follows its end, at offset %s.",
                                    "%s bytes follow its end, at offset %s.",
                                    (gulong) facts->appended),
                          appended, at);
}

/* Whether what speaks for @verdict is among what is said of every object. */
static gboolean
is_told_below (WireObjectJudgement verdict)
{
  switch (verdict)
    {
    case WIRE_OBJECT_KNOWN_BAD:
    case WIRE_OBJECT_NOTABLE:
    case WIRE_OBJECT_KNOWN_GOOD:
    case WIRE_OBJECT_UNMATCHED:
    case WIRE_OBJECT_MISMATCH:
    case WIRE_OBJECT_APPENDED:
    case WIRE_OBJECT_INCOMPLETE:
    case WIRE_OBJECT_UNIDENTIFIED:
      return TRUE;
    default:
      return FALSE;
    }
}

/** Returns: (transfer full): why it has its verdict, a sentence a line; never empty */
char *
wire_download_make_reasons (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *known = wire_download_describe_known (facts);
  g_autofree char *missing = wire_object_describe_completeness (object);
  g_autofree char *appended = describe_appended (facts);
  g_autofree char *reason = NULL;
  WireObjectJudgement verdict = judge (object, facts, &reason);

  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return reason ? g_steal_pointer (&reason)
                  : g_strdup (_ ("It was requested, but no body was captured."));
  if (facts->stage == WIRE_DOWNLOAD_UNSEEN)
    return g_strdup (_ ("Its bytes were not looked at yet."));
  if (!is_told_below (verdict))
    append_sentence (out, reason);
  append_sentence (out, known);
  append_sentence (out, facts->unmatched);
  append_sentence (out, facts->disagreement);
  append_sentence (out, missing);
  append_sentence (out, facts->problem);
  append_sentence (out, appended);
  if (out->len == 0 && g_strcmp0 (facts->type, "application/octet-stream") == 0)
    append_sentence (out, _ ("Its bytes are of an unknown kind."));
  if (out->len == 0)
    append_sentence (out, object->uri
                              ? _ ("URI, server and bytes do not contradict each other.")
                              : _ ("Its name and declared type do not contradict its bytes."));
  return g_strdup (out->str);
}

/** Returns: (transfer full): its own name or the last part of its URI's path, fit to be shown;
 * where that is empty, its host or its packet */
char *
wire_download_make_name (const WireObject *object)
{
  const char *uri = object->uri ? object->uri : "";
  gsize end = strcspn (uri, "?#");
  gsize begin;
  g_autofree char *part = NULL;

  if (object->origin.name && *object->origin.name)
    return wire_printable_name (object->origin.name);
  while (end > 0 && uri[end - 1] == '/')
    end--;
  for (begin = end; begin > 0 && uri[begin - 1] != '/';)
    begin--;
  if (begin == end && object->host)
    {
      g_autofree char *host = wire_printable_name (object->host);

      return g_strdup_printf ("%s/", host);
    }
  if (begin == end)
    {
      g_autofree char *packet = wire_figure_count ((guint64) object->packet + 1);

      return g_strdup_printf (_ ("Packet %s"), packet);
    }
  part = g_strndup (uri + begin, end - begin);
  return wire_printable_name (part);
}

/** Returns: bytes of the content, or of the body as sent until it is decoded */
guint64
wire_download_get_size (const WireObject *object, const WireDownloadFacts *facts)
{
  return facts->stage == WIRE_DOWNLOAD_EXAMINED ? facts->size : object->size;
}
