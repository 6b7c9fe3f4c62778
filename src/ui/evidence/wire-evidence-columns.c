/* wire-evidence-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-columns.h"

#include "ui/evidence/wire-evidence-lessons.h"
#include "ui/evidence/wire-evidence-words.h"
#include "ui/widgets/wire-figures.h"
#include "ui/lists/wire-row-factory.h"

#include <glib/gi18n.h>

/* What a column remembers: its place in COLUMNS, or after them its algorithm. */
#define COLUMN_KEY "wire-evidence-column"

/** Returns: (transfer none) (nullable): what is in @row, whose source is a #WireEvidenceList */
const WireEvidenceRow *
wire_evidence_row_get (WireRow *row)
{
  guint id = wire_row_get_id (row);

  return id == WIRE_ROW_NONE ? NULL : wire_evidence_list_get (wire_row_get_source (row), id);
}

/* Most columns are one expression over a row. */
#define EVIDENCE_TEXT(name, expression)                                                            \
  static char *name##_text (WireRow *item, gpointer data)                                          \
  {                                                                                                \
    const WireEvidenceRow *row = wire_evidence_row_get (item);                                     \
                                                                                                   \
    (void) data;                                                                                   \
    return row ? (expression) : NULL;                                                              \
  }

#define TYPE_TEXT(name, expression)                                                                \
  static char *name##_text (WireRow *item, gpointer data)                                          \
  {                                                                                                \
    const WireEvidenceRow *row = wire_evidence_row_get (item);                                     \
    const WireType *type = row ? row->evidence->type : NULL;                                       \
                                                                                                   \
    (void) data;                                                                                   \
    return type ? (expression) : NULL;                                                             \
  }

EVIDENCE_TEXT (name, wire_evidence_row_get_name (row))
EVIDENCE_TEXT (folder, wire_evidence_row_get_folder (row))
EVIDENCE_TEXT (size, row->evidence->error ? NULL : wire_figure_size (row->evidence->size))
EVIDENCE_TEXT (match, wire_evidence_row_get_matches (row))
EVIDENCE_TEXT (origin, g_strdup (row->origin ? row->origin->words : NULL))
EVIDENCE_TEXT (reason, wire_evidence_row_get_reason (row))
EVIDENCE_TEXT (digest, wire_evidence_get_hex (row->evidence, GPOINTER_TO_UINT (data)))
TYPE_TEXT (type, g_strdup (type->words))
TYPE_TEXT (lab, wire_evidence_tell_lab_type (type))
TYPE_TEXT (extension, g_strdup (type->extension))
TYPE_TEXT (expected, type->expected ? g_strjoinv (", ", type->expected) : NULL)
TYPE_TEXT (signature, g_strdup (type->signature))

/* In which panel a column is. */
enum
{
  HASHES = 1 << WIRE_EVIDENCE_PANEL_HASHES,
  TYPES = 1 << WIRE_EVIDENCE_PANEL_TYPES,
  LAB = 1 << WIRE_EVIDENCE_PANEL_LAB,
  ALL = HASHES | TYPES | LAB,
  DOWNLOADS = 1 << 3 | ALL,
};

static const struct
{
  const char *title;
  int width_chars;
  WireColumnFlags flags;
  WireEvidenceSort sort;
  WireColumnText text; /* NULL: the digests come here */
  guint panels;
} COLUMNS[] = {
  { N_ ("Name"), 14, WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_NAME, name_text,
    ALL },
  { N_ ("Match"), 12, WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_MATCH, match_text, HASHES },
  { N_ ("Size"), 8, WIRE_COLUMN_FIGURE, WIRE_EVIDENCE_SORT_SIZE, size_text, ALL },
  { NULL, 0, WIRE_COLUMN_PLAIN, WIRE_EVIDENCE_SORT_NONE, NULL, HASHES },
  { N_ ("Type"), 20, WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_TYPE, type_text, TYPES },
  { N_ ("Extension"), 8, WIRE_COLUMN_PLAIN, WIRE_EVIDENCE_SORT_EXTENSION, extension_text,
    TYPES | LAB },
  { N_ ("As in the Lab"), 20, WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_TYPE, lab_text, LAB },
  { N_ ("Expected"), 12, WIRE_COLUMN_PLAIN, WIRE_EVIDENCE_SORT_EXPECTED, expected_text, TYPES },
  { N_ ("Signature"), 14, WIRE_COLUMN_MONOSPACE, WIRE_EVIDENCE_SORT_SIGNATURE, signature_text,
    TYPES | LAB },
  { N_ ("Reason"), 24, WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_REASON, reason_text, TYPES },
  { N_ ("Origin"), 24, WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_ORIGIN,
    origin_text, DOWNLOADS },
  { N_ ("Folder"), 12, WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, WIRE_EVIDENCE_SORT_FOLDER,
    folder_text, ALL },
};

/* Where there is no more room, both ends show. */
#define DIGEST_CHARS 16

static void
set_up_verdict (GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *words = gtk_inscription_new (NULL);

  (void) data;
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (words), 13);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), 13);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  wire_column_mark_cell (box, item);
  gtk_list_item_set_child (item, box);
}

static void
show_verdict (GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  const WireEvidenceRow *row = wire_evidence_row_get (gtk_list_item_get_item (item));
  const WireVerdictLook *look = row ? wire_evidence_row_get_look (row) : NULL;
  g_autofree char *words = row ? wire_evidence_row_get_verdict (row) : NULL;
  const char *styles[] = { look ? look->style : NULL, NULL };

  (void) data;
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), look ? look->icon : NULL);
  gtk_widget_set_css_classes (box, styles);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_next_sibling (icon)), words);
}

static char *
verdict_text (WireRow *row, gpointer data)
{
  const WireEvidenceRow *evidence = wire_evidence_row_get (row);

  (void) data;
  return evidence ? wire_evidence_row_get_verdict (evidence) : NULL;
}

static void
add_column (GtkColumnView *view, GtkColumnViewColumn *column, guint sort, guint key)
{
  wire_column_set_sort_id (column, sort);
  g_object_set_data (G_OBJECT (column), COLUMN_KEY, GUINT_TO_POINTER (key));
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

static void
add_verdict (GtkColumnView *view)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (
      _ ("Verdict"), wire_row_factory_new (set_up_verdict, show_verdict, NULL, NULL));

  gtk_column_view_column_set_resizable (column, TRUE);
  wire_column_set_text (column, verdict_text, NULL);
  wire_column_set_sort_id (column, WIRE_EVIDENCE_SORT_VERDICT);
  g_object_set_data (G_OBJECT (column), COLUMN_KEY, GUINT_TO_POINTER (G_MAXUINT));
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

static void
add_digests (GtkColumnView *view)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      const WireDigestInfo *info = wire_digest_get_info (i);
      int width = MIN (DIGEST_CHARS, (int) info->size * 2 + 1);

      add_column (view,
                  wire_column_new (info->name, width,
                                   WIRE_COLUMN_MONOSPACE | WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND,
                                   digest_text, GUINT_TO_POINTER (i)),
                  WIRE_EVIDENCE_SORT_DIGEST + i, G_N_ELEMENTS (COLUMNS) + i);
    }
}

/**
 * wire_evidence_columns_add:
 * @view: a column view without columns
 *
 * Every column sorts by its #WireEvidenceSort. wire_evidence_columns_show() says which are seen.
 */
void
wire_evidence_columns_add (GtkColumnView *view)
{
  add_verdict (view);
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (!COLUMNS[i].text)
      add_digests (view);
    else
      add_column (view,
                  wire_column_new (_ (COLUMNS[i].title), COLUMNS[i].width_chars, COLUMNS[i].flags,
                                   COLUMNS[i].text, NULL),
                  COLUMNS[i].sort, i);
  wire_evidence_columns_show (view, WIRE_EVIDENCE_PANEL_HASHES, 0, FALSE);
}

/**
 * wire_evidence_columns_show:
 * @panel: whose columns are seen
 * @digests: algorithms that have a column there
 * @origins: some rows were downloaded
 */
void
wire_evidence_columns_show (GtkColumnView *view,
                            WireEvidencePanel panel,
                            WireDigestMask digests,
                            gboolean origins)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      guint key = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), COLUMN_KEY));
      gboolean seen = TRUE;

      if (key == G_MAXUINT)
        continue;
      if (key >= G_N_ELEMENTS (COLUMNS))
        seen = panel == WIRE_EVIDENCE_PANEL_HASHES
               && digests & WIRE_DIGEST_BIT (key - G_N_ELEMENTS (COLUMNS));
      else
        seen =
            (COLUMNS[key].panels & (1u << panel)) && (COLUMNS[key].panels != DOWNLOADS || origins);
      gtk_column_view_column_set_visible (column, seen);
    }
}
