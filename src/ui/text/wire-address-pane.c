/* wire-address-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-address-pane.h"

#include "ui/widgets/wire-copy-row.h"
#include "base/wire-hex.h"
#include "text/wire-inet.h"
#include "text/wire-notation.h"
#include "ui/text/wire-text-pane.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireAddressPane:
 *
 * A network address as text, bytes, shifts and a number, and the network that a prefix makes of it.
 * Four or sixteen bytes on the page are put in by themselves. Main thread only.
 */
struct _WireAddressPane
{
  AdwBin parent_instance;

  WireTextSource *source;
  GtkEntry *entry;
  GtkBox *facts;
};

G_DEFINE_FINAL_TYPE (WireAddressPane, wire_address_pane, ADW_TYPE_BIN)

/* Takes @value. */
static void
add (WireAddressPane *self, const char *name, char *value)
{
  gtk_box_append (self->facts, wire_copy_row_new (name, value));
  g_free (value);
}

static void
add_network (WireAddressPane *self, const WireInet *inet)
{
  WireInet mask, network, first, last, broadcast;
  gboolean has_hosts = wire_inet_get_hosts (inet, &first, &last);

  wire_inet_get_mask (inet, &mask);
  wire_inet_get_network (inet, &network);
  wire_inet_get_broadcast (inet, &broadcast);
  add (self, _ ("Mask"), wire_inet_to_text (&mask));
  add (self, _ ("Network"), wire_inet_to_text (&network));
  add (self, has_hosts ? _ ("First host") : _ ("First"), wire_inet_to_text (&first));
  add (self, has_hosts ? _ ("Last host") : _ ("Last"), wire_inet_to_text (&last));
  if (has_hosts)
    add (self, _ ("Broadcast"), wire_inet_to_text (&broadcast));
  add (self, _ ("Addresses in the network"), wire_inet_count (inet));
}

static void
show_address (WireAddressPane *self)
{
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  WireInet inet;

  wire_text_pane_clear (self->facts);
  if (*value == '\0')
    wire_text_pane_add (self->facts,
                        _ ("Type an address, such as 146.176.164.91, fe80::1 or 10.0.0.0/8, its "
                           "number, or its bytes."),
                        "dim-label");
  else if (!wire_inet_parse (value, &inet, &error))
    wire_text_pane_add (self->facts, error->message, "error");
  else
    {
      add (self, _ ("Address"), wire_inet_to_text (&inet));
      add (self, _ ("Bytes in hex"), wire_hex_encode (inet.bytes, inet.length, " "));
      add (self, _ ("Bytes as escapes"),
           wire_notation_write (WIRE_NOTATION_ESCAPES, inet.bytes, inet.length));
      add (self, _ ("Bytes in decimal"),
           wire_notation_write (WIRE_NOTATION_DECIMAL, inet.bytes, inet.length));
      add (self, _ ("Bytes in binary"), wire_inet_to_binary (&inet));
      add (self, _ ("Number"), wire_inet_to_number (&inet));
      add (self, _ ("Shifts that join them"), wire_inet_to_shifts (&inet));
      if (inet.prefix >= 0)
        add_network (self, &inet);
    }
}

static void
source_cb (WireAddressPane *self)
{
  GBytes *bytes = wire_text_source_get_bytes (self->source);
  gsize length = bytes ? g_bytes_get_size (bytes) : 0;
  WireInet inet = { .length = (guint) length, .prefix = -1 };
  g_autofree char *address = NULL;

  if (wire_text_source_is_text (self->source) || (length != 4 && length != 16))
    return;
  memcpy (inet.bytes, g_bytes_get_data (bytes, NULL), length);
  address = wire_inet_to_text (&inet);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), address);
}

static void
wire_address_pane_dispose (GObject *object)
{
  g_clear_object (&WIRE_ADDRESS_PANE (object)->source);
  G_OBJECT_CLASS (wire_address_pane_parent_class)->dispose (object);
}

static void
wire_address_pane_class_init (WireAddressPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_address_pane_dispose;
}

static void
wire_address_pane_init (WireAddressPane *self)
{
  GtkBox *box = wire_text_pane_set_up (ADW_BIN (self));

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _ ("Address, number or network"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address, number or network"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (show_address), self);
  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (box, GTK_WIDGET (self->entry));
  gtk_box_append (box, GTK_WIDGET (self->facts));
  show_address (self);
}

/** Takes addresses among the bytes of @source, now and whenever they change. */
void
wire_address_pane_set_source (WireAddressPane *self, WireTextSource *source)
{
  g_return_if_fail (WIRE_IS_ADDRESS_PANE (self) && !self->source);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "changed", G_CALLBACK (source_cb), self, G_CONNECT_SWAPPED);
}
