/* wire-zeek-letter.h: the parts of a mail, each of which is a file of Zeek's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/files/wire-zeek-part.h"

G_BEGIN_DECLS

GPtrArray *wire_zeek_letter_take_apart (WireObjectList *list,
                                        guint32 object,
                                        GBytes *content,
                                        WireTypeDetector *detector);

G_END_DECLS
