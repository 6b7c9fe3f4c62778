/* wire-download-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-facts.h"

#include "ui/widgets/wire-figures.h"
#include "capture/objects/wire-object-facts.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word;
  const char *icon;
  const char *style;
} VERDICTS[] = {
  [WIRE_DOWNLOAD_KNOWN_BAD] = { N_ ("Known bad"), "dialog-error-symbolic", "error" },
  [WIRE_DOWNLOAD_MISMATCH] = { N_ ("Mismatch"), "dialog-warning-symbolic", "warning" },
  [WIRE_DOWNLOAD_NOTABLE] = { N_ ("Notable"), "starred-symbolic", "accent" },
  [WIRE_DOWNLOAD_APPENDED] = { N_ ("Appended data"), "list-add-symbolic", "warning" },
  [WIRE_DOWNLOAD_INCOMPLETE] = { N_ ("Incomplete"), "dialog-warning-symbolic", "warning" },
  [WIRE_DOWNLOAD_UNMATCHED] = { N_ ("Not matched"), "dialog-warning-symbolic", "warning" },
  [WIRE_DOWNLOAD_UNIDENTIFIED] = { N_ ("Unidentified"), "dialog-question-symbolic", "dim-label" },
  [WIRE_DOWNLOAD_REQUESTED_ONLY] = { N_ ("Requested only"), "mail-send-symbolic", "dim-label" },
  [WIRE_DOWNLOAD_KNOWN_GOOD] = { N_ ("Known good"), "security-high-symbolic", "success" },
  [WIRE_DOWNLOAD_AGREE] = { N_ ("OK"), "object-select-symbolic", "success" },
  [WIRE_DOWNLOAD_PENDING] = { N_ ("Not examined yet"), "content-loading-symbolic", "dim-label" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (VERDICTS) == WIRE_N_DOWNLOAD_VERDICTS);

/** Returns: what to say of an object in a word: the worst that is known */
WireDownloadVerdict
wire_download_get_verdict (const WireObject *object, const WireDownloadFacts *facts)
{
  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return WIRE_DOWNLOAD_REQUESTED_ONLY;
  if (facts->stage == WIRE_DOWNLOAD_UNSEEN)
    return WIRE_DOWNLOAD_PENDING;
  if (facts->known_set && facts->known_kind == WIRE_HASH_SET_BAD)
    return WIRE_DOWNLOAD_KNOWN_BAD;
  if (facts->disagreement)
    return WIRE_DOWNLOAD_MISMATCH;
  if (facts->known_set && facts->known_kind == WIRE_HASH_SET_NOTABLE)
    return WIRE_DOWNLOAD_NOTABLE;
  if (facts->appended)
    return WIRE_DOWNLOAD_APPENDED;
  if (!(object->flags & WIRE_OBJECT_COMPLETE) || facts->problem)
    return WIRE_DOWNLOAD_INCOMPLETE;
  if (facts->unmatched)
    return WIRE_DOWNLOAD_UNMATCHED;
  if (facts->known_set)
    return WIRE_DOWNLOAD_KNOWN_GOOD;
  if (g_strcmp0 (facts->type, "application/octet-stream") == 0)
    return WIRE_DOWNLOAD_UNIDENTIFIED;
  return WIRE_DOWNLOAD_AGREE;
}

/** Returns: (transfer none): translated */
const char *
wire_download_verdict_get_word (WireDownloadVerdict verdict)
{
  return _ (VERDICTS[verdict].word);
}

/** Returns: (transfer none): the name of a symbolic icon */
const char *
wire_download_verdict_get_icon (WireDownloadVerdict verdict)
{
  return VERDICTS[verdict].icon;
}

/** Returns: (transfer none): the style class that colours word and icon */
const char *
wire_download_verdict_get_style (WireDownloadVerdict verdict)
{
  return VERDICTS[verdict].style;
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

/** Returns: (transfer full): why it has its verdict, a sentence a line; never empty */
char *
wire_download_make_reasons (const WireObject *object, const WireDownloadFacts *facts)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *known = wire_download_describe_known (facts);
  g_autofree char *missing = wire_object_describe_completeness (object);
  g_autofree char *appended = describe_appended (facts);

  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return g_strdup (_ ("It was requested, but no body was captured."));
  if (facts->stage == WIRE_DOWNLOAD_UNSEEN)
    return g_strdup (_ ("Its bytes were not looked at yet."));
  append_sentence (out, known);
  append_sentence (out, facts->unmatched);
  append_sentence (out, facts->disagreement);
  append_sentence (out, missing);
  append_sentence (out, facts->problem);
  append_sentence (out, appended);
  if (out->len == 0 && g_strcmp0 (facts->type, "application/octet-stream") == 0)
    append_sentence (out, _ ("Its bytes are of an unknown kind."));
  if (out->len == 0)
    append_sentence (out, _ ("URI, server and bytes do not contradict each other."));
  return g_strdup (out->str);
}

/** Returns: (transfer full): the last part of its URI's path, fit to be shown; where that is empty,
 * its host or its packet */
char *
wire_download_make_name (const WireObject *object)
{
  const char *uri = object->uri ? object->uri : "";
  gsize end = strcspn (uri, "?#");
  gsize begin;
  g_autofree char *part = NULL;

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
