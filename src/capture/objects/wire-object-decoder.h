/* wire-object-decoder.h: objects without their content coding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-content-coding.h"
#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

WireContentDecoder *wire_object_decoder_new (const WireObject *object,
                                             WireContentSink sink,
                                             gpointer user_data);

G_END_DECLS
