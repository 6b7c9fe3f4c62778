/* wire-fields.h: a frame's layers and fields in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireField:
 * @name: what the field is called: “Time to live”
 * @value: its value in words: “128”, “0x4000 (don't fragment)”. May hold text from the wire, made
 *   printable.
 * @offset: of its first byte in the frame
 * @length: in bytes; 0 where the field was worked out and is nowhere
 * @depth: 0 for a layer, 1 for its fields, 2 and more for parts of a field
 * @quoted: the name, too, is from the wire, such as that of an HTTP header: it has no translation
 *
 * One line of the tree that shows a frame. Name and value are English in every locale: programs
 * read them from the command line. The window translates names as it shows them; xgettext collects
 * them by the keywords `wire_fields_add:4` and those of wire-describe.h, and from tables by N_().
 */
typedef struct
{
  char *name;
  char *value;
  guint32 offset;
  guint32 length;
  guint depth;
  gboolean quoted;
} WireField;

/**
 * WireFields:
 *
 * The fields of one frame in the order of the wire, as a flat list with depths. A layer's value is
 * a one-line summary of it (“53954 → 80, PSH ACK”). Owned by the caller; used by one thread.
 */
typedef struct _WireFields WireFields;

/** A hostile frame can hold tens of thousands of options or records; a person reads far fewer. The
 * rest is given as one field that says how many bytes were left out. */
#define WIRE_FIELDS_MAX 4096

WireFields *wire_fields_new (void);

/** Frees @fields and what it owns. */
void wire_fields_free (WireFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFields, wire_fields_free)

/** Returns: the number of fields, layers included */
guint wire_fields_get_length (const WireFields *fields);

const WireField *wire_fields_get (const WireFields *fields, guint index);
int wire_fields_find_byte (const WireFields *fields, guint32 offset);

/* For describers. Offsets that they give are relative to the layer. */
void wire_fields_begin_layer (
    WireFields *fields, const char *title, guint32 offset, guint32 header, guint32 length);
void wire_fields_set_layer_value (WireFields *fields, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean wire_fields_add (
    WireFields *fields, guint32 offset, guint32 length, const char *name, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
void wire_fields_set_quoted (WireFields *fields);
void wire_fields_add_derived (WireFields *fields, const WireFields *derived);
void wire_fields_push (WireFields *fields);

/** Ends what wire_fields_push() began: the next field is one level up again. */
void wire_fields_pop (WireFields *fields);

G_END_DECLS
