/* wire-application.h: the program that windows belong to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_APPLICATION (wire_application_get_type ())
/** WireApplication: the program that windows belong to */
G_DECLARE_FINAL_TYPE (WireApplication, wire_application, WIRE, APPLICATION, AdwApplication)

/** Returns: (transfer full): the application, not yet registered */
WireApplication *wire_application_new (void);

G_END_DECLS
