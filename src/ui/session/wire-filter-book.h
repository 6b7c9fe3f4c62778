/* wire-filter-book.h: filters that were used, and those that were given names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Filters that are remembered. */
#define WIRE_FILTER_HISTORY_MAX 30u

/** Filters that may be saved with names. */
#define WIRE_FILTERS_SAVED_MAX 200u

/**
 * WireNamedFilter:
 * @name: what it is called
 * @text: the filter
 *
 * A filter with a name.
 */
typedef struct
{
  char *name;
  char *text;
} WireNamedFilter;

/** Returns: (transfer full): an empty list of #WireNamedFilter */
GPtrArray *wire_filter_list_new (void);

/** Adds a filter to a list of wire_filter_list_new(). */
void wire_filter_list_add (GPtrArray *list, const char *name, const char *text);

void wire_filter_book_note (const char *text);
char **wire_filter_book_list_used (void);
void wire_filter_book_forget_used (void);

GPtrArray *wire_filter_book_list_saved (void);
GPtrArray *wire_filter_book_list_given (void);
void wire_filter_book_save (const char *name, const char *text);
void wire_filter_book_remove (const char *name);

G_END_DECLS
