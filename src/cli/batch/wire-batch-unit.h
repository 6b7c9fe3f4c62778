/* wire-batch-unit.h: one capture of a batch, and the folder of what was made of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireBatchClaim:
 * @WIRE_BATCH_CLAIMED: the unit is ours
 * @WIRE_BATCH_DONE: its folder is there already
 * @WIRE_BATCH_BUSY: another process works on it
 * @WIRE_BATCH_UNREADABLE: the capture could not be read
 */
typedef enum
{
  WIRE_BATCH_CLAIMED,
  WIRE_BATCH_DONE,
  WIRE_BATCH_BUSY,
  WIRE_BATCH_UNREADABLE,
} WireBatchClaim;

/**
 * WireBatchUnit:
 * @path: of the capture
 * @digest: SHA-256 of its bytes, in lower case
 * @size: of the capture
 * @folder: (nullable): where its output is being made: OUT/.DIGEST.part
 * @final: where it will be: OUT/DIGEST
 * @lock: of @folder
 * @process: (nullable): that works on it
 * @started: monotonic time
 *
 * @folder gets the name @final in one step when all of it is there, so that a folder with the
 * name of a digest is whole whatever happens.
 */
typedef struct
{
  char *path;
  char *digest;
  guint64 size;
  char *folder;
  char *final;
  int lock;
  GSubprocess *process;
  gint64 started;
} WireBatchUnit;

WireBatchClaim wire_batch_unit_claim (WireBatchUnit *unit,
                                      const char *out,
                                      const char *path,
                                      GError **error);
gboolean wire_batch_unit_finish (WireBatchUnit *unit, GError **error);
char *wire_batch_unit_read_complaint (const WireBatchUnit *unit);
void wire_batch_unit_drop (WireBatchUnit *unit);

/** Frees what @unit owns, but not @unit itself. */
void wire_batch_unit_clear (WireBatchUnit *unit);

G_END_DECLS
