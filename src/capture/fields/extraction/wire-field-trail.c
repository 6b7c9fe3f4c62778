/* wire-field-trail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-trail.h"

#include "capture/fields/table/wire-field-table.h"

/** Adds @name to the text of `frame.protocols`. */
void
wire_field_trail_add (GString *self, const char *name)
{
  g_string_append_printf (self, "%s%s", self->len > 0 ? ":" : "", name);
}

/* Wireshark counts the two bytes that say which protocol follows as one of their own. */
static gboolean
has_ethertype (const WireFrame *frame, const WireLayer *layer)
{
  switch (layer->protocol)
    {
    case WIRE_PROTOCOL_ETHERNET:
      return layer->length >= 14 && wire_be16 (frame->data + layer->offset + 12) >= 0x600;
    case WIRE_PROTOCOL_VLAN:
    case WIRE_PROTOCOL_SLL:
    case WIRE_PROTOCOL_SLL2:
      return TRUE;
    default:
      return FALSE;
    }
}

/** Adds @layer of @frame. Messages are left out: who puts them together names them. */
void
wire_field_trail_follow (GString *self, const WireFrame *frame, const WireLayer *layer)
{
  const char *name = wire_field_table_find_protocol (layer->protocol);

  if (!name || layer->protocol == WIRE_PROTOCOL_DATA || layer->protocol == WIRE_PROTOCOL_DNS
      || layer->protocol == WIRE_PROTOCOL_TLS || layer->protocol == WIRE_PROTOCOL_HTTP)
    return;
  wire_field_trail_add (self, name);
  if (has_ethertype (frame, layer))
    wire_field_trail_add (self, "ethertype");
}
