/* wire-column-text.c: what is in a column, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column.h"

/* What a column says whose factory is not one of #WireCells. */
typedef struct
{
  WireColumnText text;
  gpointer user_data;
} Words;

#define WORDS_KEY "wire-words"

/** Says what is in the cells of @column, whose factory is not one of #WireCells. @user_data has to
 * live as long as the column. */
void
wire_column_set_text (GtkColumnViewColumn *column, WireColumnText text, gpointer user_data)
{
  Words *words = g_new (Words, 1);

  *words = (Words){ text, user_data };
  g_object_set_data_full (G_OBJECT (column), WORDS_KEY, words, g_free);
}

/** Returns: whether @column says something in words */
gboolean
wire_column_has_text (GtkColumnViewColumn *column)
{
  WireCells *cells = wire_cells_find (column);

  return (cells && wire_cells_can_say (cells)) || g_object_get_data (G_OBJECT (column), WORDS_KEY);
}

/** Returns: (transfer full) (nullable): what @column says of @row, valid UTF-8 */
char *
wire_column_make_text (GtkColumnViewColumn *column, WireRow *row)
{
  const Words *words = g_object_get_data (G_OBJECT (column), WORDS_KEY);
  WireCells *cells = wire_cells_find (column);

  if (words)
    return words->text (row, words->user_data);
  return cells ? wire_cells_say (cells, row) : NULL;
}
