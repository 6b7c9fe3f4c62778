/* wire-text-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-text-error.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (wire_text_error_quark, wire_text_error)

/** Returns: %FALSE where @name is none of strict, replace, ignore, escape */
gboolean
wire_text_policy_parse (const char *name, WireTextPolicy *policy)
{
  static const char *const NAMES[] = { "strict", "replace", "ignore", "escape" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strcmp (name, NAMES[i]) == 0)
      {
        *policy = (WireTextPolicy) i;
        return TRUE;
      }
  return FALSE;
}

/** Returns: (transfer none): the reason as half a sentence, translated */
const char *
wire_text_reason_to_words (WireTextReason reason)
{
  switch (reason)
    {
    case WIRE_TEXT_REASON_LONE_CONTINUATION:
      return _ ("bad continuation: a continuation byte without a lead byte before it");
    case WIRE_TEXT_REASON_BAD_CONTINUATION:
      return _ ("bad continuation: the lead byte is not followed by enough continuation bytes");
    case WIRE_TEXT_REASON_OVERLONG:
      return _ ("overlong: more bytes than the character needs");
    case WIRE_TEXT_REASON_SURROGATE:
      return _ ("surrogate: half of a UTF-16 pair, which is not a character");
    case WIRE_TEXT_REASON_BEYOND:
      return _ ("beyond U+10FFFF, where Unicode ends");
    case WIRE_TEXT_REASON_IMPOSSIBLE:
      return _ ("a byte that never occurs in UTF-8");
    case WIRE_TEXT_REASON_TRUNCATED:
      return _ ("truncated: the bytes end inside a character");
    case WIRE_TEXT_REASON_UNASSIGNED:
      return _ ("the codec has no character for it");
    case WIRE_TEXT_REASON_NONE:
    default:
      return _ ("nothing is wrong");
    }
}
