/* wire-field-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-part.h"

#include "capture/fields/wire-field-frame.h"

gboolean
wire_field_part_is_of_frame (const WireFieldInfo *info)
{
  return info->source == WIRE_FIELD_FRAME || info->source == WIRE_FIELD_CLAIMED;
}

static guint
count_fields (const WireFieldNode *node)
{
  guint n = node->kind == WIRE_NODE_FIELD;

  for (guint i = 0; i < wire_field_node_get_length (node); i++)
    n += count_fields (wire_field_node_get (node, i));
  return n;
}

/* Returns: whether every field below @node is one that a flow may decide */
static gboolean
is_of_flow (const WireFieldNode *node, WireFieldPacket *packet)
{
  if (node->kind == WIRE_NODE_FIELD)
    {
      const WireFieldInfo *info = wire_field_packet_get_slot (packet, node->slot)->info;

      return !wire_field_part_is_of_frame (info) && info->source != WIRE_FIELD_WALKED;
    }
  for (guint i = 0; i < wire_field_node_get_length (node); i++)
    if (!is_of_flow (wire_field_node_get (node, i), packet))
      return FALSE;
  return TRUE;
}

static int
get_frame_field (const WireFieldNode *test, WireFieldPacket *packet)
{
  const WireFieldNode *field =
      test->kind == WIRE_NODE_COMPARE ? wire_field_node_get (test, 0) : NULL;
  const WireFieldInfo *info;

  if (!field || field->kind != WIRE_NODE_FIELD || field->spans
      || wire_field_node_get (test, 1)->kind != WIRE_NODE_VALUE)
    return -1;
  info = wire_field_packet_get_slot (packet, field->slot)->info;
  return info->type == WIRE_FIELD_PROTOCOL ? -1 : wire_field_frame_find (info->name);
}

static void
part_free (gpointer data)
{
  WireFieldPart *self = data;

  g_byte_array_unref (self->answers);
  g_free (self);
}

static void
add_parts (GPtrArray *parts, const WireFieldNode *test, WireFieldPacket *packet)
{
  WireFieldPart *part;

  if (test->kind == WIRE_NODE_AND)
    {
      for (guint i = 0; i < wire_field_node_get_length (test); i++)
        add_parts (parts, wire_field_node_get (test, i), packet);
      return;
    }
  part = g_new0 (WireFieldPart, 1);
  part->test = test;
  part->frame_field = get_frame_field (test, packet);
  part->flow_only = count_fields (test) > 0 && is_of_flow (test, packet);
  part->answers = g_byte_array_new ();
  g_ptr_array_add (parts, part);
}

/** Returns: (transfer full) (element-type WireFieldPart): the parts of @test, in their order, whose
 * fields have slots in @packet */
GPtrArray *
wire_field_part_split (const WireFieldNode *test, WireFieldPacket *packet)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  add_parts (parts, test, packet);
  return parts;
}
