/* wire-library.h: what most of the library includes, read once by builds that ask for it (-Db_pch)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
