/* wire-info-button.h: a small button that explains a term
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/widgets/wire-lesson.h"

G_BEGIN_DECLS

#define WIRE_TYPE_INFO_BUTTON (wire_info_button_get_type ())
/** WireInfoButton: a small button that explains a term */
G_DECLARE_FINAL_TYPE (WireInfoButton, wire_info_button, WIRE, INFO_BUTTON, AdwBin)

GtkWidget *wire_info_button_new (const char *lesson);
const WireLesson *wire_info_button_get_lesson (WireInfoButton *button);
void wire_info_button_open (WireInfoButton *button);

G_END_DECLS
