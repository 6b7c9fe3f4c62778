/* wire-type-judgement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-judgement.h"

#include "files/types/wire-type-agreement.h"

#include <glib/gi18n.h>

static gboolean
is_expected (const WireType *type)
{
  return g_strv_contains ((const char *const *) type->expected, type->extension);
}

static char *
join_extensions (char **extensions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; extensions[i] && i < 4; i++)
    g_string_append_printf (text, "%s.%s", i ? ", " : "", extensions[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A container that was looked into is more than the extension of its outside says. */
static char *
explain_agreement (const WireType *type)
{
  g_autofree char *expected = join_extensions (type->expected);

  if (type->grounds == WIRE_TYPE_GROUNDS_CONTENT && *expected && !is_expected (type))
    return g_strdup_printf (_ ("By its bytes: %s (%s), and also what .%s says."), type->words,
                            expected, type->extension);
  return g_strdup_printf (_ ("By its bytes: %s, and .%s agrees."), type->words, type->extension);
}

static char *
explain_silence (WireTypeDetector *detector, const WireType *type)
{
  if (wire_signature_table_has_rule (wire_type_detector_get_signatures (detector),
                                     WIRE_EXTENSION_ANY, type->extension))
    return g_strdup_printf (_ ("By its bytes: %s; .%s names no type."), type->words,
                            type->extension);
  return g_strdup_printf (_ ("By its bytes: %s; what .%s names is not known."), type->words,
                          type->extension);
}

static char *
explain_mismatch (const WireType *type)
{
  g_autofree char *expected = join_extensions (type->expected);

  if (type->grounds == WIRE_TYPE_GROUNDS_GUESS)
    return g_strdup_printf (
        _ ("The bytes are not those of a .%s file: %s. Investigation recommended."),
        type->extension, type->words);
  return g_strdup_printf (
      _ ("By its bytes: %s (%s), but the name claims .%s. Investigation recommended."), type->words,
      *expected ? expected : type->mime, type->extension);
}

static void
judge_unidentified (WireTypeDetector *detector, WireType *type)
{
  gboolean known = wire_signature_table_knows_extension (
      wire_type_detector_get_signatures (detector), type->extension);

  type->verdict = WIRE_TYPE_UNIDENTIFIED;
  if (wire_type_compare_extension (detector, type, type->extension) != WIRE_AGREEMENT_NO)
    type->reason = g_strdup (_ ("No signature matches, and it is not text."));
  else if (known)
    type->reason = g_strdup_printf (
        _ ("No signature matches, and that of .%s files is missing. Investigation recommended."),
        type->extension);
  else
    type->reason = g_strdup_printf (_ ("No signature matches, and it is not text, as .%s files "
                                       "are. Investigation recommended."),
                                    type->extension);
}

static void
judge_identified (WireTypeDetector *detector, WireType *type)
{
  switch (wire_type_compare_extension (detector, type, type->extension))
    {
    case WIRE_AGREEMENT_NO:
      type->verdict = WIRE_TYPE_MISMATCH;
      type->reason = explain_mismatch (type);
      return;
    case WIRE_AGREEMENT_YES:
      type->verdict = WIRE_TYPE_OK;
      type->reason = explain_agreement (type);
      return;
    case WIRE_AGREEMENT_NONE:
      break;
    }
  type->verdict = *type->extension ? WIRE_TYPE_OK : WIRE_TYPE_NO_EXTENSION;
  type->reason =
      *type->extension
          ? explain_silence (detector, type)
          : g_strdup_printf (_ ("By its bytes: %s; the name has no extension."), type->words);
}

/**
 * wire_type_judge:
 * @type: (inout): all but its verdict and reason filled, which it gets
 */
void
wire_type_judge (WireTypeDetector *detector, WireType *type)
{
  if (type->grounds == WIRE_TYPE_GROUNDS_NONE)
    judge_unidentified (detector, type);
  else
    judge_identified (detector, type);
}
