/* wire-names.h: numbers of a protocol and what its registry calls them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** One row of a registry. Tables are short and searched only for a frame that someone looks at. */
typedef struct
{
  guint32 value;
  const char *name;
} WireName;

const char *wire_names_find (const WireName *names, gsize n, guint32 value);

/** Returns: (nullable): the name of @value in the array @names */
#define wire_names_lookup(names, value) wire_names_find (names, G_N_ELEMENTS (names), value)

/** As wire_names_lookup(), with a word for what the registry (or the table) does not list. */
#define wire_names_or_unknown(names, value)                                                        \
  wire_names_find_or (names, G_N_ELEMENTS (names), value, "unknown")

const char *wire_names_find_or (const WireName *names,
                                gsize n,
                                guint32 value,
                                const char *otherwise);

G_END_DECLS
