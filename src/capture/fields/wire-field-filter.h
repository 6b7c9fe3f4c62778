/* wire-field-filter.h: a filter in the words of fields, compiled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/wire-field-evaluate.h"
#include "capture/fields/language/wire-field-parser.h"

G_BEGIN_DECLS

/**
 * WireFieldFilter:
 *
 * A display filter in the language of Wireshark (wireshark-filter(4)), compiled once for any number
 * of packets. Immutable; any thread.
 */
typedef struct _WireFieldFilter WireFieldFilter;

WireFieldFilter *wire_field_filter_new (const char *text, WireFieldFault *fault);

/** Frees @filter and what it owns. */
void wire_field_filter_free (WireFieldFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldFilter, wire_field_filter_free)

const WireFieldNode *wire_field_filter_get_test (const WireFieldFilter *filter);
GPtrArray *wire_field_filter_get_fields (const WireFieldFilter *filter);
gboolean wire_field_filter_is_stateful (const WireFieldFilter *filter);
WireTruth wire_field_filter_test (const WireFieldFilter *filter, WireFieldPacket *packet);
char *wire_field_fault_to_text (const WireFieldFault *fault, const char *filter);

G_END_DECLS
