/* wire-netbios-name.h: names of NetBIOS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Bytes of a name: fifteen, and the suffix that says what it is the name of. */
#define WIRE_NETBIOS_NAME_BYTES 16

/** Bytes of a name without its suffix, and a NUL. */
#define WIRE_NETBIOS_NAME_SIZE 16

/** Suffixes of names that a computer has as its own. */
#define WIRE_NETBIOS_WORKSTATION 0x00
#define WIRE_NETBIOS_FILE_SERVER 0x20

gboolean wire_netbios_name_read (WireCursor *cursor,
                                 char name[WIRE_NETBIOS_NAME_SIZE],
                                 guint8 *suffix);
gboolean wire_netbios_name_trim (const guint8 *bytes, char name[WIRE_NETBIOS_NAME_SIZE]);

G_END_DECLS
