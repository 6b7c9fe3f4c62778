/* wire-verdict-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-verdict-look.h"

#include <glib/gi18n.h>

/* By the bits of WireVerdict, the gravest first. */
static const WireVerdictLook LOOKS[WIRE_N_VERDICTS] = {
  { N_ ("Known bad"), "dialog-error-symbolic", "error" },
  { N_ ("Checksum differs"), "dialog-error-symbolic", "error" },
  { N_ ("Missing"), "dialog-error-symbolic", "error" },
  { N_ ("Mismatch"), "dialog-warning-symbolic", "warning" },
  { N_ ("Misleading name"), "dialog-warning-symbolic", "warning" },
  { N_ ("Notable"), "starred-symbolic", "accent" },
  { N_ ("Unreadable"), "action-unavailable-symbolic", "warning" },
  { N_ ("Not matched"), "dialog-warning-symbolic", "warning" },
  { N_ ("Incomplete"), "content-loading-symbolic", "warning" },
  { N_ ("New"), "list-add-symbolic", "accent" },
  { N_ ("Moved"), "go-jump-symbolic", "accent" },
  { N_ ("Unidentified"), "dialog-question-symbolic", "dim-label" },
  { N_ ("Known good"), "emblem-ok-symbolic", "success" },
  { N_ ("Checksum agrees"), "emblem-ok-symbolic", "success" },
  { N_ ("Same content"), "edit-copy-symbolic", "dim-label" },
};

/** Returns: how @verdict, a single one, is shown */
const WireVerdictLook *
wire_verdict_get_look (WireVerdict verdict)
{
  return &LOOKS[g_bit_nth_lsf (verdict, -1)];
}

/** Returns: how a set of that kind is shown */
const WireVerdictLook *
wire_hash_set_kind_get_look (WireHashSetKind kind)
{
  switch (kind)
    {
    case WIRE_HASH_SET_GOOD:
      return wire_verdict_get_look (WIRE_VERDICT_GOOD);
    case WIRE_HASH_SET_NOTABLE:
      return wire_verdict_get_look (WIRE_VERDICT_NOTABLE);
    case WIRE_HASH_SET_BAD:
    default:
      return wire_verdict_get_look (WIRE_VERDICT_BAD);
    }
}
