/* wire-table-kind.h: what a table of findings is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact.h"
#include "capture/view/wire-view.h"
#include "ui/lists/wire-column.h"

G_BEGIN_DECLS

/** Of a #WireTableTarget: it has no such packet, or stream. */
#define WIRE_TABLE_NONE G_MAXUINT32

/**
 * WireTableColumn:
 * @title: not translated: marked with N_()
 * @width: in average characters
 * @flags: how it looks
 * @by_number: it is sorted by get_number(), and not by what it says
 */
typedef struct
{
  const char *title;
  int width;
  WireColumnFlags flags;
  gboolean by_number;
} WireTableColumn;

/**
 * WireTableItem:
 * @label: of a menu item, not translated
 * @action: that it activates
 *
 * What can be done with a row beyond what all tables offer.
 */
typedef struct
{
  const char *label;
  const char *action;
} WireTableItem;

/**
 * WireTableWords:
 * @name: what a screen reader calls the table
 * @row: likewise the button with the menu of the selected row
 * @find: what can be searched, in a few words
 * @choose: shown below the table while nothing is selected
 * @empty: heading where the capture has none
 * @empty_text: what the heading means
 * @nothing_left: heading where the filters hold all back
 * @not_found: sentence where the search finds nothing
 *
 * None is translated yet.
 */
typedef struct
{
  const char *name;
  const char *row;
  const char *find;
  const char *choose;
  const char *empty;
  const char *empty_text;
  const char *nothing_left;
  const char *not_found;
} WireTableWords;

/**
 * WireTableTarget:
 * @packet: to go to, from 0, or %WIRE_TABLE_NONE
 * @stream: to follow, or %WIRE_TABLE_NONE
 * @tuple: of its conversation; of family %WIRE_FAMILY_NONE: it has none
 * @host: (nullable) (transfer full): a filter in the language of fields for its host
 * @address: (nullable) (transfer full): an address of that host, by which notes name it
 *
 * Where a row leads. Clear it with wire_table_target_clear().
 */
typedef struct
{
  guint32 packet;
  guint32 stream;
  WireTuple tuple;
  char *host;
  char *address;
} WireTableTarget;

/** Frees what @target owns, but not @target itself. */
static inline void
wire_table_target_clear (WireTableTarget *target)
{
  g_clear_pointer (&target->host, g_free);
  g_clear_pointer (&target->address, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireTableTarget, wire_table_target_clear)

/**
 * WireTableKind:
 * @memory: the name under which columns are remembered
 * @pane_memory: the key under which the handle above the details is
 * @words: what it says
 * @columns: of them @n_columns
 * @items: (nullable): more menu items, of them @n_items
 * @has_host: rows are of a host, which can be filtered for
 * @get_length: how many rows there are
 * @make_text: what a cell says: (transfer full) (nullable)
 * @get_number: what a column that is sorted by numbers is sorted by
 * @get_named: (nullable): whether a cell has an address that may have a name; @address: (out): it;
 *   @time: (out): when it is meant
 * @make_more: (nullable): what else of a row is searched: (transfer full) (nullable)
 * @get_target: where a row leads
 * @add_terms: (nullable): offers in a menu what the row can be filtered by, beyond its addresses
 * @begin: (nullable): makes what @passes needs of a view; freed with g_hash_table_unref()
 * @passes: (nullable): whether the filter lets a row through; otherwise that of its packet decides
 * @fill: puts what there is to say of a row into the pane
 *
 * All but @add_terms and @fill are called from any thread, of a source that does not change.
 */
typedef struct
{
  const char *memory;
  const char *pane_memory;
  const WireTableWords *words;
  const WireTableColumn *columns;
  guint n_columns;
  const WireTableItem *items;
  guint n_items;
  gboolean has_host;
  guint (*get_length) (GObject *source);
  char *(*make_text) (GObject *source, guint row, guint column);
  double (*get_number) (GObject *source, guint row, guint column);
  gboolean (*get_named) (
      GObject *source, guint row, guint column, WireHostAddress *address, gint64 *time);
  char *(*make_more) (GObject *source, guint row);
  void (*get_target) (GObject *source, guint row, WireTableTarget *target);
  void (*add_terms) (GObject *source, guint row, GMenu *menu);
  GHashTable *(*begin) (WireView *view);
  gboolean (*passes) (GObject *source, guint row, WireView *view, GHashTable *looked_up);
  void (*fill) (GObject *source, guint row, GtkBox *content);
} WireTableKind;

G_END_DECLS
