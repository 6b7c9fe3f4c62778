/* wire-audit.h: a folder held against what it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/**
 * WireAuditStatus:
 * @WIRE_AUDIT_MATCHED: the file is there with the content that the list has
 * @WIRE_AUDIT_MOVED: the list has that content, but by another name
 * @WIRE_AUDIT_CHANGED: the file is there with another content
 * @WIRE_AUDIT_NEW: the list has neither the name nor the content
 * @WIRE_AUDIT_MISSING: the list has it, and it is not there, under no name
 * @WIRE_AUDIT_UNREADABLE: the file cannot be read
 */
typedef enum
{
  WIRE_AUDIT_MATCHED,
  WIRE_AUDIT_MOVED,
  WIRE_AUDIT_CHANGED,
  WIRE_AUDIT_NEW,
  WIRE_AUDIT_MISSING,
  WIRE_AUDIT_UNREADABLE,
  WIRE_N_AUDIT_STATUSES,
} WireAuditStatus;

/**
 * WireAuditFinding:
 * @name: of the file in the folder; of a missing one as the list has it
 * @path: (nullable): of the file
 * @status: what came of it
 * @was: (nullable): by which name the list has what was moved
 * @error: (nullable): why it cannot be read
 */
typedef struct
{
  const char *name;
  const char *path;
  WireAuditStatus status;
  const char *was;
  const GError *error;
} WireAuditFinding;

/** Takes a finding. Called on the thread of the audit. */
typedef void (*WireAuditFunc) (const WireAuditFinding *finding, gpointer data);

/** How many of each there were, and lines of the list that say nothing. */
typedef struct
{
  guint64 counts[WIRE_N_AUDIT_STATUSES]; /* by #WireAuditStatus */
  guint64 bad_lines;
} WireAuditCount;

const char *wire_audit_status_to_key (WireAuditStatus status);
char *wire_audit_count_to_text (const WireAuditCount *count);
gboolean wire_audit (const char *before,
                     const char *folder,
                     WireDigestMask mask,
                     WireJob *job,
                     WireAuditFunc func,
                     gpointer data,
                     WireAuditCount *count,
                     GError **error);

G_END_DECLS
