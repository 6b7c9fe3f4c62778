/* wire-inflater.h: gzip and zstd, unpacked as they are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The compression of a file, recognised by its first bytes. */
typedef enum
{
  WIRE_PACKING_NONE,
  WIRE_PACKING_GZIP,
  WIRE_PACKING_ZSTD,
} WirePacking;

WirePacking wire_packing_recognise (const guint8 *head, gsize length);

/**
 * WireInflater:
 *
 * Unpacks a stream of several gzip members or zstd frames one after the other. Memory is what zlib
 * (32 KiB) and zstd (a window of at most 128 MiB, its own default) need. Used by one thread.
 */
typedef struct _WireInflater WireInflater;

WireInflater *wire_inflater_new (WirePacking packing);

/** Frees @inflater and what it owns. */
void wire_inflater_free (WireInflater *inflater);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireInflater, wire_inflater_free)

gboolean wire_inflater_run (WireInflater *inflater,
                            const guint8 **input,
                            gsize *input_length,
                            guint8 **output,
                            gsize *output_length,
                            const char **problem);
gboolean wire_inflater_is_broken (WireInflater *inflater);
gboolean wire_inflater_is_between (WireInflater *inflater);

G_END_DECLS
