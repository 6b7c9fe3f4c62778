/* wire-yara-rows.h: rules of YARA that matched, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/search/wire-yara-scan.h"

G_BEGIN_DECLS

#define WIRE_TYPE_YARA_ROWS (wire_yara_rows_get_type ())
/** WireYaraRows: rules of YARA that matched, and where */
G_DECLARE_FINAL_TYPE (WireYaraRows, wire_yara_rows, WIRE, YARA_ROWS, GObject)

/**
 * WireYaraQuestion:
 * @rules: (element-type filename): files with rules
 * @capture: (nullable): whose transfers are looked at, decoded; loaded, with its streams
 * @objects: (nullable): these transfers; listed by the worker where they are not there yet
 * @paths: (nullable) (element-type filename): files and folders to look at instead
 *
 * What to look for, and where.
 */
typedef struct
{
  GPtrArray *rules;
  WireCapture *capture;
  WireObjectList *objects;
  GPtrArray *paths;
} WireYaraQuestion;

/**
 * WireYaraFound:
 * @job: how it ended
 * @rows: (nullable): what matched; %NULL where it was cancelled, or failed: the rules are wrong
 * @owner: what wire_yara_rows_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireYaraFound) (WireJob *job, WireYaraRows *rows, GObject *owner);

WireJob *wire_yara_rows_start (const WireYaraQuestion *question,
                               WireYaraFound found,
                               GObject *owner);

guint wire_yara_rows_get_length (WireYaraRows *rows);
const WireYaraMatch *wire_yara_rows_get_match (WireYaraRows *rows, guint row);
const WireObject *wire_yara_rows_get_object (WireYaraRows *rows, guint row);
guint32 wire_yara_rows_get_target (WireYaraRows *rows, guint row);
WireObjectList *wire_yara_rows_get_list (WireYaraRows *rows);
const char *wire_yara_rows_get_path (WireYaraRows *rows, guint row);
char *wire_yara_rows_tell_name (WireYaraRows *rows, guint row);

guint wire_yara_rows_count_targets (WireYaraRows *rows);
char *wire_yara_rows_tell_problems (WireYaraRows *rows);

G_END_DECLS
