/* wire-filter-advice.h: what to write here for a filter in another language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest filter that advice is given for, in bytes. */
#define WIRE_FILTER_ADVICE_MAX 2048u

char *wire_filter_advise (const char *text);

G_END_DECLS
