/* wire-field-rows-frame.c: fields of the frame as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-rows-private.h"

const WireFieldInfo wire_field_rows_frame[] = {
  { .name = "frame",
    .type = WIRE_FIELD_PROTOCOL,
    .source = WIRE_FIELD_FRAME,
    .title = N_ ("The captured bytes") },
  FRAME ("frame.number", UNSIGNED, 32, N_ ("Number of the packet, from 1")),
  FRAME ("frame.len", UNSIGNED, 32, N_ ("Length on the wire")),
  FRAME ("frame.cap_len", UNSIGNED, 32, N_ ("Captured length")),
  FRAME ("frame.time", TIME, 0, N_ ("When it was captured")),
  FRAME ("frame.time_epoch", DURATION, 0, N_ ("Seconds since 1970")),
  FRAME ("frame.time_relative", DURATION, 0, N_ ("Seconds since the first packet")),
  FRAME ("frame.time_delta", DURATION, 0, N_ ("Seconds since the packet before")),
  FRAME ("frame.interface_id", UNSIGNED, 32, N_ ("Interface of a pcapng file, from 0")),
  FRAME ("frame.comment", TEXT, 0, N_ ("Comment on the packet, in a pcapng file")),
  { .name = "frame.protocols",
    .type = WIRE_FIELD_TEXT,
    .source = WIRE_FIELD_FRAME,
    .flags = WIRE_FIELD_STATEFUL,
    .title = N_ ("Protocols of the packet, in order, with colons between them") },
  FRAME ("frame.marked", BOOLEAN, 0, N_ ("Marked in the window")),
  FRAME ("frame.ignored", BOOLEAN, 0, N_ ("Always false here")),
};

const gsize wire_field_n_rows_frame = G_N_ELEMENTS (wire_field_rows_frame);
