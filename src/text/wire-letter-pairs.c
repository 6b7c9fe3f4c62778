/* wire-letter-pairs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-letter-pairs.h"

#include "text/wire-text-resource.h"

#include <gio/gio.h>
#include <string.h>

#define CODE_BYTES 8
#define LANGUAGES_MAX 64
#define COST_UNSEEN (20 * WIRE_BIT)

/* @costs: of letters (n + 1)², a row for the letter before; of ideographs n */
struct _WireLanguage
{
  char code[CODE_BYTES + 1];
  gboolean ideographs;
  guint n;
  gunichar *characters;
  const guint8 *costs;
};

typedef struct
{
  GBytes *data;
  WireLanguage languages[LANGUAGES_MAX];
  guint n;
} Table;

static guint
read_number (const guint8 *bytes, guint length)
{
  guint number = 0;

  for (guint i = length; i-- > 0;)
    number = number << 8 | bytes[i];
  return number;
}

/* The format is in build-aux/train-letter-pairs. Returns: the end, or %NULL where it is cut */
static const guint8 *
read_language (WireLanguage *language, const guint8 *p, const guint8 *end)
{
  gsize n_costs;

  if (end - p < CODE_BYTES + 3)
    return NULL;
  memcpy (language->code, p, CODE_BYTES);
  language->ideographs = p[CODE_BYTES] != 0;
  language->n = read_number (p + CODE_BYTES + 1, 2);
  p += CODE_BYTES + 3;
  n_costs = language->ideographs ? language->n : (gsize) (language->n + 1) * (language->n + 1);
  if ((gsize) (end - p) < language->n * 4 + n_costs)
    return NULL;
  language->characters = g_new (gunichar, language->n);
  for (guint i = 0; i < language->n; i++)
    language->characters[i] = read_number (p + i * 4, 4);
  language->costs = p + language->n * 4;
  return language->costs + n_costs;
}

static Table *
read_table (void)
{
  Table *table = g_new0 (Table, 1);
  gsize length;
  const guint8 *p, *end;
  guint n;

  wire_text_register_resource ();
  table->data = g_resources_lookup_data ("/wirecase/text/letter-pairs.bin", 0, NULL);
  g_return_val_if_fail (table->data, table);
  p = g_bytes_get_data (table->data, &length);
  end = p + length;
  n = MIN (read_number (p + 4, 2), LANGUAGES_MAX);
  for (p += 6; table->n < n && p; table->n++)
    p = read_language (&table->languages[table->n], p, end);
  return table;
}

static const Table *
get_table (void)
{
  static gsize table;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize) read_table ());
  return (const Table *) table;
}

/** Returns: (transfer none) (nullable): the language of @code, such as `pl`. Any thread. */
const WireLanguage *
wire_language_find (const char *code)
{
  const Table *table = get_table ();

  for (guint i = 0; i < table->n; i++)
    if (strcmp (table->languages[i].code, code) == 0)
      return &table->languages[i];
  return NULL;
}

/** Returns: as locales write it: `en_GB`, `pl` */
const char *
wire_language_get_code (const WireLanguage *self)
{
  return self->code;
}

/** Returns: whether single characters were counted, and not pairs */
gboolean
wire_language_has_ideographs (const WireLanguage *self)
{
  return self->ideographs;
}

static int
find_character (const WireLanguage *language, gunichar c)
{
  guint low = 0, high = language->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (language->characters[middle] == c)
        return (int) middle;
      if (language->characters[middle] < c)
        low = middle + 1;
      else
        high = middle;
    }
  return -1;
}

/** @c: in lower case. Returns: its number in the alphabet, or 0 where it is not in it */
guint
wire_language_get_letter (const WireLanguage *self, gunichar c)
{
  return (guint) (find_character (self, c) + 1);
}

/** Returns: what @letter costs after @before, in eighths of a bit; 0 is what is not a letter */
guint
wire_language_get_pair_cost (const WireLanguage *self, guint before, guint letter)
{
  return self->costs[before * (self->n + 1) + letter];
}

/** Returns: what @c costs, in eighths of a bit */
guint
wire_language_get_ideograph_cost (const WireLanguage *self, gunichar c)
{
  int i = find_character (self, c);

  return i < 0 ? COST_UNSEEN : self->costs[i];
}
