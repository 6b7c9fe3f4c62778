/* wire-evidence-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-words.h"

#include "base/wire-printable.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Where nothing was found, by what the bytes say of the name. */
static const WireVerdictLook PLAIN = { N_ ("OK"), "object-select-symbolic", "dim-label" };
static const WireVerdictLook NO_EXTENSION = { N_ ("No extension"), "object-select-symbolic",
                                              "dim-label" };
static const WireVerdictLook EMPTY = { N_ ("Empty"), "object-select-symbolic", "dim-label" };

/* What another row has is no verdict on this one. */
static guint
get_verdicts (const WireEvidenceRow *row)
{
  return row->verdicts & ~(guint) WIRE_VERDICT_REPEATED;
}

/** Returns: how the gravest that there is to say of @self is shown */
const WireVerdictLook *
wire_evidence_row_get_look (const WireEvidenceRow *self)
{
  guint verdicts = get_verdicts (self);
  const WireType *type = self->evidence->type;

  if (verdicts)
    return wire_verdict_get_look (1u << g_bit_nth_lsf (verdicts, -1));
  if (type && type->verdict == WIRE_TYPE_NO_EXTENSION)
    return &NO_EXTENSION;
  if (type && type->verdict == WIRE_TYPE_EMPTY)
    return &EMPTY;
  return &PLAIN;
}

/** Returns: (transfer full): everything that there is to say, the gravest first: `Known bad,
 * Mismatch` */
char *
wire_evidence_row_get_verdict (const WireEvidenceRow *self)
{
  guint verdicts = get_verdicts (self);
  GString *words;

  if (!verdicts)
    return g_strdup (_ (wire_evidence_row_get_look (self)->word));
  words = g_string_new (NULL);
  for (guint i = 0; i < WIRE_N_VERDICTS; i++)
    if (verdicts & (1u << i))
      g_string_append_printf (words, "%s%s", words->len ? ", " : "",
                              _ (wire_verdict_get_look (1u << i)->word));
  return g_string_free (words, FALSE);
}

/** Returns: (transfer full): the file's name, made fit to be shown */
char *
wire_evidence_row_get_name (const WireEvidenceRow *self)
{
  const char *path = self->evidence->path;
  const char *slash = strrchr (path, G_DIR_SEPARATOR);

  return wire_printable_name (slash && slash[1] ? slash + 1 : path);
}

/** Returns: (transfer full) (nullable): the folder it is in; %NULL for what was downloaded */
char *
wire_evidence_row_get_folder (const WireEvidenceRow *self)
{
  g_autofree char *folder = self->origin ? NULL : g_path_get_dirname (self->evidence->path);

  return folder ? wire_printable_name (folder) : NULL;
}

/** Returns: (transfer full): the set, and the name that it has for the digest */
char *
wire_hash_match_to_text (const WireHashMatch *self)
{
  g_autofree char *set = wire_printable_name (self->set);
  g_autofree char *name = self->name ? wire_printable_name (self->name) : NULL;

  /* Translators: a file's recorded name, in the hash set of that name */
  return name ? g_strdup_printf (_ ("%s (%s)"), name, set) : g_steal_pointer (&set);
}

/** Returns: (transfer full) (nullable): all sets that know the row's content */
char *
wire_evidence_row_get_matches (const WireEvidenceRow *self)
{
  const GPtrArray *matches = self->evidence->matches;
  GString *words = g_string_new (NULL);

  for (guint i = 0; matches && i < matches->len; i++)
    {
      g_autofree char *text = wire_hash_match_to_text (g_ptr_array_index (matches, i));

      g_string_append_printf (words, "%s%s", words->len ? ", " : "", text);
    }
  return g_string_free (words, FALSE);
}

/** Returns: (transfer full): why the row's type, or its being unreadable, is what it is */
char *
wire_evidence_row_get_reason (const WireEvidenceRow *self)
{
  const WireEvidence *evidence = self->evidence;

  if (evidence->error)
    return g_strdup (evidence->error->message);
  if (evidence->unmatched)
    return g_strdup (evidence->unmatched->message);
  if (evidence->check && evidence->check->problem)
    return g_strdup (evidence->check->problem);
  if (self->origin && self->origin->witnesses)
    return g_strdup (self->origin->witnesses);
  return g_strdup (evidence->type ? evidence->type->reason : NULL);
}

/** Returns: (transfer full) (nullable): what a checksum list, or the folder as it was, says of a
 * row; %NULL where its file cannot be read */
char *
wire_evidence_check_explain (const WireEvidenceCheck *self)
{
  g_autofree char *base = g_path_get_basename (self->list);
  g_autofree char *list = wire_printable_name (base);
  g_autofree char *was = self->was ? wire_printable_name (self->was) : NULL;

  switch (self->status)
    {
    case WIRE_AUDIT_MATCHED:
      return g_strdup_printf (_ ("The content has the digest that “%s” gives for it."), list);
    case WIRE_AUDIT_CHANGED:
      return g_strdup_printf (_ ("“%s” gives another digest for it: one of the two has changed."),
                              list);
    case WIRE_AUDIT_MOVED:
      /* Translators: a checksum list or folder, the name of a file in it */
      return g_strdup_printf (_ ("“%s” has this content as %s."), list, was);
    case WIRE_AUDIT_NEW:
      return g_strdup_printf (_ ("“%s” has neither this name nor this content."), list);
    case WIRE_AUDIT_MISSING:
      return g_strdup_printf (_ ("“%s” names it, but it is not there."), list);
    default:
      return NULL;
    }
}

/** Returns: (transfer full): what follows a picture's end, or hides elsewhere in it */
char *
wire_evidence_tell_part (const WireTypePart *part)
{
  g_autofree char *size = wire_figure_count (part->size);
  g_autofree char *offset = wire_figure_count (part->offset);

  /* Translators: what it is, how many bytes it has, where it begins */
  return g_strdup_printf (
      ngettext ("%s, %s byte at offset %s", "%s, %s bytes at offset %s", (gulong) part->size),
      part->words, size, offset);
}
