/* wire-column-sorter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column-sorter.h"

/**
 * WireColumnSorter:
 *
 * Makes the header of a column clickable, and says by what the rows are then sorted. It compares no
 * rows: that is done in a worker. Main thread only.
 *
 * GTK 4.8 does not say by which column a view is sorted, nor which way. But its sorter asks the
 * sorters of the columns in turn until one of them decides. Each of ours decides at once, and
 * writes its number where the first "item" points: so one comparison of such items tells which
 * column sorts, and its sign which way.
 */
typedef struct
{
  guint id;
  gboolean largest_first;
} WireColumnSorterPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WireColumnSorter, wire_column_sorter, GTK_TYPE_SORTER)

enum
{
  PROP_0,
  PROP_LARGEST_FIRST,
  PROP_KEY, /* of subclasses */
};

static WireColumnSorterPrivate *
get (WireColumnSorter *self)
{
  return wire_column_sorter_get_instance_private (self);
}

static GtkOrdering
wire_column_sorter_compare (GtkSorter *sorter, gpointer probe, gpointer other)
{
  guint **noted = probe;

  (void) other;
  **noted = get (WIRE_COLUMN_SORTER (sorter))->id;
  return GTK_ORDERING_LARGER;
}

static void
wire_column_sorter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireColumnSorterPrivate *self = get (WIRE_COLUMN_SORTER (object));

  if (id == PROP_LARGEST_FIRST)
    self->largest_first = g_value_get_boolean (value);
  else if (id == PROP_KEY)
    self->id = (guint) g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_column_sorter_class_init (WireColumnSorterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wire_column_sorter_set_property;
  GTK_SORTER_CLASS (klass)->compare = wire_column_sorter_compare;

  /** WireColumnSorter:largest-first: whether the first click on the header sorts downwards */
  g_object_class_install_property (
      object_class, PROP_LARGEST_FIRST,
      g_param_spec_boolean ("largest-first", NULL, NULL, FALSE,
                            G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
wire_column_sorter_init (WireColumnSorter *self)
{
  (void) self;
}

/** Gives a subclass its property `key`, a value of the enum @keys. */
void
wire_column_sorter_class_install_key (WireColumnSorterClass *klass, GType keys)
{
  GEnumClass *values = g_type_class_ref (keys);

  G_OBJECT_CLASS (klass)->set_property = wire_column_sorter_set_property; /* is not inherited */
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_KEY,
                                   g_param_spec_enum ("key", NULL, NULL, keys, values->minimum,
                                                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_type_class_unref (values);
}

/** Returns: (transfer full): what sorts by @id, a number of the caller's */
WireColumnSorter *
wire_column_sorter_new (guint id)
{
  WireColumnSorter *self = g_object_new (WIRE_TYPE_COLUMN_SORTER, NULL);

  get (self)->id = id;
  return self;
}

/** Returns: the number by which it sorts */
guint
wire_column_sorter_get_id (WireColumnSorter *self)
{
  g_return_val_if_fail (WIRE_IS_COLUMN_SORTER (self), 0);
  return get (self)->id;
}

/** See #WireColumnSorter:largest-first. */
void
wire_column_sorter_set_largest_first (WireColumnSorter *self, gboolean largest_first)
{
  g_return_if_fail (WIRE_IS_COLUMN_SORTER (self));
  get (self)->largest_first = largest_first;
}

/** Returns: whether the first click on the header sorts downwards */
gboolean
wire_column_sorter_is_largest_first (WireColumnSorter *self)
{
  g_return_val_if_fail (WIRE_IS_COLUMN_SORTER (self), FALSE);
  return get (self)->largest_first;
}

/**
 * wire_column_sorter_ask:
 * @all: the sorter of a view whose columns have such sorters, or none
 * @id: (out): that of the column that sorts
 * @descending: (out): which way
 *
 * Returns: whether a column sorts
 */
gboolean
wire_column_sorter_ask (GtkSorter *all, guint *id, gboolean *descending)
{
  guint *probe = id;
  guint *other = NULL;
  GtkOrdering ordering = gtk_sorter_compare (all, &probe, &other);

  *descending = ordering == GTK_ORDERING_SMALLER;
  return ordering != GTK_ORDERING_EQUAL;
}
