/* wire-evidence-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-pane.h"

#include "ui/widgets/wire-copy-row.h"
#include "ui/evidence/wire-evidence-bytes.h"
#include "ui/evidence/wire-evidence-compare.h"
#include "ui/evidence/wire-evidence-lessons.h"
#include "ui/evidence/wire-evidence-words.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "ui/widgets/wire-focus.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-hex-view.h"
#include "ui/widgets/wire-label-wrap.h"
#include "ui/memory/wire-pane-memory.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

/**
 * WireEvidencePane:
 *
 * One row: its verdicts with their reasons, what it is, its digests (each copied by a click), the
 * sets that know it, other rows of the same content, and the file itself in hexadecimal, however
 * large, with the signature marked that gave its type. Emits #WireEvidencePane::chosen with the
 * number of another row that the user wants to see. Main thread only.
 */
struct _WireEvidencePane
{
  AdwBin parent_instance;

  GtkPaned *paned;
  GtkStack *stack;
  GtkBox *facts;
  GtkWidget *bytes;
  GtkLabel *bytes_label;
  AdwStatusPage *nothing;
  WireHexView *hex;
};

G_DEFINE_FINAL_TYPE (WireEvidencePane, wire_evidence_pane, ADW_TYPE_BIN)

static guint chosen_signal;

/* Rows of the same content that are named; there may be thousands. */
#define MAX_SAME 20

/* Facts are widgets below one another */

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  wire_label_wrap (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label),
                                 34); /* the pane stays as wide whatever it says */
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_label (WireEvidencePane *self, const char *text, const char *style)
{
  gtk_box_append (self->facts, label_new (text, style));
}

static void
add_heading (WireEvidencePane *self, const char *text)
{
  GtkWidget *label = label_new (text, "heading");

  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (self->facts, label);
}

/* A verdict: icon and word in its colour, and below them why. */
static void
add_verdict (WireEvidencePane *self, const WireVerdictLook *look, const char *reason)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon);
  GtkWidget *word = label_new (_ (look->word), "heading");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_add_css_class (icon, look->style);
  gtk_widget_add_css_class (word, look->style);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), word);
  if (reason && *reason)
    gtk_box_append (GTK_BOX (words), label_new (reason, NULL));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (self->facts, box);
}

static void
add_fact (WireEvidencePane *self, const char *name, const char *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = label_new (name, "dim-label");

  gtk_widget_set_valign (title, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (title), 10);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label_new (value, NULL));
  gtk_box_append (self->facts, box);
}

/* What there is to say of a row */

static void
add_match (WireEvidencePane *self, const WireEvidenceRow *row, const WireHashMatch *match)
{
  g_autofree char *set = wire_printable_name (match->set);
  g_autofree char *hex = wire_evidence_get_hex (row->evidence, match->algorithm);
  const char *algorithm = wire_digest_get_info (match->algorithm)->name;
  g_autofree char *name = match->name ? wire_printable_name (match->name) : NULL;
  g_autofree char *reason = NULL;

  /* Translators: a hash set, the file name recorded there, an algorithm, its digest */
  reason =
      name ? g_strdup_printf (_ ("“%s” knows it as %s, by its %s %s."), set, name, algorithm, hex)
           : g_strdup_printf (_ ("“%s” knows it, by its %s %s."), set, algorithm, hex);
  add_verdict (self, wire_hash_set_kind_get_look (match->kind), reason);
}

static void
add_check (WireEvidencePane *self, const WireEvidenceRow *row)
{
  g_autofree char *reason = wire_evidence_check_explain (row->check);

  if (reason)
    add_verdict (self, wire_verdict_get_look (wire_evidence_check_find (row->check)), reason);
}

static void
add_type_verdict (WireEvidencePane *self, const WireEvidenceRow *row)
{
  const WireType *type = row->evidence->type;

  if (row->origin && row->origin->witnesses)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_MISMATCH), row->origin->witnesses);
  else if (type && type->verdict == WIRE_TYPE_MISMATCH)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_MISMATCH), type->reason);
  else if (type && type->verdict == WIRE_TYPE_UNIDENTIFIED)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_UNIDENTIFIED), type->reason);
}

static void
add_name_verdict (WireEvidencePane *self, const WireEvidenceRow *row)
{
  const WireType *type = row->evidence->type;
  g_autofree char *words = type ? wire_name_trick_explain (type->trick, row->evidence->path) : NULL;

  if (words)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_NAME), words);
}

static void
add_verdicts (WireEvidencePane *self, const WireEvidenceRow *row)
{
  const WireEvidence *evidence = row->evidence;
  g_autofree char *unknown = NULL;

  for (guint i = 0; evidence->matches && i < evidence->matches->len; i++)
    add_match (self, row, g_ptr_array_index (evidence->matches, i));
  if (row->check)
    add_check (self, row);
  if (row->verdicts & WIRE_VERDICT_UNREADABLE)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_UNREADABLE), evidence->error->message);
  if (evidence->unmatched)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_UNMATCHED),
                 evidence->unmatched->message);
  if (evidence->check && evidence->check->problem)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_UNMATCHED), evidence->check->problem);
  if (row->origin && row->origin->incomplete)
    add_verdict (self, wire_verdict_get_look (WIRE_VERDICT_INCOMPLETE), row->origin->incomplete);
  add_type_verdict (self, row);
  add_name_verdict (self, row);
  if (!(row->verdicts & ~(guint) WIRE_VERDICT_REPEATED) && evidence->type)
    add_verdict (self, wire_evidence_row_get_look (row), evidence->type->reason);
  unknown = wire_evidence_tell_unknown (
      row, wire_hash_set_store_get_sets (wire_hash_set_store_get_default ())->len);
  if (unknown)
    add_label (self, unknown, "dim-label");
}

/* What follows a picture's end, or hides elsewhere in it. */
static void
add_parts (WireEvidencePane *self, const GPtrArray *parts)
{
  for (guint i = 0; parts && i < parts->len; i++)
    {
      g_autofree char *text = wire_evidence_tell_part (g_ptr_array_index (parts, i));

      add_fact (self, _ ("⚠ Also in it"), text);
    }
}

static void
add_type (WireEvidencePane *self, const WireType *type)
{
  g_autofree char *expected = type->expected ? g_strjoinv (", ", type->expected) : NULL;

  g_autofree char *lab = wire_evidence_tell_lab_type (type);
  static const char *const LESSONS[] = { "signature", NULL };

  gtk_box_append (self->facts, wire_evidence_heading_new (_ ("Type"), LESSONS));
  add_fact (self, _ ("By its bytes"), type->words);
  add_fact (self, _ ("MIME"), type->mime);
  if (type->signature)
    {
      g_autofree char *signature = wire_evidence_tell_signature (type);

      add_fact (self, _ ("Signature"), signature);
    }
  add_fact (self, _ ("Extension"), *type->extension ? type->extension : _ ("none"));
  if (expected && *expected)
    add_fact (self, _ ("Expected"), expected);
  /* Translators: what a script says of the file that knows two types only */
  add_fact (self, _ ("As in the lab"), lab);
  add_parts (self, type->parts);
}

static void
add_digests (WireEvidencePane *self, const WireEvidence *evidence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *lengths = wire_evidence_tell_lengths (evidence);
  static const char *const LESSONS[] = { "digest", "finally", "lookup", NULL };

  if (!evidence->mask)
    {
      g_object_ref_sink (box);
      g_object_unref (box);
      return;
    }
  gtk_box_append (self->facts, wire_evidence_heading_new (_ ("Digests"), LESSONS));
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      g_autofree char *hex = NULL;

      if (!(evidence->mask & WIRE_DIGEST_BIT (i)))
        continue;
      hex = wire_evidence_get_hex (evidence, i);
      gtk_box_append (GTK_BOX (box), wire_copy_row_new (wire_digest_get_info (i)->name, hex));
    }
  gtk_box_append (self->facts, box);
  add_label (self, lengths, "dim-label");
}

static void
same_cb (GtkButton *button, gpointer data)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (button), WIRE_TYPE_EVIDENCE_PANE);

  g_signal_emit (pane, chosen_signal, 0, GPOINTER_TO_UINT (data));
}

static void
add_same_row (WireEvidencePane *self, const WireEvidenceRow *same)
{
  g_autofree char *path = wire_printable_name (same->evidence->path);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (path);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, path);
  g_signal_connect (button, "clicked", G_CALLBACK (same_cb), GUINT_TO_POINTER (same->id));
  gtk_box_append (self->facts, button);
}

static void
add_same (WireEvidencePane *self, WireEvidenceList *list, const WireEvidenceRow *row)
{
  guint32 same = WIRE_EVIDENCE_NONE;
  guint n = 0;

  if (!(row->verdicts & WIRE_VERDICT_REPEATED))
    return;
  add_heading (self, _ ("Same Content"));
  add_label (self, _ ("A name does not change a digest: these have the same content."),
             "dim-label");
  while ((same = wire_evidence_list_next_same (list, row->id, same)) != WIRE_EVIDENCE_NONE)
    if (n++ < MAX_SAME)
      add_same_row (self, wire_evidence_list_get (list, same));
  if (n > MAX_SAME)
    {
      g_autofree char *more = g_strdup_printf (_ ("… and %u more"), n - MAX_SAME);

      add_label (self, more, "dim-label");
    }
}

static void
add_origin (WireEvidencePane *self, const WireEvidenceRow *row)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show in Captures"));

  add_heading (self, _ ("Origin"));
  add_label (self, row->origin->words, NULL);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "files.show-origin");
  gtk_box_append (self->facts, button);
}

static void
add_title (WireEvidencePane *self, const WireEvidenceRow *row)
{
  g_autofree char *name = wire_evidence_row_get_name (row);
  g_autofree char *folder = wire_evidence_row_get_folder (row);

  add_label (self, name, "title-4");
  if (folder)
    add_label (self, folder, "dim-label");
  add_verdicts (self, row);
}

static void
add_file (WireEvidencePane *self, const WireEvidence *evidence)
{
  g_autofree char *size = wire_figure_size (evidence->size);
  g_autofree char *count = wire_figure_count (evidence->size);
  g_autofree char *exact =
      g_strdup_printf (ngettext ("%s (%s byte)", "%s (%s bytes)", evidence->size), size, count);

  add_heading (self, _ ("File"));
  add_fact (self, _ ("Size"), evidence->size < 1000 ? size : exact);
  if (evidence->modified)
    {
      g_autofree char *date = wire_figure_date (evidence->modified);

      add_fact (self, _ ("Modified"), date);
    }
}

static void
clear (WireEvidencePane *self)
{
  GtkWidget *child;

  wire_focus_leave (GTK_WIDGET (self->facts));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))))
    gtk_box_remove (self->facts, child);
}

static void
wire_evidence_pane_class_init (WireEvidencePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /** WireEvidencePane::chosen: with the number of another row */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_EVIDENCE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (WIRE_TYPE_HEX_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/evidence/wire-evidence-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, bytes);
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, bytes_label);
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, facts);
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, hex);
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, nothing);
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, paned);
  gtk_widget_class_bind_template_child (widget_class, WireEvidencePane, stack);
}

static void
wire_evidence_pane_init (WireEvidencePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_pane_memory_attach (self->paned, "files-pane");
}

/** Shows @row of @list as it is now; @objects: (nullable): of the capture that downloads are from
 */
void
wire_evidence_pane_show (WireEvidencePane *self,
                         WireEvidenceList *list,
                         guint32 number,
                         WireObjectList *objects)
{
  const WireEvidenceRow *row;

  g_return_if_fail (WIRE_IS_EVIDENCE_PANE (self));
  row = wire_evidence_list_get (list, number);
  clear (self);
  add_title (self, row);
  if (row->origin)
    add_origin (self, row);
  add_digests (self, row->evidence);
  if (row->evidence->type)
    add_type (self, row->evidence->type);
  add_file (self, row->evidence);
  add_same (self, list, row);
  gtk_widget_set_visible (self->bytes,
                          wire_evidence_bytes_show (self->hex, self->bytes_label, row, objects));
  gtk_stack_set_visible_child_name (self->stack, "one");
}

/** Shows the digests of two rows of @list side by side. */
void
wire_evidence_pane_show_two (WireEvidencePane *self,
                             WireEvidenceList *list,
                             guint32 first,
                             guint32 second)
{
  g_return_if_fail (WIRE_IS_EVIDENCE_PANE (self));
  clear (self);
  wire_evidence_bytes_forget (self->hex);
  gtk_widget_set_visible (self->bytes, FALSE);
  gtk_box_append (self->facts, wire_evidence_compare_new (wire_evidence_list_get (list, first),
                                                          wire_evidence_list_get (list, second)));
  gtk_stack_set_visible_child_name (self->stack, "one");
}

/** Says that @n rows of @bytes together are selected; 0 for none. */
void
wire_evidence_pane_show_many (WireEvidencePane *self, guint n, guint64 bytes)
{
  g_autofree char *count = wire_figure_count (n);
  g_autofree char *size = wire_figure_size (bytes);
  g_autofree char *title =
      n ? g_strdup_printf (ngettext ("%s File Selected", "%s Files Selected", n), count)
        : g_strdup (_ ("Nothing Selected"));

  g_return_if_fail (WIRE_IS_EVIDENCE_PANE (self));
  clear (self);
  wire_evidence_bytes_forget (self->hex);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (
      self->nothing, n ? size : _ ("Select a row to see why it was judged so, and its bytes."));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}
