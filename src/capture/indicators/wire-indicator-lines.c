/* wire-indicator-lines.c: indicators one a line, or in a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/indicators/wire-indicator-list.h"

#include "files/lists/wire-lines.h"

#include <string.h>

/* Columns of a line that are looked at. */
#define COLUMNS_MAX 64u

/* A table whose header was understood. */
typedef struct
{
  WireIndicatorList *list;
  int value; /* the column that has indicators; -1: the first that is one */
  int type;  /* the column that says what they are, or -1 */
} Table;

/* Takes the next cell off @line (RFC 4180). Returns: (transfer full): it */
static char *
take_cell (const char **line, char comma)
{
  const char *p = *line;
  GString *cell = g_string_new (NULL);
  gboolean quoted = *p == '"';

  if (quoted)
    p++;
  for (; *p; p++)
    {
      if (quoted && p[0] == '"' && p[1] == '"')
        p++;
      else if (quoted ? *p == '"' : *p == comma)
        break;
      g_string_append_c (cell, *p);
    }
  while (quoted && *p && *p != comma)
    p++;
  *line = *p ? p + 1 : p;
  return g_string_free (cell, FALSE);
}

/* Returns: (transfer full) (element-type utf8): the cells of @line */
static GPtrArray *
split (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  char comma = strchr (line, '\t') ? '\t' : strchr (line, ';') && !strchr (line, ',') ? ';' : ',';

  do
    g_ptr_array_add (cells, g_strstrip (take_cell (&line, comma)));
  while (*line && cells->len < COLUMNS_MAX);
  return cells;
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (; *words; words++)
    if (g_ascii_strcasecmp (text, *words) == 0)
      return TRUE;
  return FALSE;
}

/* Returns: whether @cells are the titles of a table with indicators */
static gboolean
take_header (Table *self, const GPtrArray *cells)
{
  static const char *const VALUES[] = {
    "value", "indicator", "ioc", "ioc_value", "observable", NULL
  };
  static const char *const TYPES[] = { "type", "ioc_type", "indicator_type", "kind", NULL };
  int value = -1;
  int type = -1;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *title = g_ptr_array_index (cells, i);

      if (value < 0 && is_one_of (title, VALUES))
        value = (int) i;
      else if (type < 0 && is_one_of (title, TYPES))
        type = (int) i;
    }
  if (value < 0)
    return FALSE;
  self->value = value;
  self->type = type;
  return TRUE;
}

static const char *
get_cell (const GPtrArray *cells, int column)
{
  return column >= 0 && (guint) column < cells->len ? g_ptr_array_index (cells, column) : NULL;
}

static gboolean
says_agent (const char *type)
{
  static const char *const AGENTS[] = { "user-agent", "user_agent", "useragent", "user agent",
                                        NULL };

  return type && is_one_of (type, AGENTS);
}

/* Returns: whether there was an indicator in the line */
static gboolean
take_cells (Table *self, const GPtrArray *cells)
{
  const char *value = get_cell (cells, self->value);

  if (self->value >= 0)
    return value
           && (says_agent (get_cell (cells, self->type))
                   ? wire_indicator_list_add_agent (self->list, value)
                   : wire_indicator_list_add (self->list, value));
  for (guint i = 0; i < cells->len; i++)
    if (wire_indicator_list_add (self->list, g_ptr_array_index (cells, i)))
      return TRUE;
  return FALSE;
}

/* What follows a blank and a number sign is a comment. */
static void
cut_comment (char *line)
{
  for (char *p = line; *p; p++)
    if (*p == '#' && (p == line || g_ascii_isspace (p[-1])))
      {
        *p = '\0';
        return;
      }
}

static void
take_line (Table *self, char *line, guint64 number)
{
  g_autoptr (GPtrArray) cells = NULL;

  g_strstrip (line);
  if (wire_indicator_list_add (self->list, line))
    return;
  cut_comment (line);
  g_strchomp (line);
  if (line[0] == '\0' || line[0] == ';' || g_str_has_prefix (line, "//"))
    return;
  cells = split (line);
  if (self->value < 0 && take_header (self, cells))
    return;
  if (!take_cells (self, cells))
    wire_indicator_list_miss (self->list, number);
}

gboolean
wire_indicator_list_read_lines (WireIndicatorList *self,
                                const char *path,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (WireLines) lines = wire_lines_open (path, cancellable, error);
  Table table = { self, -1, -1 };
  WireLine line;
  int got;

  if (!lines)
    return FALSE;
  while ((got = wire_lines_next (lines, &line, error)) > 0)
    {
      if (line.too_long || !g_utf8_validate (line.text, -1, NULL))
        wire_indicator_list_miss (self, line.number);
      else
        take_line (&table, line.text, line.number);
    }
  return got == 0;
}

void
wire_indicator_list_take_lines (WireIndicatorList *self, GBytes *bytes)
{
  Table table = { self, -1, -1 };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  guint64 number = 0;

  for (gsize at = 0; at < size;)
    {
      const char *end = memchr (text + at, '\n', size - at);
      gsize length = end ? (gsize) (end - text) - at : size - at;
      g_autofree char *line = g_strndup (text + at, length);

      number++;
      if (length > WIRE_LINE_MAX || !g_utf8_validate_len (text + at, length, NULL))
        wire_indicator_list_miss (self, number);
      else
        take_line (&table, line, number);
      at += length + 1;
    }
}
