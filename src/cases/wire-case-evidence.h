/* wire-case-evidence.h: captures and files that a case is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case.h"

G_BEGIN_DECLS

/**
 * WireCaseEvidence:
 * @id: in the case
 * @path: as the case has it: relative to the case's folder where it was below that
 * @full_path: where that is now
 * @size: bytes, when it was added
 * @sha256: hexadecimal, then
 * @modified: nanoseconds since 1970, then
 * @added: seconds since 1970
 * @clock: nanoseconds to add to its times, as the clock that made them was wrong
 * @format: (nullable): of a capture whose contents are known; the fields after it are then there
 * @packets: in it
 * @flows: in it
 * @first: when its earliest packet was sent, nanoseconds since 1970, without @clock
 * @last: likewise its last
 */
typedef struct
{
  gint64 id;
  char *path;
  char *full_path;
  guint64 size;
  char *sha256;
  gint64 modified;
  gint64 added;
  gint64 clock;
  char *format;
  guint64 packets;
  guint64 flows;
  gint64 first;
  gint64 last;
} WireCaseEvidence;

/** Frees @evidence and what it owns. */
void wire_case_evidence_free (WireCaseEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaseEvidence, wire_case_evidence_free)

/**
 * WireCaseState:
 * @WIRE_CASE_SAME: it is there, with the same content
 * @WIRE_CASE_MOVED: a file of its content is in the folder of the case instead, with its name, or,
 *   where nothing is at its path, in its own folder or that of the case with another name
 * @WIRE_CASE_CHANGED: the file has another content
 * @WIRE_CASE_MISSING: there is no such file
 * @WIRE_CASE_UNREADABLE: it cannot be read
 */
typedef enum
{
  WIRE_CASE_SAME,
  WIRE_CASE_MOVED,
  WIRE_CASE_CHANGED,
  WIRE_CASE_MISSING,
  WIRE_CASE_UNREADABLE,
} WireCaseState;

const char *wire_case_state_to_key (WireCaseState state);

/** Adds the file at @path, which is hashed. Blocks. Returns: (nullable): what was kept */
WireCaseEvidence *wire_case_add_evidence (WireCase *self, const char *path, GError **error);

GPtrArray *wire_case_list_evidence (WireCase *self, GError **error);
gboolean wire_case_set_clock (WireCase *self,
                              const WireCaseEvidence *evidence,
                              gint64 clock,
                              GError **error);
WireCaseState wire_case_evidence_check (const WireCase *self,
                                        const WireCaseEvidence *evidence,
                                        char **sha256,
                                        char **path);

G_END_DECLS
