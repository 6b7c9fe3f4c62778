/* wire-unpack-limit.h: how much a compressed capture may become
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Unless the user says otherwise: 64 GiB in all, and 250 times the packed size; captures of a
 * flood, which are the most alike that are honest, stay below that. */
#define WIRE_UNPACK_MAX_MIB 65536u
#define WIRE_UNPACK_MAX_RATIO 250u
/** What is allowed whatever the ratio, in bytes. */
#define WIRE_UNPACK_FREE (64u * 1024 * 1024)
/** The most that can be set. */
#define WIRE_UNPACK_MOST_MIB (16u * 1024 * 1024)
#define WIRE_UNPACK_MOST_RATIO 1000000u

void wire_unpack_limit_set (guint mib, guint ratio);
gboolean wire_unpack_limit_check (guint64 packed,
                                  guint64 unpacked,
                                  const char *name,
                                  GError **error);

G_END_DECLS
