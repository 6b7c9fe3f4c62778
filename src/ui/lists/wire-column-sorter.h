/* wire-column-sorter.h: by what a column sorts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_COLUMN_SORTER (wire_column_sorter_get_type ())
/** WireColumnSorter: by what a column sorts */
G_DECLARE_DERIVABLE_TYPE (WireColumnSorter, wire_column_sorter, WIRE, COLUMN_SORTER, GtkSorter)

/** The class structure. */
struct _WireColumnSorterClass
{
  GtkSorterClass parent_class;
};

WireColumnSorter *wire_column_sorter_new (guint id);
guint wire_column_sorter_get_id (WireColumnSorter *sorter);
void wire_column_sorter_set_largest_first (WireColumnSorter *sorter, gboolean largest_first);
gboolean wire_column_sorter_is_largest_first (WireColumnSorter *sorter);
gboolean wire_column_sorter_ask (GtkSorter *all, guint *id, gboolean *descending);

void wire_column_sorter_class_install_key (WireColumnSorterClass *klass, GType keys);

/**
 * WIRE_DEFINE_COLUMN_SORTER:
 * @TypeName: of the sorter
 * @type_name: the same, in lower case
 * @KEYS: the #GType of an enum: by what the rows of one table may be sorted
 *
 * Defines the sorter that the columns of this table have in its .ui file. Its property `key` is a
 * value of @KEYS, and wire_column_view_get_sort() answers with it.
 */
#define WIRE_DEFINE_COLUMN_SORTER(TypeName, type_name, KEYS)                                       \
  typedef struct                                                                                   \
  {                                                                                                \
    WireColumnSorter parent_instance;                                                              \
  } TypeName;                                                                                      \
  typedef WireColumnSorterClass TypeName##Class;                                                   \
  static GType type_name##_get_type (void);                                                        \
  G_DEFINE_TYPE (TypeName, type_name, WIRE_TYPE_COLUMN_SORTER)                                     \
  static void type_name##_class_init (TypeName##Class *klass)                                      \
  {                                                                                                \
    wire_column_sorter_class_install_key (klass, KEYS);                                            \
  }                                                                                                \
  static void type_name##_init (TypeName *self)                                                    \
  {                                                                                                \
    (void) self;                                                                                   \
  }

G_END_DECLS
