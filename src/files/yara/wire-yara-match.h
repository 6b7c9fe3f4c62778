/* wire-yara-match.h: a rule of YARA that matched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Places of one rule that are kept; the others are counted. */
#define WIRE_YARA_PLACES 100u

/**
 * WireYaraPlace:
 * @identifier: of the string, such as `$a`
 * @offset: where it is
 * @length: how long it is
 * @bytes: how it begins
 *
 * Where a string of a rule was found.
 */
typedef struct
{
  char *identifier;
  guint64 offset;
  guint32 length;
  GBytes *bytes;
} WireYaraPlace;

/**
 * WireYaraMatch:
 * @rule: its name
 * @name_space: the file that it is in, without folders
 * @tags: of the rule
 * @metas: (element-type utf8): what the rule says of itself: a name, then a value, and so on
 * @places: (element-type WireYaraPlace): where its strings are, at most %WIRE_YARA_PLACES
 * @n_places: how many there were
 *
 * A rule that matched. All text is valid UTF-8.
 */
typedef struct
{
  char *rule;
  char *name_space;
  GPtrArray *tags;
  GPtrArray *metas;
  GArray *places;
  guint64 n_places;
} WireYaraMatch;

WireYaraMatch *wire_yara_match_new (const char *rule, const char *name_space);

/** Frees @match and what it owns. */
void wire_yara_match_free (WireYaraMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireYaraMatch, wire_yara_match_free)

void wire_yara_match_add_place (WireYaraMatch *match,
                                const char *identifier,
                                guint64 offset,
                                guint32 length,
                                gconstpointer bytes,
                                gsize n);

G_END_DECLS
