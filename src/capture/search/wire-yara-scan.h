/* wire-yara-scan.h: rules of YARA over many transfers or files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/objects/wire-object.h"
#include "files/yara/wire-yara-rules.h"

G_BEGIN_DECLS

/**
 * WireYaraScan:
 * @rules: what is looked for
 * @list: (nullable): transfers to look at, decoded
 * @paths: (nullable) (element-type filename): files to look at, where @list is %NULL
 * @timeout: seconds that the rules may take for one of them
 * @wanted: (nullable): which of them are looked at; called by who runs the scan
 * @user_data: of @wanted
 *
 * What is looked at, and for what. The caller keeps all of it until the scan has ended.
 */
typedef struct
{
  const WireYaraRules *rules;
  const WireObjectList *list;
  const GPtrArray *paths;
  guint timeout;
  gboolean (*wanted) (const WireObjectList *list, guint32 target, gpointer user_data);
  gpointer user_data;
} WireYaraScan;

/**
 * WireYaraResult:
 * @target: the number of the transfer, or the index of the path
 * @matches: (nullable) (element-type WireYaraMatch): rules that match; %NULL where @error is set
 * @partial: only the first %WIRE_YARA_MAX_BYTES were looked at
 * @error: (nullable): why it could not be looked at to its end
 *
 * What the rules say of one transfer or file.
 */
typedef struct
{
  guint32 target;
  GPtrArray *matches;
  gboolean partial;
  GError *error;
} WireYaraResult;

/** Frees @result and what it owns. */
void wire_yara_result_free (WireYaraResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireYaraResult, wire_yara_result_free)

WireYaraResult *wire_yara_scan_one (const WireYaraScan *scan, guint32 target);
GPtrArray *wire_yara_scan_run (const WireYaraScan *scan, WireJob *job, GError **error);

G_END_DECLS
