/* wire-files-verify.c: which row has a digest that was pasted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-verify.h"

#include "files/lists/wire-checksum-line.h"
#include "ui/evidence/wire-evidence-words.h"
#include "ui/widgets/wire-label-wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *page;
  WireEvidenceList *list;
  AdwMessageDialog *dialog;
  GtkEditable *entry;
  GtkLabel *answer;
  guint32 row; /* that has it, or WIRE_EVIDENCE_NONE */
} Request;

/** Returns: (transfer full): @text without what people and programs put between digits */
static char *
strip_digest (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text; text++)
    if (!g_ascii_isspace (*text) && !strchr (":-,", *text))
      g_string_append_c (digits, g_ascii_tolower (*text));
  return g_string_free (digits, FALSE);
}

static guint32
find_row (WireEvidenceList *list, const guint8 *digest, guint size, WireDigestAlgorithm *algorithm)
{
  WireDigestMask mask = wire_digest_mask_for_size (size);

  for (guint32 i = 0; i < wire_evidence_list_get_length (list); i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (list, i);

      for (guint a = 0; !row->removed && a < WIRE_N_DIGESTS; a++)
        if (row->evidence->mask & mask & WIRE_DIGEST_BIT (a)
            && memcmp (wire_evidence_get_digest (row->evidence, a), digest, size) == 0)
          {
            *algorithm = a;
            return i;
          }
    }
  return WIRE_EVIDENCE_NONE;
}

static char *
name_algorithms (WireDigestMask mask)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      g_string_append_printf (names, "%s%s", names->len ? ", " : "",
                              wire_digest_get_info (i)->name);
  return g_string_free (names, FALSE);
}

static char *
answer_none (WireEvidenceList *list, guint size)
{
  WireDigestMask mask = wire_digest_mask_for_size (size);
  g_autofree char *names = name_algorithms (mask);

  /* Translators: names of algorithms */
  return g_strdup_printf (
      mask & wire_evidence_list_get_mask (list)
          ? _ ("It is as long as %s. No file in the list has it.")
          : _ ("It is as long as %s, which was not computed: choose it under Digests."),
      names);
}

static char *
answer_found (WireEvidenceList *list, guint32 number, WireDigestAlgorithm algorithm)
{
  g_autofree char *name = wire_evidence_row_get_name (wire_evidence_list_get (list, number));

  return g_strdup_printf (_ ("It is the %s of %s."), wire_digest_get_info (algorithm)->name, name);
}

static void
changed_cb (Request *request)
{
  WireEvidenceList *list = request->list;
  g_autofree char *digits = strip_digest (gtk_editable_get_text (request->entry));
  g_autofree char *answer = NULL;
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
  WireDigestAlgorithm algorithm;

  request->row = WIRE_EVIDENCE_NONE;
  if (!*digits)
    answer = g_strdup (_ ("Upper or lower case, with or without spaces."));
  else if (!wire_digest_parse_hex (digits, strlen (digits), &algorithm, digest))
    answer = g_strdup (
        _ ("This is not a digest: a digest has 8, 32, 40, 56, 64, 96 or 128 hexadecimal digits."));
  else
    {
      guint size = wire_digest_get_info (algorithm)->size;

      request->row = find_row (list, digest, size, &algorithm);
      answer = request->row == WIRE_EVIDENCE_NONE ? answer_none (list, size)
                                                  : answer_found (list, request->row, algorithm);
    }
  gtk_label_set_text (request->answer, answer);
  adw_message_dialog_set_response_enabled (request->dialog, "show",
                                           request->row != WIRE_EVIDENCE_NONE);
}

static void
response_cb (Request *request, const char *response)
{
  if (g_str_equal (response, "show"))
    gtk_widget_activate_action (request->page, "files.show-row", "u", request->row);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->page);
  g_object_unref (request->list);
  g_free (request);
}

/** Asks for a digest, and says while it is typed or pasted what it is and which row of @list has
 * it; shows that by the action `files.show-row` of @page. */
void
wire_files_verify_ask (GtkWidget *page, WireEvidenceList *list)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (page));
  Request *request = g_new0 (Request, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  request->page = g_object_ref (page);
  request->list = g_object_ref (list);
  request->dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Verify a Digest"), NULL));
  request->entry = GTK_EDITABLE (gtk_entry_new ());
  request->answer = GTK_LABEL (gtk_label_new (NULL));
  gtk_entry_set_placeholder_text (GTK_ENTRY (request->entry), _ ("Paste a digest"));
  gtk_entry_set_activates_default (GTK_ENTRY (request->entry), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (request->entry), "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (request->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Digest"), -1);
  wire_label_wrap (request->answer, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (request->answer, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (request->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (request->answer));
  adw_message_dialog_set_extra_child (request->dialog, box);
  adw_message_dialog_add_responses (request->dialog, "close", _ ("_Close"), "show",
                                    _ ("_Show File"), NULL);
  adw_message_dialog_set_default_response (request->dialog, "show");
  adw_message_dialog_set_close_response (request->dialog, "close");
  g_signal_connect_swapped (request->entry, "changed", G_CALLBACK (changed_cb), request);
  g_signal_connect_swapped (request->dialog, "response", G_CALLBACK (response_cb), request);
  g_object_set_data_full (G_OBJECT (request->dialog), "wire-request", request, request_free);
  changed_cb (request);
  gtk_window_present (GTK_WINDOW (request->dialog));
}
