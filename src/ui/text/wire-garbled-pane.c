/* wire-garbled-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-garbled-pane.h"

#include "base/wire-hex.h"
#include "text/wire-mojibake.h"
#include "ui/text/wire-text-pane.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireGarbledPane:
 *
 * For text that looks garbled: what it was before it was read wrongly, the bytes in between, and
 * why they read as they do. ::chosen asks for the mended text as the page's own. Main thread only.
 */
struct _WireGarbledPane
{
  AdwBin parent_instance;

  WireTextSource *source;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (WireGarbledPane, wire_garbled_pane, ADW_TYPE_BIN)

static guint chosen_signal;

/* How many explanations are shown, and of each how many bytes of the mended text and in hex. */
#define MAX_CHAINS 5
#define MAX_TEXT 2048
#define MAX_BYTES 32

/* The first character beyond ASCII of what the bytes are under @written; NULL: there is none. */
static const WireTextSpan *
find_foreign (const WireText *text)
{
  for (guint i = 0; i < text->spans->len; i++)
    {
      const WireTextSpan *span = &g_array_index (text->spans, WireTextSpan, i);

      if (span->reason == WIRE_TEXT_REASON_NONE && span->text_length > 0
          && (guchar) text->text[span->text_offset] >= 0x80)
        return span;
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): “c3 a9 is “é” in UTF-8, and “Ã©” in windows-1252.” */
static char *
explain (const WireMojibakeStep *step)
{
  g_autoptr (GBytes) beginning =
      g_bytes_new_from_bytes (step->bytes, 0, MIN (g_bytes_get_size (step->bytes), MAX_TEXT));
  g_autoptr (WireText) written =
      wire_text_decode (beginning, step->written, WIRE_TEXT_REPLACE, NULL);
  const WireTextSpan *span = written ? find_foreign (written) : NULL;

  if (!span)
    return NULL;

  g_autoptr (GBytes) bytes =
      g_bytes_new_from_bytes (step->bytes, span->byte_offset, span->byte_length);
  g_autoptr (WireText) read = wire_text_decode (bytes, step->read, WIRE_TEXT_REPLACE, NULL);
  g_autofree char *hex = wire_hex_encode (g_bytes_get_data (bytes, NULL), span->byte_length, " ");
  g_autofree char *meant = g_strndup (written->text + span->text_offset, span->text_length);

  if (!read)
    return NULL;
  /* Translators: bytes in hexadecimal, a character, its codec, characters, their codec */
  return g_strdup_printf (ngettext ("The byte %s is “%s” in %s, and “%s” in %s.",
                                    "The bytes %s are “%s” in %s, and “%s” in %s.",
                                    span->byte_length),
                          hex, meant, step->written, read->text, step->read);
}

static void
add_step (WireGarbledPane *self, const WireMojibakeStep *step)
{
  gsize length = g_bytes_get_size (step->bytes);
  g_autofree char *hex =
      wire_hex_encode (g_bytes_get_data (step->bytes, NULL), MIN (length, MAX_BYTES), " ");
  const char *more = length > MAX_BYTES ? " …" : "";
  g_autofree char *sentence =
      step->parts
          /* Translators: a codec, another one, bytes in hexadecimal, “ …” if there are more */
          ? g_strdup_printf (_ ("Parts of it were written as %s and read as %s: %s%s."),
                             step->written, step->read, hex, more)
          /* Translators: a codec, another one, bytes in hexadecimal, “ …” if there are more */
          : g_strdup_printf (_ ("It was written as %s and read as %s: %s%s."), step->written,
                             step->read, hex, more);
  g_autofree char *reason = explain (step);

  wire_text_pane_add (self->box, sentence, NULL);
  if (reason)
    wire_text_pane_add (self->box, reason, "dim-label");
  if (step->n_lost > 0)
    wire_text_pane_add (self->box,
                        _ ("Where bytes are missing, the character is lost and shown as U+FFFD."),
                        "dim-label");
}

static void
use_cb (GtkButton *button, gpointer data)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (button), WIRE_TYPE_GARBLED_PANE);

  g_signal_emit (pane, chosen_signal, 0, data);
}

/* Of long text only the beginning is shown; all of it is used. */
static void
add_mended (WireGarbledPane *self, const char *text)
{
  GtkWidget *use = gtk_button_new_with_label (_ ("Use This Text"));
  gsize length = strlen (text);
  const char *end =
      length > MAX_TEXT ? g_utf8_find_prev_char (text, text + MAX_TEXT + 1) : text + length;
  g_autofree char *shown =
      g_strdup_printf ("%.*s%s", (int) (end - text), text, *end == '\0' ? "" : " …");

  wire_text_pane_add (self->box, shown, "title-2");
  gtk_widget_set_halign (use, GTK_ALIGN_START);
  g_signal_connect_data (use, "clicked", G_CALLBACK (use_cb), g_strdup (text),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_box_append (self->box, use);
}

/* Chains that lead to the same text are under it together. */
static void
add_chains (WireGarbledPane *self, GPtrArray *chains)
{
  const char *last = NULL;

  for (guint i = 0; i < MIN (chains->len, MAX_CHAINS); i++)
    {
      const WireMojibakeChain *chain = chains->pdata[i];
      const char *text = wire_mojibake_chain_get_text (chain);

      if (g_strcmp0 (text, last) != 0)
        add_mended (self, text);
      else
        wire_text_pane_add (self->box, _ ("Or else:"), "heading");
      last = text;
      for (guint step = 0; step < chain->n_steps; step++)
        add_step (self, &chain->steps[step]);
    }
}

static void
studied_cb (WireGarbledPane *self)
{
  const WireTextStudy *study = wire_text_source_get_study (self->source);
  guint n = study ? study->chains->len : 0;

  wire_text_pane_clear (self->box);
  if (n > 0)
    {
      add_chains (self, study->chains);
      return;
    }
  wire_text_pane_add (self->box,
                      study ? _ ("No wrong reading explains this text better than itself.")
                            : _ ("Type or paste text that looks garbled, such as “cafÃ©”, to see "
                                 "which wrong reading garbled it."),
                      "dim-label");
}

static void
wire_garbled_pane_dispose (GObject *object)
{
  g_clear_object (&WIRE_GARBLED_PANE (object)->source);
  G_OBJECT_CLASS (wire_garbled_pane_parent_class)->dispose (object);
}

static void
wire_garbled_pane_class_init (WireGarbledPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_garbled_pane_dispose;

  /**
   * WireGarbledPane::chosen:
   * @text: what shall be on the page instead
   */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_GARBLED_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_garbled_pane_init (WireGarbledPane *self)
{
  self->box = wire_text_pane_set_up (ADW_BIN (self));
}

/** Explains the text of @source, now and whenever it changes. */
void
wire_garbled_pane_set_source (WireGarbledPane *self, WireTextSource *source)
{
  g_return_if_fail (WIRE_IS_GARBLED_PANE (self) && !self->source);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "studied", G_CALLBACK (studied_cb), self, G_CONNECT_SWAPPED);
  studied_cb (self);
}
