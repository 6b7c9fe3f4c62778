/* wire-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-fields.h"

struct _WireFields
{
  GArray *fields;
  guint depth;
  guint layer;          /* index of the layer being described */
  guint32 base;         /* offset of that layer in the frame */
  guint32 layer_length; /* no field of it reaches further */
};

static void
clear_field (gpointer data)
{
  WireField *field = data;

  g_free (field->name);
  g_free (field->value);
}

/** Returns: (transfer full): no fields yet */
WireFields *
wire_fields_new (void)
{
  WireFields *fields = g_new0 (WireFields, 1);

  fields->fields = g_array_new (FALSE, FALSE, sizeof (WireField));
  g_array_set_clear_func (fields->fields, clear_field);
  return fields;
}

void
wire_fields_free (WireFields *self)
{
  g_array_unref (self->fields);
  g_free (self);
}

guint
wire_fields_get_length (const WireFields *self)
{
  return self->fields->len;
}

/** Returns: (transfer none): valid until the next field is added */
const WireField *
wire_fields_get (const WireFields *self, guint index)
{
  g_return_val_if_fail (index < self->fields->len, NULL);

  return &g_array_index (self->fields, WireField, index);
}

/**
 * wire_fields_find_byte:
 * @self: of a frame
 * @offset: of a byte in the frame
 *
 * Returns: the deepest and shortest field that holds the byte, or -1
 */
int
wire_fields_find_byte (const WireFields *self, guint32 offset)
{
  int found = -1;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const WireField *field = wire_fields_get (self, i);
      const WireField *best = found < 0 ? NULL : wire_fields_get (self, (guint) found);

      if (offset < field->offset || offset - field->offset >= field->length)
        continue;
      if (!best || field->depth > best->depth
          || (field->depth == best->depth && field->length <= best->length))
        found = (int) i;
    }
  return found;
}

/**
 * wire_fields_begin_layer:
 * @title: as the protocol table has it
 * @offset: of the layer in the frame
 * @header: bytes of its header, which the layer's own line points at
 * @length: bytes of the whole layer
 *
 * Fields that follow belong to this layer, and their offsets are relative to it.
 */
void
wire_fields_begin_layer (
    WireFields *self, const char *title, guint32 offset, guint32 header, guint32 length)
{
  WireField field = { g_strdup (title), g_strdup (""), offset, header, 0 };

  self->layer = self->fields->len;
  self->base = offset;
  self->layer_length = length;
  self->depth = 1;
  g_array_append_val (self->fields, field);
}

/** Says the current layer in one line. */
void
wire_fields_set_layer_value (WireFields *self, const char *format, ...)
{
  WireField *layer = &g_array_index (self->fields, WireField, self->layer);
  va_list args;

  va_start (args, format);
  g_free (layer->value);
  layer->value = g_strdup_vprintf (format, args);
  va_end (args);
}

/**
 * wire_fields_add:
 * @offset: relative to the layer
 * @length: in bytes; 0 for what is nowhere in the frame
 * @name: what the field is called
 * @format: its value in words; text from the wire goes through wire_printable() first
 *
 * Returns: %FALSE once no more fields are taken: describers of repeated things stop there
 */
gboolean
wire_fields_add (
    WireFields *self, guint32 offset, guint32 length, const char *name, const char *format, ...)
{
  va_list args;

  if (self->fields->len >= WIRE_FIELDS_MAX)
    return FALSE;

  /* A describer that trusted a lying length must not point outside its layer. */
  offset = MIN (offset, self->layer_length);
  length = MIN (length, self->layer_length - offset);

  WireField field = {
    .name = g_strdup (name), .offset = self->base + offset, .length = length, .depth = self->depth
  };

  va_start (args, format);
  field.value = g_strdup_vprintf (format, args);
  va_end (args);
  g_array_append_val (self->fields, field);

  if (self->fields->len == WIRE_FIELDS_MAX)
    {
      WireField *last = &g_array_index (self->fields, WireField, WIRE_FIELDS_MAX - 1);

      clear_field (last);
      last->name = g_strdup ("Not shown");
      last->value =
          g_strdup_printf ("%u bytes from here on: too many fields", self->layer_length - offset);
      last->length = self->layer_length - offset;
      last->depth = 1;
    }
  return self->fields->len < WIRE_FIELDS_MAX;
}

/** Says of the field that was added last that its name is from the wire. */
void
wire_fields_set_quoted (WireFields *self)
{
  guint n = self->fields->len;

  if (n > 0 && n < WIRE_FIELDS_MAX) /* the last of so many is no field of the frame */
    g_array_index (self->fields, WireField, n - 1).quoted = TRUE;
}

/** Fields that follow are parts of the last one. */
void
wire_fields_push (WireFields *self)
{
  self->depth++;
}

void
wire_fields_pop (WireFields *self)
{
  g_return_if_fail (self->depth > 1);

  self->depth--;
}

/**
 * wire_fields_add_derived:
 * @self: of a frame
 * @derived: of other bytes, that were made of the frame's
 *
 * Adds copies of all fields of @derived, which are nowhere in the frame.
 */
void
wire_fields_add_derived (WireFields *self, const WireFields *derived)
{
  for (guint i = 0; i < derived->fields->len && self->fields->len < WIRE_FIELDS_MAX - 1; i++)
    {
      WireField field = g_array_index (derived->fields, WireField, i);

      field.name = g_strdup (field.name);
      field.value = g_strdup (field.value);
      field.offset = field.length = 0;
      g_array_append_val (self->fields, field);
    }
}
