/* wire-yara-rules.h: rules of YARA, and what they say of bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/yara/wire-yara-match.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What is looked at of one file or transfer: it is read into memory. */
#define WIRE_YARA_MAX_BYTES (256u * 1024 * 1024)

/** Seconds that rules may take for one of them, unless the user says otherwise. */
#define WIRE_YARA_TIMEOUT 60

/**
 * WireYaraRules:
 *
 * Rules of YARA, compiled by libyara. Immutable; any thread, several at once.
 */
typedef struct _WireYaraRules WireYaraRules;

WireYaraRules *wire_yara_rules_new (const char *const *paths, GError **error);

/** Frees @rules and what it owns. */
void wire_yara_rules_free (WireYaraRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireYaraRules, wire_yara_rules_free)

/** Returns: (transfer none) (element-type utf8): what libyara warned of, each with file and line */
const GPtrArray *wire_yara_rules_get_warnings (const WireYaraRules *rules);

GPtrArray *wire_yara_rules_scan (
    const WireYaraRules *rules, GBytes *bytes, const char *name, guint timeout, GError **error);
GPtrArray *wire_yara_rules_scan_file (
    const WireYaraRules *rules, const char *path, guint timeout, gboolean *partial, GError **error);

G_END_DECLS
