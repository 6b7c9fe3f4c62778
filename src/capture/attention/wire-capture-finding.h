/* wire-capture-finding.h: something in a capture that deserves a look
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-judgement.h"

G_BEGIN_DECLS

/** The number of a finding's packet or object, where it has none. */
#define WIRE_FINDING_NOWHERE G_MAXUINT32

/**
 * WireCaptureFindingKind:
 * @WIRE_CAPTURE_FINDING_TRANSFER: a verdict on one transfer, or on several that have the same
 * @WIRE_CAPTURE_FINDING_REGULARITY: a beacon, a scan and the like
 * @WIRE_CAPTURE_FINDING_LIMIT: a part of the capture that could not be read, decoded or matched
 */
typedef enum
{
  WIRE_CAPTURE_FINDING_TRANSFER,
  WIRE_CAPTURE_FINDING_REGULARITY,
  WIRE_CAPTURE_FINDING_LIMIT,
} WireCaptureFindingKind;

/**
 * WireCaptureFinding:
 * @kind: #WireCaptureFindingKind
 * @verdict: of a transfer, its #WireObjectJudgement
 * @severity: #WireObjectSeverity
 * @rank: findings of one severity are sorted by it, lowest first
 * @key: a literal for programs, such as `known-bad`, `beacon` or `not-decoded`
 * @title: what it is, in a word or two, translated; it is owned by the library
 * @name: (nullable): of the transfer, or whose address it is; printable
 * @sentence: why, a whole sentence
 * @count: of transfers, or of events, that it is about
 * @packet: where it begins, from 0, or %WIRE_FINDING_NOWHERE
 * @object: the first transfer it is about, or %WIRE_FINDING_NOWHERE
 * @time: of @packet in nanoseconds, or %WIRE_TIME_NONE
 * @size: of the transfer's content, in bytes
 * @type: (nullable): its media type, by the bytes
 * @sha256: (nullable): its digest, in hexadecimal
 */
typedef struct
{
  guint8 kind;
  guint8 verdict;
  guint8 severity;
  guint rank;
  const char *key;
  const char *title;
  char *name;
  char *sentence;
  guint64 count;
  guint32 packet;
  guint32 object;
  gint64 time;
  guint64 size;
  char *type;
  char *sha256;
} WireCaptureFinding;

WireCaptureFinding *wire_capture_finding_new (WireCaptureFindingKind kind,
                                              WireObjectSeverity severity,
                                              guint rank,
                                              const char *key,
                                              const char *title);

/** Frees @finding and what it owns. */
void wire_capture_finding_free (WireCaptureFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaptureFinding, wire_capture_finding_free)

int wire_capture_finding_compare (const WireCaptureFinding *a, const WireCaptureFinding *b);

G_END_DECLS
