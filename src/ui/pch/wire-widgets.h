/* wire-widgets.h: what most of the window includes, read once by builds that ask for it (-Db_pch)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>
