/* wire-download-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-columns.h"

#include "ui/downloads/wire-download-order.h"
#include "ui/widgets/wire-figures.h"
#include "base/wire-hex.h"
#include "capture/objects/wire-object-facts.h"
#include "base/wire-printable.h"
#include "ui/downloads/wire-transfer-words.h"
#include "ui/downloads/wire-download-view-private.h"
#include "ui/lists/wire-column-sorter.h"
#include "ui/lists/wire-icon-cells.h"
#include "ui/session/wire-decryption.h"
#include "ui/session/wire-naming.h"

#include <glib/gi18n.h>

static const WireObject *
get_row (WireRow *row, WireDownloadFacts *facts)
{
  WireDownloadStore *store = wire_row_get_source (row);

  if (!store || wire_row_get_id (row) == WIRE_ROW_NONE)
    return NULL;
  wire_download_store_get_facts (store, wire_row_get_id (row), facts);
  return wire_object_list_get (wire_download_store_get_list (store), wire_row_get_id (row));
}

static char *
foreign_text (const char *text)
{
  return text ? wire_printable_name (text) : NULL;
}

/* With its names at that time, where they are wanted. */
static char *
address_text (WireRow *row, const WireObject *object, gboolean server)
{
  WireObjectList *list =
      wire_download_store_get_list (WIRE_DOWNLOAD_STORE (wire_row_get_source (row)));
  char buffer[WIRE_ADDRESS_TEXT_MAX];

  wire_address_to_text (object->tuple.family, server ? object->tuple.dst : object->tuple.src,
                        buffer);
  return wire_naming_tell_end (wire_object_list_get_capture (list), g_strdup (buffer),
                               &object->tuple, server, object->time);
}

static char *
dotted (char *extension)
{
  char *text = *extension ? g_strconcat (".", extension, NULL) : NULL;

  g_free (extension);
  return text;
}

static char *
complete_text (const WireObject *object)
{
  g_autofree char *there = NULL;
  g_autofree char *all = NULL;

  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return g_strdup (_ ("no body"));
  if (object->flags & WIRE_OBJECT_COMPLETE)
    return g_strdup (_ ("yes"));
  if (object->missing == 0)
    return g_strdup (_ ("no end"));
  there = g_format_size (object->expected - object->missing);
  all = g_format_size (object->expected);
  return g_strdup_printf (ngettext ("%s of %s, %u gap", "%s of %s, %u gaps", object->gaps), there,
                          all, object->gaps);
}

static char *
hash_text (const WireDownloadFacts *facts, const guint8 *bytes, gsize length)
{
  return facts->hashed ? wire_hex_encode (bytes, length, "") : NULL;
}

/* Most columns are one expression over an object and its facts. */
#define OBJECT_TEXT(name, expression)                                                              \
  static char *name##_text (WireRow *row, WireDownloadView *view)                                  \
  {                                                                                                \
    WireDownloadFacts facts;                                                                       \
    const WireObject *object = get_row (row, &facts);                                              \
                                                                                                   \
    (void) view;                                                                                   \
    return object ? (expression) : NULL;                                                           \
  }

OBJECT_TEXT (name, wire_download_make_name (object))
OBJECT_TEXT (type, g_strdup (facts.type))
OBJECT_TEXT (extension, dotted (wire_object_get_extension (object->uri)))
OBJECT_TEXT (content_type, foreign_text (object->content_type))
OBJECT_TEXT (size,
             object->size ? wire_figure_count (wire_download_get_size (object, &facts)) : NULL)
OBJECT_TEXT (client, address_text (row, object, FALSE))
OBJECT_TEXT (server, address_text (row, object, TRUE))
OBJECT_TEXT (protocol, g_strdup (object->origin.protocol))
OBJECT_TEXT (direction, wire_transfer_describe (object))
OBJECT_TEXT (decryption,
             object->origin.decrypted ? wire_decryption_describe (
                 wire_object_list_get_capture (wire_download_store_get_list (
                     WIRE_DOWNLOAD_STORE (wire_row_get_source (row)))),
                 object->stream)
                                      : NULL)
OBJECT_TEXT (host, foreign_text (object->host))
OBJECT_TEXT (status, object->status ? g_strdup_printf ("%u", object->status) : NULL)
OBJECT_TEXT (completeness, complete_text (object))
OBJECT_TEXT (md5, hash_text (&facts, facts.content.md5, sizeof facts.content.md5))
OBJECT_TEXT (sha256, hash_text (&facts, facts.content.sha256, sizeof facts.content.sha256))
OBJECT_TEXT (clock, object->time == WIRE_TIME_NONE ? NULL : wire_figure_clock (object->time, 1000))

static char *
found_text (WireRow *row, WireDownloadView *view)
{
  WireObjectChoice choice = view->choice;
  WireDownloadFacts facts;
  const WireObject *object = get_row (row, &facts);

  if (!object || choice == WIRE_OBJECT_ALL)
    return NULL;
  switch (wire_object_choice_find (choice, object->method, object->uri, facts.type))
    {
    case WIRE_OBJECT_FOUND_BY_URI:
      return g_strdup (_ ("URI"));
    case WIRE_OBJECT_FOUND_BY_BYTES:
      return g_strdup (_ ("bytes"));
    case WIRE_OBJECT_FOUND_NOT:
      return NULL;
    default:
      return g_strdup (_ ("URI and bytes"));
    }
}

/* The verdict: an icon and a word, in one colour. */

#define STYLE_KEY "wire-style"

/* The longest word, in whichever language: a program in disguise is not to be cut. */
static guint
count_verdict_chars (void)
{
  glong most = 0;

  for (guint i = 0; i < WIRE_N_DOWNLOAD_VERDICTS; i++)
    most = MAX (most, g_utf8_strlen (wire_download_verdict_get_word (i), -1));
  return (guint) most;
}

static void
set_up_verdict (WireDownloadView *view, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *word = gtk_inscription_new (NULL);

  (void) view;
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (word), 13);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (word), count_verdict_chars ());
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (word),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  wire_column_mark_cell (box, item);
  gtk_list_item_set_child (item, box);
}

static char *
say_verdict (gpointer view, WireRow *row)
{
  WireDownloadFacts facts;
  const WireObject *object = get_row (row, &facts);

  (void) view;
  return object ? g_strdup (
             wire_download_verdict_get_word (wire_download_get_verdict (object, &facts)))
                : NULL;
}

static void
show_verdict (WireDownloadView *view, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  const char *before = g_object_get_data (G_OBJECT (box), STYLE_KEY);
  WireDownloadFacts facts;
  const WireObject *object = get_row (gtk_list_item_get_item (item), &facts);
  guint verdict;

  (void) view;
  if (!object)
    return;
  verdict = wire_download_get_verdict (object, &facts);
  if (before)
    gtk_widget_remove_css_class (box, before);
  gtk_widget_add_css_class (box, wire_download_verdict_get_style (verdict));
  g_object_set_data (G_OBJECT (box), STYLE_KEY,
                     (gpointer) wire_download_verdict_get_style (verdict));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), wire_download_verdict_get_icon (verdict));
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_next_sibling (icon)),
                            wire_download_verdict_get_word (verdict));
}

static void
direction_icon (WireDownloadView *view, WireRow *row, WireIcon *icon)
{
  WireDownloadFacts facts;
  const WireObject *object = get_row (row, &facts);

  (void) view;
  if (object && object->origin.direction == WIRE_TRANSFER_UPLOAD)
    *icon = (WireIcon){ "go-up-symbolic", _ ("Upload"), "accent" };
  else if (object)
    *icon = (WireIcon){ "go-down-symbolic", _ ("Download"), NULL };
}

static void
decrypted_icon (WireDownloadView *view, WireRow *row, WireIcon *icon)
{
  WireDownloadFacts facts;
  const WireObject *object = get_row (row, &facts);

  (void) view;
  if (object && object->origin.decrypted)
    *icon = (WireIcon){ "changes-allow-symbolic", _ ("Decrypted"), NULL };
}

WIRE_DEFINE_COLUMN_SORTER (WireDownloadSorter, wire_download_sorter, WIRE_TYPE_DOWNLOAD_SORT)

/** Lets the template of the view use what fills its cells and sorts its columns. */
void
wire_download_columns_bind (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (name_text),         WIRE_CELL_CALLBACK (set_up_verdict),
    WIRE_CELL_CALLBACK (show_verdict),      WIRE_CELL_CALLBACK (say_verdict),
    WIRE_CELL_CALLBACK (type_text),         WIRE_CELL_CALLBACK (extension_text),
    WIRE_CELL_CALLBACK (content_type_text), WIRE_CELL_CALLBACK (size_text),
    WIRE_CELL_CALLBACK (protocol_text),     WIRE_CELL_CALLBACK (direction_icon),
    WIRE_CELL_CALLBACK (direction_text),    WIRE_CELL_CALLBACK (decrypted_icon),
    WIRE_CELL_CALLBACK (decryption_text),   WIRE_CELL_CALLBACK (found_text),
    WIRE_CELL_CALLBACK (completeness_text), WIRE_CELL_CALLBACK (client_text),
    WIRE_CELL_CALLBACK (server_text),       WIRE_CELL_CALLBACK (host_text),
    WIRE_CELL_CALLBACK (status_text),       WIRE_CELL_CALLBACK (clock_text),
    WIRE_CELL_CALLBACK (md5_text),          WIRE_CELL_CALLBACK (sha256_text),
  };

  g_type_ensure (wire_download_sorter_get_type ());
  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}
