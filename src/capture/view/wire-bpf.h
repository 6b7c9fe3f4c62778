/* wire-bpf.h: filter expressions as libpcap compiles them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/view/wire-filter.h"

G_BEGIN_DECLS

/**
 * WireBpf:
 *
 * One expression, compiled for every link type of a capture: where an Ethernet frame begins is not
 * where a raw IP packet does. An expression that makes sense for some of the link types only
 * (`ether host …`) matches packets of those. Immutable; any thread.
 */
typedef struct _WireBpf WireBpf;

WireBpf *wire_bpf_new (const char *expression,
                       const guint32 *link_types,
                       guint n_interfaces,
                       GError **error);

/** Frees @bpf and what it owns. */
void wire_bpf_free (WireBpf *bpf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireBpf, wire_bpf_free)

gboolean wire_bpf_matches (
    const WireBpf *bpf, guint interface, const guint8 *data, guint32 captured, guint32 length);

G_END_DECLS
