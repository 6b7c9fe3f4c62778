/* wire-text-digests-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-digests-pane.h"

#include "ui/widgets/wire-copy-row.h"
#include "ui/widgets/wire-info-button.h"
#include "ui/text/wire-text-pane.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireTextDigestsPane:
 *
 * The digests of the bytes that a text has under the page's codec, so that one sees them change
 * with it. With a key, the HMACs (RFC 2104) instead. A click copies. Main thread only.
 */
struct _WireTextDigestsPane
{
  AdwBin parent_instance;

  WireTextSource *source;
  GtkEntry *key;
  GtkBox *digests;
};

G_DEFINE_FINAL_TYPE (WireTextDigestsPane, wire_text_digests_pane, ADW_TYPE_BIN)

/* Returns: (transfer full) (nullable): NULL where HMAC has no such algorithm */
static char *
get_hex (WireTextDigestsPane *self, const WireTextStudy *study, WireDigestAlgorithm algorithm)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->key));
  GBytes *bytes = wire_text_source_get_bytes (self->source);

  if (*key == '\0')
    return wire_digests_get_hex (&study->digests, algorithm);
  return wire_digest_hmac (algorithm, key, strlen (key), g_bytes_get_data (bytes, NULL),
                           g_bytes_get_size (bytes));
}

static void
add_digest (WireTextDigestsPane *self, const WireTextStudy *study, WireDigestAlgorithm algorithm)
{
  const WireDigestInfo *info = wire_digest_get_info (algorithm);
  gboolean keyed = *gtk_editable_get_text (GTK_EDITABLE (self->key)) != '\0';
  g_autofree char *hex = get_hex (self, study, algorithm);
  g_autofree char *name = keyed ? g_strdup_printf ("HMAC-%s", info->name) : g_strdup (info->name);

  if (hex)
    gtk_box_append (self->digests, wire_copy_row_new (name, hex));
}

static void
show_digests (WireTextDigestsPane *self)
{
  const WireTextStudy *study = wire_text_source_get_study (self->source);
  g_autofree char *of = g_strdup_printf (_ ("Of the bytes of the text in %s:"),
                                         wire_text_source_get_codec (self->source));

  wire_text_pane_clear (self->digests);
  wire_text_pane_add (self->digests,
                      study ? of : _ ("Type text or bytes above to see their digests."),
                      "dim-label");
  for (guint i = 0; study && i < WIRE_N_DIGESTS; i++)
    add_digest (self, study, i);
}

static void
wire_text_digests_pane_dispose (GObject *object)
{
  g_clear_object (&WIRE_TEXT_DIGESTS_PANE (object)->source);
  G_OBJECT_CLASS (wire_text_digests_pane_parent_class)->dispose (object);
}

static void
wire_text_digests_pane_class_init (WireTextDigestsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_text_digests_pane_dispose;
}

static void
wire_text_digests_pane_init (WireTextDigestsPane *self)
{
  GtkBox *box = wire_text_pane_set_up (ADW_BIN (self));

  self->key = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->key, _ ("Key for HMAC, in UTF-8"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Key for HMAC"), -1);
  g_signal_connect_swapped (self->key, "changed", G_CALLBACK (show_digests), self);
  self->digests = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (box, wire_info_button_new ("digest-of-text"));
  gtk_box_append (box, GTK_WIDGET (self->key));
  gtk_box_append (box, GTK_WIDGET (self->digests));
}

/** Shows the digests of the bytes of @source, now and whenever they change. */
void
wire_text_digests_pane_set_source (WireTextDigestsPane *self, WireTextSource *source)
{
  g_return_if_fail (WIRE_IS_TEXT_DIGESTS_PANE (self) && !self->source);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "studied", G_CALLBACK (show_digests), self, G_CONNECT_SWAPPED);
  show_digests (self);
}
