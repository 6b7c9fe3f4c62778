/* wire-zeek-form.h: the fields of a form, each of which is a file of Zeek's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/files/wire-zeek-part.h"

G_BEGIN_DECLS

GPtrArray *wire_zeek_form_take_apart (WireObjectList *list,
                                      guint32 object,
                                      GBytes *content,
                                      WireTypeDetector *detector);

G_END_DECLS
