/* wire-cli-capture.h: a capture named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/wire-cli.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

WireCapture *wire_cli_load_capture (const WireCliOptions *options, GError **error);
WireCapture *wire_cli_load_packets (const WireCliOptions *options, guint32 packets, GError **error);
WireCapture *wire_cli_load_streams (const WireCliOptions *options, GError **error);
WireFilter *wire_cli_make_filter (const char *bpf, const char *not_from, GError **error);
void wire_cli_warn_of_missing (WireCapture *capture);
gboolean wire_cli_check_count (const char *option, gint64 value, GError **error);

G_END_DECLS
