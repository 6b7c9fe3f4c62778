/* wire-evidence-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-compare.h"

#include "ui/evidence/wire-evidence-words.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-label-wrap.h"

#include <glib/gi18n.h>
#include <string.h>

/* A shorter value is a checksum: one byte more may change few of its bits. */
#define LEAST_DIGEST 16

/** Returns: in how many bits @a and @b, both of @size bytes, differ */
guint
wire_evidence_count_bits (const guint8 *a, const guint8 *b, gsize size)
{
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    for (guint8 differing = a[i] ^ b[i]; differing; differing &= (guint8) (differing - 1))
      n++;
  return n;
}

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  wire_label_wrap (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

/* Digits that are not the same in @other are bold and underlined: not told by colour alone. */
static PangoAttrList *
mark_differing (const char *hex, const char *other)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; hex[i] && other[i]; i++)
    {
      PangoAttribute *marks[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                  pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (guint k = 0; hex[i] != other[i] && k < G_N_ELEMENTS (marks); k++)
        {
          marks[k]->start_index = i;
          marks[k]->end_index = i + 1;
          pango_attr_list_insert (attributes, g_steal_pointer (&marks[k]));
        }
      for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
        g_clear_pointer (&marks[k], pango_attribute_destroy);
    }
  return attributes;
}

static void
add_hex (GtkBox *box, const char *hex, const char *other)
{
  GtkWidget *label = add_label (box, hex, "monospace");
  PangoAttrList *attributes = mark_differing (hex, other);

  wire_label_wrap (GTK_LABEL (label), PANGO_WRAP_CHAR);
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  wire_label_write_evidence (label);
  pango_attr_list_unref (attributes);
}

/* Returns: in how many bits they differ */
static guint
add_digest (GtkBox *box,
            const WireEvidence *a,
            const WireEvidence *b,
            WireDigestAlgorithm algorithm)
{
  const WireDigestInfo *info = wire_digest_get_info (algorithm);
  g_autofree char *first = wire_evidence_get_hex (a, algorithm);
  g_autofree char *second = wire_evidence_get_hex (b, algorithm);
  guint n = wire_evidence_count_bits (wire_evidence_get_digest (a, algorithm),
                                      wire_evidence_get_digest (b, algorithm), info->size);
  g_autofree char *differ = g_strdup_printf (
      ngettext ("%u of %u bits differs", "%u of %u bits differ", n), n, (guint) info->size * 8);
  /* Translators: an algorithm, and in how many bits two digests differ */
  g_autofree char *heading =
      g_strdup_printf (_ ("%s: %s"), info->name, n ? differ : _ ("the same"));

  gtk_widget_set_margin_top (add_label (box, heading, "heading"), 6);
  add_hex (box, first, second);
  add_hex (box, second, first);
  return n;
}

static void
add_name (GtkBox *box, const WireEvidenceRow *row)
{
  g_autofree char *name = wire_evidence_row_get_name (row);
  g_autofree char *size = wire_figure_count (row->evidence->size);
  g_autofree char *bytes =
      g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) row->evidence->size), size);

  add_label (box, name, "title-4");
  add_label (box, bytes, "dim-label");
}

/* @strong: the digests that were compared are more than checksums */
static void
add_conclusion (GtkBox *box, WireDigestMask both, gboolean differ, gboolean strong)
{
  if (!both)
    add_label (box, _ ("They have no digest of the same kind."), NULL);
  else if (!differ && strong)
    add_label (box, _ ("The contents are the same, whatever the names are."), NULL);
  else if (!differ)
    add_label (box, _ ("A checksum is too short to say that contents are the same."), NULL);
  else if (strong)
    add_label (box,
               _ ("The contents differ. However little that is, a byte more or a single bit, about "
                  "half the bits of a digest change: that two digests are alike in places says "
                  "nothing."),
               NULL);
  else
    add_label (box, _ ("The contents differ."), NULL);
}

/**
 * wire_evidence_compare_new:
 * @a: a row
 * @b: another one
 *
 * Returns: (transfer floating): the digests that both have, below each other, with the digits
 * marked in which they differ, and what that says. Main thread only.
 */
GtkWidget *
wire_evidence_compare_new (const WireEvidenceRow *a, const WireEvidenceRow *b)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  WireDigestMask both = a->evidence->mask & b->evidence->mask;
  gboolean differ = a->evidence->size != b->evidence->size, strong = FALSE;

  add_name (box, a);
  add_name (box, b);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (both & WIRE_DIGEST_BIT (i))
      {
        differ |= add_digest (box, a->evidence, b->evidence, i) > 0;
        strong |= wire_digest_get_info (i)->size >= LEAST_DIGEST;
      }
  add_conclusion (box, both, differ, strong);
  return GTK_WIDGET (box);
}
