/* wire-event-cutter.h: the events that a server sends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HTML Living Standard, section “Server-sent events”: lines that end in CR, LF or both; an empty
 * line ends an event.
 */

#pragma once

#include "capture/http/wire-multipart.h"

G_BEGIN_DECLS

/**
 * WireEventCutter:
 * @found: called with each event that has data
 * @user_data: for @found
 * @position: in the body, of the next byte
 * @begin: of the event
 * @end: after its last line
 * @line: bytes of the line that is read
 * @word: how it begins
 * @within: an event has begun
 * @has_data: one of its lines has data
 * @after_cr: a line feed that comes next is no line of its own
 *
 * Takes a body as it comes, however it is cut. Keeps nothing of the events. What a gap swallowed is
 * never the end of one.
 */
typedef struct
{
  WireMultipartFound found;
  gpointer user_data;
  guint64 position;
  guint64 begin;
  guint64 end;
  guint64 line;
  char word[5];
  gboolean within;
  gboolean has_data;
  gboolean after_cr;
} WireEventCutter;

void wire_event_cutter_add (WireEventCutter *cutter, const guint8 *bytes, gsize length);
void wire_event_cutter_add_gap (WireEventCutter *cutter, guint64 length);
void wire_event_cutter_end (WireEventCutter *cutter);

G_END_DECLS
