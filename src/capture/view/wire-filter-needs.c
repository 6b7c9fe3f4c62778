/* wire-filter-needs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/view/wire-filter-needs.h"

#include "capture/fields/wire-field-run.h"
#include "capture/findings/wire-findings.h"

static WireFilterNeeds
get_needs_of_text (const char *text)
{
  g_auto (WireFieldFault) fault = { 0 };
  g_autoptr (WireFieldFilter) filter = wire_field_filter_new (text, &fault);

  if (!filter)
    return WIRE_FILTER_NEEDS_PACKETS;
  if (wire_findings_are_wanted (filter))
    return WIRE_FILTER_NEEDS_STREAMS;
  return wire_field_run_can_use_keys (filter) ? WIRE_FILTER_NEEDS_KEYS : WIRE_FILTER_NEEDS_PACKETS;
}

/** Returns: what all conditions of @self need together */
WireFilterNeeds
wire_filter_get_needs (WireFilter *self)
{
  WireFilterNeeds needs = WIRE_FILTER_NEEDS_PACKETS;

  for (guint i = 0; i < wire_filter_get_length (self); i++)
    {
      const WireCondition *condition = wire_filter_get (self, i);

      if (condition->kind == WIRE_CONDITION_FIELDS)
        needs = MAX (needs, get_needs_of_text (condition->bpf));
    }
  return needs;
}
