/* wire-evidence-lessons.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-lessons.h"

#include "ui/widgets/wire-info-button.h"

#include <glib/gi18n.h>
#include <string.h>

/** Returns: (transfer floating): a heading with a button for each of @lessons, which end with
 * %NULL */
GtkWidget *
wire_evidence_heading_new (const char *text, const char *const *lessons)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_end (label, 4);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), label);
  for (; *lessons; lessons++)
    gtk_box_append (GTK_BOX (box), wire_info_button_new (*lessons));
  return box;
}

/** Returns: (transfer full): how long the digests of @self are, a line each */
char *
wire_evidence_tell_lengths (const WireEvidence *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (self->mask & WIRE_DIGEST_BIT (i))
      {
        const WireDigestInfo *info = wire_digest_get_info (i);

        if (text->len > 0)
          g_string_append_c (text, '\n');
        /* Translators: an algorithm, a number of hexadecimal digits, a number of bytes */
        g_string_append_printf (text, _ ("%s: %u hex digits, %u bytes"), info->name,
                                (guint) info->size * 2, (guint) info->size);
      }
  return g_strdup (text->str);
}

static gboolean
is_hex (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length % 2 == 0 && strspn (text, "0123456789abcdefABCDEF") == length;
}

/** Returns: (transfer full): the signature of @type, which has one, with its length and place */
char *
wire_evidence_tell_signature (const WireType *type)
{
  guint digits = (guint) strlen (type->signature);

  if (!is_hex (type->signature))
    return g_strdup_printf (_ ("%s, from byte %u on"), type->signature, type->signature_offset);
  /* Translators: bytes in hexadecimal, how many digits, how many bytes, where they begin */
  return g_strdup_printf (ngettext ("%s (%u hex digits, %u byte), from byte %u on",
                                    "%s (%u hex digits, %u bytes), from byte %u on", digits / 2),
                          type->signature, digits, digits / 2, type->signature_offset);
}

/**
 * wire_evidence_tell_lab_type:
 * @type: of a file
 *
 * Returns: (transfer full): what the lab's script, which knows JPEG and GIF alone, says of it
 */
char *
wire_evidence_tell_lab_type (const WireType *type)
{
  gboolean jpeg = g_strcmp0 (type->mime, "image/jpeg") == 0;
  gboolean gif = g_strcmp0 (type->mime, "image/gif") == 0;
  const char *name = jpeg ? "JPEG" : "GIF";
  const char *extension = jpeg ? "jpg" : "gif";

  if (!jpeg && !gif)
    return g_strdup (_ ("(-1, \"\"): not identified"));
  if (type->verdict == WIRE_TYPE_MISMATCH)
    return g_strdup_printf (_ ("(-2, \"%s\", \"%s\"): the extension disagrees"), name, extension);
  return g_strdup_printf (_ ("(0, \"%s\", \"%s\"): the extension agrees"), name, extension);
}

/**
 * wire_evidence_tell_unknown:
 * @row: a row
 * @n_sets: hash sets that there are
 *
 * Returns: (transfer full) (nullable): that none of the sets knows its content, where they were
 *   asked and that is so
 */
char *
wire_evidence_tell_unknown (const WireEvidenceRow *row, guint n_sets)
{
  const WireEvidence *evidence = row->evidence;

  if (n_sets == 0 || !evidence->mask || evidence->unmatched || evidence->error
      || (evidence->matches && evidence->matches->len > 0)
      || (row->origin && row->origin->incomplete))
    return NULL;
  return g_strdup_printf (
      ngettext (
          "Its digest is not in your %u hash set. One byte more or less gives another digest.",
          "Its digest is not in your %u hash sets. One byte more or less gives another digest.",
          n_sets),
      n_sets);
}
