/* wire-field-rows-private.h: how rows of the table are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-info.h"

#include <glib/gi18n.h>

G_BEGIN_DECLS

/* A number, address or run of bytes at a fixed place of its layer's header. */
#define FIXED(NAME, TYPE, BITS, PROTOCOL, OFFSET, SIZE, MASK, DESCRIBER)                           \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_FIXED,             \
    .protocol = WIRE_PROTOCOL_##PROTOCOL, .offset = OFFSET, .size = SIZE, .mask = MASK,            \
    .describer = DESCRIBER                                                                         \
  }

/* The same, where the describer has no name for it. */
#define TITLED(NAME, TYPE, BITS, PROTOCOL, OFFSET, SIZE, MASK, TITLE)                              \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_FIXED,             \
    .protocol = WIRE_PROTOCOL_##PROTOCOL, .offset = OFFSET, .size = SIZE, .mask = MASK,            \
    .title = TITLE                                                                                 \
  }

/* What a walker gives. */
#define WALKED(NAME, TYPE, BITS, PROTOCOL, DESCRIBER, TITLE)                                       \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_WALKED,            \
    .protocol = WIRE_PROTOCOL_##PROTOCOL, .describer = DESCRIBER, .title = TITLE                   \
  }

/* What frames before this one decide, too. */
#define STATEFUL(NAME, TYPE, BITS, PROTOCOL, TITLE)                                                \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_WALKED,            \
    .flags = WIRE_FIELD_STATEFUL, .protocol = WIRE_PROTOCOL_##PROTOCOL, .title = TITLE             \
  }

#define EITHER(NAME, TYPE, BITS, PROTOCOL, OF, TITLE)                                              \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_EITHER,            \
    .protocol = WIRE_PROTOCOL_##PROTOCOL, .of = OF, .title = TITLE                                 \
  }

#define LAYER(NAME, PROTOCOL, TITLE)                                                               \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_PROTOCOL, .source = WIRE_FIELD_LAYER,                         \
    .protocol = WIRE_PROTOCOL_##PROTOCOL, .title = TITLE                                           \
  }

#define FRAME(NAME, TYPE, BITS, TITLE)                                                             \
  {                                                                                                \
    .name = NAME, .type = WIRE_FIELD_##TYPE, .bits = BITS, .source = WIRE_FIELD_FRAME,             \
    .title = TITLE                                                                                 \
  }

extern const WireFieldInfo wire_field_rows_frame[];
extern const gsize wire_field_n_rows_frame;
extern const WireFieldInfo wire_field_rows_link[];
extern const gsize wire_field_n_rows_link;
extern const WireFieldInfo wire_field_rows_network[];
extern const gsize wire_field_n_rows_network;
extern const WireFieldInfo wire_field_rows_transport[];
extern const gsize wire_field_n_rows_transport;
extern const WireFieldInfo wire_field_rows_application[];
extern const gsize wire_field_n_rows_application;
extern const WireFieldInfo wire_field_rows_http[];
extern const gsize wire_field_n_rows_http;

extern const WireFieldInfo wire_field_rows_http2[];
extern const gsize wire_field_n_rows_http2;
extern const WireFieldInfo wire_field_rows_talk[];
extern const gsize wire_field_n_rows_talk;
extern const WireFieldInfo wire_field_rows_own[];
extern const gsize wire_field_n_rows_own;

G_END_DECLS
