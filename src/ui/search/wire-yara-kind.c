/* wire-yara-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-yara-kind.h"

#include "base/wire-printable.h"
#include "ui/session/wire-filter-terms.h"
#include "ui/tables/wire-table-pane.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>
#include <inttypes.h>

enum
{
  RULE,
  TARGET,
  STRINGS,
  OFFSET,
  TAGS,
  PACKET,
  N_COLUMNS
};

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  /* Translators: column heading: the name of a rule of YARA */
  [RULE] = { N_ ("Rule"), 18, WIRE_COLUMN_PLAIN, FALSE },
  /* Translators: column heading: the transfer or file that a rule matched */
  [TARGET] = { N_ ("Matched"), 26, WIRE_COLUMN_EXPAND | WIRE_COLUMN_MIDDLE, FALSE },
  /* Translators: column heading: how many places the strings of a rule were found in */
  [STRINGS] = { N_ ("Strings"), 8, WIRE_COLUMN_FIGURE, TRUE },
  /* Translators: column heading: where the first of them is */
  [OFFSET] = { N_ ("First At"), 9, WIRE_COLUMN_NUMBER | WIRE_COLUMN_MONOSPACE, TRUE },
  /* Translators: column heading: words that a rule is tagged with */
  [TAGS] = { N_ ("Tags"), 12, WIRE_COLUMN_PLAIN, FALSE },
  [PACKET] = { N_ ("Packet"), 8, WIRE_COLUMN_NUMBER, TRUE },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("Rules that matched"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected match"),
  /* Translators: what can be searched in a table of rules that matched */
  .find = N_ ("Rule, transfer, file or tag"),
  .choose = N_ ("Select a rule to see what it matched."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("No Rule Matched"),
  .empty_text = N_ ("None of the rules matches anything that was looked at."),
  .nothing_left = N_ ("No Match Passes the Filters"),
  .not_found = N_ ("No match has these words in its row."),
};

static const WireTableItem ITEMS[] = {
  { N_ ("Show _Transfer"), "yara.show-transfer" },
};

static guint
get_length (GObject *source)
{
  return wire_yara_rows_get_length (WIRE_YARA_ROWS (source));
}

static const WireYaraPlace *
get_first (const WireYaraMatch *match)
{
  const WireYaraPlace *first = NULL;

  for (guint i = 0; i < match->places->len; i++)
    {
      const WireYaraPlace *place = &g_array_index (match->places, WireYaraPlace, i);

      if (!first || place->offset < first->offset)
        first = place;
    }
  return first;
}

static char *
join (const GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (words, i));
  return g_string_free (text, FALSE);
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireYaraRows *rows = WIRE_YARA_ROWS (source);
  const WireYaraMatch *match = wire_yara_rows_get_match (rows, row);
  const WireObject *object = wire_yara_rows_get_object (rows, row);
  const WireYaraPlace *first = get_first (match);

  switch (column)
    {
    case RULE:
      return wire_printable_name (match->rule);
    case TARGET:
      return wire_yara_rows_tell_name (rows, row);
    case STRINGS:
      return wire_figure_count (match->n_places);
    case OFFSET:
      return first ? g_strdup_printf ("0x%" PRIx64, first->offset) : NULL;
    case TAGS:
      return join (match->tags);
    default:
      return object ? wire_figure_count ((guint64) object->packet + 1) : NULL;
    }
}

static double
get_number (GObject *source, guint row, guint column)
{
  WireYaraRows *rows = WIRE_YARA_ROWS (source);
  const WireYaraMatch *match = wire_yara_rows_get_match (rows, row);
  const WireObject *object = wire_yara_rows_get_object (rows, row);
  const WireYaraPlace *first = get_first (match);

  switch (column)
    {
    case STRINGS:
      return (double) match->n_places;
    case OFFSET:
      return first ? (double) first->offset : -1;
    default:
      return object ? (double) object->packet : -1;
    }
}

/* What the rule says of itself, and the file that it is in. */
static char *
make_more (GObject *source, guint row)
{
  const WireYaraMatch *match = wire_yara_rows_get_match (WIRE_YARA_ROWS (source), row);
  g_autofree char *metas = join (match->metas);

  return g_strconcat (match->name_space, "\n", metas, NULL);
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  const WireObject *object = wire_yara_rows_get_object (WIRE_YARA_ROWS (source), row);

  *target = (WireTableTarget){ .packet = WIRE_TABLE_NONE, .stream = WIRE_TABLE_NONE };
  if (object)
    *target = (WireTableTarget){ object->packet, object->stream, object->tuple, NULL };
}

static void
add_rule (GtkBox *content, const WireYaraMatch *match)
{
  GtkWidget *column = wire_table_pane_add_column (content, _ ("Rule"));

  wire_table_pane_add (column, _ ("Name"), g_strdup (match->rule));
  /* Translators: the file that a rule is in */
  wire_table_pane_add (column, _ ("File with Rules"), g_strdup (match->name_space));
  wire_table_pane_add (column, _ ("Tags"), join (match->tags));
  for (guint i = 0; i + 1 < match->metas->len; i += 2)
    {
      g_autofree char *name = wire_printable_name (g_ptr_array_index (match->metas, i));

      wire_table_pane_add (column, name, g_strdup (g_ptr_array_index (match->metas, i + 1)));
    }
}

static void
add_string (GtkWidget *column, const WireYaraPlace *place)
{
  g_autofree char *name =
      /* Translators: a string of a rule such as “$a”, and where it is */
      g_strdup_printf (_ ("%s at 0x%" PRIx64), place->identifier, place->offset);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (place->bytes, &length);
  char *text = wire_printable (bytes, length);

  wire_table_pane_add_way (column, name, text && *text ? text : (g_free (text), g_strdup ("–")),
                           "yara.show-string",
                           g_variant_new ("(tt)", place->offset, (guint64) place->length),
                           /* Translators: what a button does */
                           _ ("Show it among the bytes"));
}

static void
fill (GObject *source, guint row, GtkBox *content)
{
  WireYaraRows *rows = WIRE_YARA_ROWS (source);
  const WireYaraMatch *match = wire_yara_rows_get_match (rows, row);
  GtkWidget *column;

  add_rule (content, match);
  column = wire_table_pane_add_column (content, _ ("Strings"));
  wire_table_pane_add (column, _ ("Matched"), wire_yara_rows_tell_name (rows, row));
  for (guint i = 0; i < match->places->len; i++)
    add_string (column, &g_array_index (match->places, WireYaraPlace, i));
  if (match->places->len == 0)
    wire_table_pane_add_text (column, _ ("The rule matched without a string of its own."));
  wire_table_pane_add_more (column, (guint) (match->n_places - match->places->len));
}

const WireTableKind wire_yara_kind = {
  .memory = "yara",
  .pane_memory = "yara-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .items = ITEMS,
  .n_items = G_N_ELEMENTS (ITEMS),
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .make_more = make_more,
  .get_target = get_target,
  .fill = fill,
};
