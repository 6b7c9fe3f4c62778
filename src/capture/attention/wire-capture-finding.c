/* wire-capture-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/attention/wire-capture-finding.h"

#include "base/wire-time.h"

/**
 * wire_capture_finding_new:
 * @kind: of the finding
 * @severity: how much it asks for attention
 * @rank: among those of @severity
 * @key: a literal, for programs
 * @title: a literal, translated
 *
 * Returns: (transfer full): a finding of one thing, which is nowhere yet
 */
WireCaptureFinding *
wire_capture_finding_new (WireCaptureFindingKind kind,
                          WireObjectSeverity severity,
                          guint rank,
                          const char *key,
                          const char *title)
{
  WireCaptureFinding *self = g_new0 (WireCaptureFinding, 1);

  self->kind = (guint8) kind;
  self->severity = (guint8) severity;
  self->rank = rank;
  self->key = key;
  self->title = title;
  self->count = 1;
  self->packet = self->object = WIRE_FINDING_NOWHERE;
  self->time = WIRE_TIME_NONE;
  return self;
}

void
wire_capture_finding_free (WireCaptureFinding *self)
{
  g_free (self->name);
  g_free (self->sentence);
  g_free (self->type);
  g_free (self->sha256);
  g_free (self);
}

/** Returns: as strcmp() does: the worst first, and what is alike in the order of packets */
int
wire_capture_finding_compare (const WireCaptureFinding *self, const WireCaptureFinding *b)
{
  if (self->severity != b->severity)
    return (int) self->severity - (int) b->severity;
  if (self->rank != b->rank)
    return self->rank < b->rank ? -1 : 1;
  if (self->packet != b->packet)
    return self->packet < b->packet ? -1 : 1;
  if (self->object != b->object)
    return self->object < b->object ? -1 : 1;
  return g_strcmp0 (self->sentence, b->sentence);
}
