/* wire-case-means.h: what evidence was examined with, and filters that were given names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case.h"

G_BEGIN_DECLS

/**
 * WireCaseMeans:
 * @id: in the case
 * @kind: `set` (of digests), `rules` (of YARA) or `indicators`
 * @name: of a set, or a path
 * @count: digests of a set; 0 for the others
 * @sha256: hexadecimal: of the file, or of what a set holds
 * @time: seconds since 1970, when it was used first
 *
 * With which something was looked for. The same name with another digest is another one.
 */
typedef struct
{
  gint64 id;
  char *kind;
  char *name;
  gint64 count;
  char *sha256;
  gint64 time;
} WireCaseMeans;

/** Frees @means and what it owns. */
void wire_case_means_free (WireCaseMeans *means);

/**
 * WireCaseFilter:
 * @name: what people call it; a case has one of each name
 * @expression: in the language of display filters
 */
typedef struct
{
  char *name;
  char *expression;
} WireCaseFilter;

/** Frees @filter and what it owns. */
void wire_case_filter_free (WireCaseFilter *filter);

gboolean wire_case_use (WireCase *self,
                        const char *kind,
                        const char *name,
                        gint64 count,
                        const char *sha256,
                        GError **error);
gboolean wire_case_use_file (WireCase *self, const char *kind, const char *path, GError **error);
GPtrArray *wire_case_list_means (WireCase *self, GError **error);
gboolean wire_case_save_filter (WireCase *self,
                                const char *name,
                                const char *expression,
                                GError **error);
GPtrArray *wire_case_list_filters (WireCase *self, GError **error);

G_END_DECLS
