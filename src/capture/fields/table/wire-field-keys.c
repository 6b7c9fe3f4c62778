/* wire-field-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-keys.h"

#include "capture/decode/wire-protocol.h"
#include "capture/fields/table/wire-field-table.h"

typedef struct
{
  GHashTable *protocols; /* title → its number and 1 */
  GHashTable *names;     /* what describers say → array of WireFieldInfo */
  const char *layers[WIRE_N_PROTOCOLS];
} Keys;

static gpointer
make_keys (gpointer data)
{
  Keys *keys = g_new0 (Keys, 1);
  guint n = wire_field_table_get_length ();

  (void) data;
  keys->protocols = g_hash_table_new (g_str_hash, g_str_equal);
  keys->names = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 1; i < WIRE_N_PROTOCOLS; i++)
    {
      g_hash_table_insert (keys->protocols, (gpointer) wire_protocol_get_info (i)->title,
                           GUINT_TO_POINTER (i));
      keys->layers[i] = wire_field_table_find_protocol (i);
    }
  for (guint i = 0; i < n; i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);
      GPtrArray *same = info->describer ? g_hash_table_lookup (keys->names, info->describer) : NULL;

      if (!info->describer)
        continue;
      if (!same)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (keys->names, (gpointer) info->describer, same);
        }
      g_ptr_array_add (same, (gpointer) info);
    }
  return keys;
}

/* Made once, and there for as long as the program. */
static const Keys *
get_keys (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_keys, NULL);
}

static const WireField *
find_above (const WireFields *fields, guint index, guint depth)
{
  while (index-- > 0)
    if (wire_fields_get (fields, index)->depth <= depth)
      return wire_fields_get (fields, index);
  return NULL;
}

static WireProtocol
find_protocol (const Keys *keys, const char *title)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (keys->protocols, title));
}

static const char *
find_name (const GPtrArray *same, WireProtocol protocol, const char *parent)
{
  const WireFieldInfo *any = NULL;

  for (guint i = 0; same && i < same->len; i++)
    {
      const WireFieldInfo *info = same->pdata[i];

      if (info->protocol != protocol)
        continue;
      if (info->parent && g_strcmp0 (info->parent, parent) == 0)
        return info->name;
      if (!any && !info->parent)
        any = info;
    }
  return any ? any->name : NULL;
}

/**
 * wire_field_keys_find:
 * @fields: what describers said of a frame
 * @index: of one of them
 *
 * Returns: (nullable): how filters call that field, or the layer; %NULL where they do not know it.
 * Any thread.
 */
const char *
wire_field_keys_find (const WireFields *fields, guint index)
{
  const Keys *keys = get_keys ();
  const WireField *field = wire_fields_get (fields, index);
  const WireField *layer, *parent;

  if (field->depth == 0)
    return keys->layers[find_protocol (keys, field->name)];
  layer = find_above (fields, index, 0);
  parent = find_above (fields, index, field->depth - 1);
  if (!layer)
    return NULL;
  return find_name (g_hash_table_lookup (keys->names, field->name),
                    find_protocol (keys, layer->name), parent ? parent->name : NULL);
}
