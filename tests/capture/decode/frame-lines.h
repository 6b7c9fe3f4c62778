/* frame-lines.h: a frame's layers and fields as text that a table of tests can hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/decode/wire-protocol.h"

/** Bytes that begin with a protocol, and what Wirecase says of them. */
typedef struct
{
  const char *name;
  WireProtocol first;
  const char *hex;      /* as wire_hex_decode() takes it */
  const char *expected; /* as frame_lines() writes it */
} FrameCase;

char *frame_lines (WireProtocol first, const guint8 *bytes, gsize length);
void frame_cases_add (const char *group, const FrameCase *cases, gsize n);
