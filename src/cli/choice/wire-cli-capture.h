/* wire-cli-capture.h: a capture named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/command/wire-cli.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

WireCapture *wire_cli_load_capture (const WireCliOptions *options, GError **error);
WireCapture *wire_cli_load_streams (const WireCliOptions *options, GError **error);
WireCapture *wire_cli_load_filtered (const WireCliOptions *options,
                                     WireFilter *filter,
                                     guint32 packets,
                                     GError **error);
void wire_cli_hint_at_keys (WireCapture *capture, const char *path, const WireCliOptions *options);
void wire_cli_warn_of_missing (WireCapture *capture);

/**
 * WireCliFilter:
 * @either: what `--filter` says, in either language
 * @bpf: what `--bpf` says
 * @fields: what `--fields` says
 *
 * Which packets are asked for. Each is %NULL where the option was not given.
 */
typedef struct
{
  char *either;
  char *bpf;
  char *fields;
} WireCliFilter;

/** The options of a command that takes a filter, for its entries. */
/* clang-format off */
#define WIRE_CLI_FILTER_ENTRIES(FILTER)                                                            \
  { "filter", 0, 0, G_OPTION_ARG_STRING, &(FILTER).either,                                         \
    N_ ("Only packets that match this filter, in fields or BPF"), N_ ("FILTER") },                 \
  { "fields", 0, 0, G_OPTION_ARG_STRING, &(FILTER).fields,                                         \
    N_ ("Likewise, in the fields that Wireshark’s display filters have"), N_ ("FILTER") },         \
  { "bpf", 0, 0, G_OPTION_ARG_STRING, &(FILTER).bpf,                                               \
    N_ ("Likewise, as tcpdump takes it (BPF)"), N_ ("FILTER") }
/* clang-format on */

/** Frees what @filter owns. */
void wire_cli_filter_clear (WireCliFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireCliFilter, wire_cli_filter_clear)

/** Returns: whether an option asks for some packets only */
gboolean wire_cli_filter_is_set (const WireCliFilter *filter);

WireFilter *wire_cli_make_filter (const WireCliFilter *filter,
                                  const char *not_from,
                                  GError **error);
void wire_cli_warn_of_language (const WireCliFilter *filter, WireView *view);
gboolean wire_cli_check_count (const char *option, gint64 value, GError **error);

G_END_DECLS
