/* wire-verification.h: files held against a checksum list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "files/digests/wire-file-hash.h"
#include "files/lists/wire-checksum-line.h"

G_BEGIN_DECLS

/**
 * WireVerificationStatus:
 * @WIRE_VERIFICATION_OK: the content is the one that the list has
 * @WIRE_VERIFICATION_FAILED: it is another
 * @WIRE_VERIFICATION_MISSING: there is no such file
 * @WIRE_VERIFICATION_UNREADABLE: the file cannot be read, or the list that is there for it
 * @WIRE_VERIFICATION_UNLISTED: there is a file that the list does not name
 */
typedef enum
{
  WIRE_VERIFICATION_OK,
  WIRE_VERIFICATION_FAILED,
  WIRE_VERIFICATION_MISSING,
  WIRE_VERIFICATION_UNREADABLE,
  WIRE_VERIFICATION_UNLISTED,
} WireVerificationStatus;

#define WIRE_N_VERIFICATION_STATUSES 5

/**
 * WireVerificationFunc:
 * @name: by which the file was found; where it was not, as the list has it
 * @path: where that is looked for
 * @status: what came of it
 * @error: (nullable): why the file could not be read
 */
typedef void (*WireVerificationFunc) (const char *name,
                                      const char *path,
                                      WireVerificationStatus status,
                                      const GError *error,
                                      gpointer data);

/**
 * WireVerificationOptions:
 * @ignore_missing: files that are not there are passed over
 * @unlisted: tell what is in the list's folder and below, and not in the list
 */
typedef struct
{
  gboolean ignore_missing;
  gboolean unlisted;
} WireVerificationOptions;

/** How many of each there were, and lines of the list that say nothing. */
typedef struct
{
  guint64 counts[WIRE_N_VERIFICATION_STATUSES]; /* by #WireVerificationStatus */
  guint64 bad_lines;
} WireVerificationCount;

const char *wire_verification_status_to_key (WireVerificationStatus status);
WireVerificationStatus wire_verify_file (const char *path,
                                         const WireChecksumLine *line,
                                         WireHashGate *gate,
                                         GError **error);
gboolean wire_verify (const char *path,
                      const WireVerificationOptions *options,
                      WireJob *job,
                      WireVerificationFunc func,
                      gpointer data,
                      WireVerificationCount *count,
                      GError **error);

G_END_DECLS
