/* wire-field-explanation.h: what a field of a packet is, in a popover
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_field_explanation_show (GtkWidget *widget, const WireFields *fields, guint index);

G_END_DECLS
