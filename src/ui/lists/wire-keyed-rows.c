/* wire-keyed-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-keyed-rows.h"

#include <string.h>

typedef struct
{
  guint32 row;
  WireRowKey key;
} Keyed;

/**
 * WireKeyedRows:
 *
 * The rows that a view shows, in the order of a column. A view's job adds those that are shown,
 * sorts them where a column sorts, and takes their numbers. Any thread, one at a time.
 */
struct _WireKeyedRows
{
  GArray *rows;
};

static void
keyed_clear (gpointer data)
{
  g_free (((Keyed *) data)->key.text);
}

/** Returns: (transfer full): no rows */
WireKeyedRows *
wire_keyed_rows_new (void)
{
  WireKeyedRows *self = g_new (WireKeyedRows, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Keyed));
  g_array_set_clear_func (self->rows, keyed_clear);
  return self;
}

/** Frees the rows with their keys. */
void
wire_keyed_rows_free (WireKeyedRows *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

/** Adds the row with number @row. Takes the text of @key. */
void
wire_keyed_rows_add (WireKeyedRows *self, guint32 row, const WireRowKey *key)
{
  const Keyed keyed = { row, *key };

  g_array_append_val (self->rows, keyed);
}

/** Returns: how many rows were added */
guint
wire_keyed_rows_get_length (WireKeyedRows *self)
{
  return self->rows->len;
}

static int
compare_keys (const WireRowKey *a, const WireRowKey *b)
{
  int order = (a->number > b->number) - (a->number < b->number);

  if (order == 0)
    order = memcmp (a->address, b->address, sizeof a->address);
  return order ? order : g_strcmp0 (a->text, b->text);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Keyed *left = a;
  const Keyed *right = b;
  int order;

  if (left->key.empty != right->key.empty)
    return left->key.empty ? 1 : -1;
  order = compare_keys (&left->key, &right->key);
  return order ? order * GPOINTER_TO_INT (data)
               : (left->row > right->row) - (left->row < right->row);
}

/** Sorts the rows by their keys. Those whose keys are equal are in the order of their numbers,
 * whichever way is sorted. */
void
wire_keyed_rows_sort (WireKeyedRows *self, gboolean descending)
{
  g_array_sort_with_data (self->rows, compare, GINT_TO_POINTER (descending ? -1 : 1));
}

/** Returns: (transfer full): the numbers of the rows as guint32, as wire_row_list_set_rows() takes
 * them */
GBytes *
wire_keyed_rows_list (WireKeyedRows *self)
{
  guint32 *numbers = g_new (guint32, MAX (1, self->rows->len));

  for (guint i = 0; i < self->rows->len; i++)
    numbers[i] = g_array_index (self->rows, Keyed, i).row;
  return g_bytes_new_take (numbers, self->rows->len * sizeof *numbers);
}

/** Returns: a #WireRowKey.number that sorts as @value does; @value is not NaN */
guint64
wire_row_key_from_double (double value)
{
  const guint64 sign = G_GUINT64_CONSTANT (1) << 63;
  const double positive_zero = value == 0 ? 0 : value;
  guint64 bits;

  /* Larger numbers have larger bits; those of negative ones run the other way. */
  memcpy (&bits, &positive_zero, sizeof bits);
  return bits & sign ? ~bits : bits | sign;
}

/** Returns: (transfer full): @text as a #WireRowKey.text, without regard to case */
char *
wire_row_key_fold (const char *text)
{
  return g_utf8_strdown (text ? text : "", -1);
}
