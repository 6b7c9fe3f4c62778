/* wire-evidence-compare.h: the digests of two files, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint wire_evidence_count_bits (const guint8 *a, const guint8 *b, gsize size);
GtkWidget *wire_evidence_compare_new (const WireEvidenceRow *a, const WireEvidenceRow *b);

G_END_DECLS
