/* wire-application.h: the program that windows belong to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_APPLICATION (wire_application_get_type ())
G_DECLARE_FINAL_TYPE (WireApplication, wire_application, WIRE, APPLICATION, AdwApplication)

WireApplication *wire_application_new (void);

G_END_DECLS
