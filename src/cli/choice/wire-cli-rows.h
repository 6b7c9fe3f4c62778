/* wire-cli-rows.h: rows of which a packet passes a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/attention/wire-capture-findings.h"
#include "capture/facts/wire-fact.h"
#include "capture/hosts/wire-regular.h"
#include "capture/objects/wire-object-packets.h"
#include "cli/choice/wire-cli-capture.h"

G_BEGIN_DECLS

/** The options of a command whose rows are made of several packets, for its entries. */
/* clang-format off */
#define WIRE_CLI_ROW_FILTER_ENTRIES(FILTER)                                                        \
  { "filter", 0, 0, G_OPTION_ARG_STRING, &(FILTER).either,                                         \
    N_ ("Only rows with a packet that matches this filter, in fields or BPF"), N_ ("FILTER") },    \
  { "fields", 0, 0, G_OPTION_ARG_STRING, &(FILTER).fields,                                         \
    N_ ("Likewise, in the fields that Wireshark’s display filters have"), N_ ("FILTER") },         \
  { "bpf", 0, 0, G_OPTION_ARG_STRING, &(FILTER).bpf,                                               \
    N_ ("Likewise, as tcpdump takes it (BPF)"), N_ ("FILTER") }
/* clang-format on */

/**
 * WireCliRows:
 *
 * Says of rows of a capture whether one of their packets passes a filter. %NULL is no filter: every
 * row is listed. One thread.
 */
typedef struct _WireCliRows WireCliRows;

WireCliRows *wire_cli_rows_new (const WireCliFilter *options,
                                WireFilter *filter,
                                WireCapture *capture,
                                GError **error);

/** Frees @self and what it owns. */
void wire_cli_rows_free (WireCliRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCliRows, wire_cli_rows_free)

WireCapture *wire_cli_load_rows (const WireCliOptions *options,
                                 const WireCliFilter *filter,
                                 WireCliRows **rows,
                                 GError **error);

gboolean wire_cli_rows_have_packet (const WireCliRows *self, guint32 packet);
gboolean wire_cli_rows_have_span (const WireCliRows *self, const WirePacketSpan *span);
gboolean wire_cli_rows_have_stream (const WireCliRows *self, guint32 stream);
gboolean wire_cli_rows_have_exchange (const WireCliRows *self, guint32 exchange);
gboolean wire_cli_rows_have_object (const WireCliRows *self,
                                    const WireObjectList *list,
                                    guint32 object);
gboolean wire_cli_rows_have_regular (const WireCliRows *self, const WireRegular *regular);
WireFindingsChoice wire_cli_rows_choose_findings (WireCliRows *self);
WireView *wire_cli_rows_get_view (const WireCliRows *self);
GHashTable *wire_cli_rows_list_addresses (const WireCliRows *self);

G_END_DECLS
