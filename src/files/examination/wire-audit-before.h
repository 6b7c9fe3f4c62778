/* wire-audit-before.h: what a folder held, read from a list or from another folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "files/examination/wire-audit-known.h"
#include "files/examination/wire-examination.h"

G_BEGIN_DECLS

const char *wire_audit_get_place (const char *path, const char *folder);

gboolean wire_audit_walk (const char *folder,
                          WireDigestMask mask,
                          WireJob *job,
                          WireEvidenceFunc func,
                          gpointer data,
                          GError **error);

gboolean wire_audit_known_read_list (
    WireAuditKnown *known, const char *list, WireJob *job, guint64 *bad_lines, GError **error);
gboolean wire_audit_known_read_folder (
    WireAuditKnown *known, const char *folder, WireDigestMask mask, WireJob *job, GError **error);

G_END_DECLS
