/* wire-link-type.h: LINKTYPE_ numbers, libpcap's DLT_ numbers and their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int wire_link_type_to_dlt (guint32 link_type);
const char *wire_link_type_name (guint32 link_type);

G_END_DECLS
