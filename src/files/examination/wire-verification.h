/* wire-verification.h: files held against a checksum list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum-line.h"
#include "base/wire-job.h"

G_BEGIN_DECLS

typedef enum
{
  WIRE_VERIFICATION_OK,
  WIRE_VERIFICATION_FAILED,  /* the content is another */
  WIRE_VERIFICATION_MISSING, /* the file is not there */
  WIRE_VERIFICATION_UNREADABLE,
} WireVerificationStatus;

/**
 * WireVerificationFunc:
 * @name: as the list has it
 * @path: where that is looked for: beside the list
 * @status: what came of it
 * @error: (nullable): why the file could not be read
 */
typedef void (*WireVerificationFunc) (const char *name,
                                      const char *path,
                                      WireVerificationStatus status,
                                      const GError *error,
                                      gpointer data);

/** How many of each there were, and lines of the list that say nothing. */
typedef struct
{
  guint64 counts[4]; /* by #WireVerificationStatus */
  guint64 bad_lines;
} WireVerificationCount;

const char *wire_verification_status_to_key (WireVerificationStatus status);
gboolean wire_verify (const char *path,
                      WireJob *job,
                      WireVerificationFunc func,
                      gpointer data,
                      WireVerificationCount *count,
                      GError **error);
gboolean wire_verify_list (const char *list,
                           WireJob *job,
                           WireVerificationFunc func,
                           gpointer data,
                           WireVerificationCount *count,
                           GError **error);

G_END_DECLS
