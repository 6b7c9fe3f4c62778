/* wire-sample.h: the sample capture that comes with Wirecase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GFile *wire_sample_find (void);

G_END_DECLS
