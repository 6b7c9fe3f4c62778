/* wire-filter-language.h: which of two languages a filter is written in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-parser.h"
#include "capture/view/wire-filter.h"

G_BEGIN_DECLS

/**
 * WireFilterLanguage:
 * @WIRE_FILTER_EITHER: whichever understands it
 * @WIRE_FILTER_BPF: that of tcpdump, pcap-filter(7)
 * @WIRE_FILTER_FIELDS: that of Wireshark, wireshark-filter(4)
 */
typedef enum
{
  WIRE_FILTER_EITHER,
  WIRE_FILTER_BPF,
  WIRE_FILTER_FIELDS,
} WireFilterLanguage;

gboolean wire_filter_choose_language (const char *text,
                                      WireFilterLanguage *language,
                                      gboolean *both,
                                      WireFieldFault *fault);
WireFilter *wire_filter_with_text (WireFilter *filter,
                                   const char *text,
                                   WireFilterLanguage language);

G_END_DECLS
