/* wire-evidence-export.h: rows of evidence as a table for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/examination/wire-evidence.h"

G_BEGIN_DECLS

/**
 * WireEvidenceFormat:
 * @WIRE_EVIDENCE_SUMS: checksum lines, as md5sum and its like write and check them; of several
 *   digests the tagged ones, which say their algorithm
 * @WIRE_EVIDENCE_CSV: comma-separated values (RFC 4180) under a header
 * @WIRE_EVIDENCE_JSON: an array, one object a line, with the keys of `wirecase-cli hash` and
 * `types`
 */
typedef enum
{
  WIRE_EVIDENCE_SUMS,
  WIRE_EVIDENCE_CSV,
  WIRE_EVIDENCE_JSON,
} WireEvidenceFormat;

/**
 * WireEvidenceExport:
 * @format: what to write
 * @mask: digests to write, where a row has them
 * @out: the table; bytes of any kind in %WIRE_EVIDENCE_SUMS, UTF-8 in the others
 * @n: rows written
 */
typedef struct
{
  WireEvidenceFormat format;
  WireDigestMask mask;
  GString *out;
  guint64 n;
} WireEvidenceExport;

void wire_evidence_export_begin (WireEvidenceExport *export,
                                 WireEvidenceFormat format,
                                 WireDigestMask mask);
void wire_evidence_export_add (WireEvidenceExport *export,
                               const WireEvidence *evidence,
                               const char *origin);
GBytes *wire_evidence_export_end (WireEvidenceExport *export);

G_END_DECLS
