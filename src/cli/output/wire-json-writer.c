/* wire-json-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/output/wire-json-writer.h"

#include "base/wire-json.h"

#include <math.h>

static void write_node (GString *out, JsonNode *node);

/* JSON has neither infinity nor “not a number”. */
static void
write_double (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, isfinite (value) ? g_ascii_dtostr (text, sizeof text, value) : "null");
}

static void
write_value (GString *out, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      wire_json_append_string (out, json_node_get_string (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      break;
    case G_TYPE_DOUBLE:
      write_double (out, json_node_get_double (node));
      break;
    default:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
    }
}

static void
write_object (GString *out, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  const char *separator = "{";

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_string_append (out, separator);
      wire_json_append_string (out, name);
      g_string_append_c (out, ':');
      write_node (out, member);
      separator = ",";
    }
  g_string_append (out, *separator == '{' ? "{}" : "}");
}

static void
write_array (GString *out, JsonArray *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_node (out, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

/* As deep as a command nests its own answer; what comes from outside is in strings only. */
static void
write_node (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (out, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      write_array (out, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_value (out, node);
      break;
    default:
      g_string_append (out, "null");
    }
}

/**
 * wire_json_write:
 * @root: what a command answers
 *
 * The one writer of JSON answers. json-glib's own leaves some control characters as they are, which
 * strict readers refuse (RFC 8259, section 7).
 *
 * Returns: (transfer full): @root on one line, without a line end. Any thread.
 */
char *
wire_json_write (JsonNode *root)
{
  GString *out = g_string_new (NULL);

  write_node (out, root);
  return g_string_free (out, FALSE);
}
