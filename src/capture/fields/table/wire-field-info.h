/* wire-field-info.h: what is known of a field by its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-value.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/** Where the values of a field are taken from. */
typedef enum
{
  WIRE_FIELD_FIXED,     /* a fixed place in the header of its protocol */
  WIRE_FIELD_LAYER,     /* the layer itself */
  WIRE_FIELD_EITHER,    /* all values of two or more other fields */
  WIRE_FIELD_WALKED,    /* a walker of its protocol gives them by name */
  WIRE_FIELD_DESCRIBED, /* the protocol's describer: the bytes where its field is */
  WIRE_FIELD_FRAME,     /* the frame as a whole, or the order of frames */
  WIRE_FIELD_CLAIMED,   /* Wirecase's own: worked out beforehand from transfers and connections */
} WireFieldSource;

/** What a field is unlike others of its protocol in. */
typedef enum
{
  WIRE_FIELD_STATEFUL = 1 << 0,    /* frames before it decide */
  WIRE_FIELD_OPTIONAL = 1 << 1,    /* FIXED: only where @match is at @match_offset */
  WIRE_FIELD_LITTLE = 1 << 2,      /* FIXED: lowest byte first */
  WIRE_FIELD_HEXADECIMAL = 1 << 3, /* documentation: written in hexadecimal */
} WireFieldFlags;

/**
 * WireFieldInfo:
 * @name: the abbreviation that filters use: `ip.ttl`
 * @type: a #WireFieldType
 * @bits: width of a number; larger ones cannot be compared with it
 * @source: a #WireFieldSource
 * @flags: #WireFieldFlags
 * @protocol: whose field it is
 * @offset: FIXED: from the beginning of the layer
 * @size: FIXED: in bytes
 * @mask: FIXED and DESCRIBED: which of the bits, right aligned afterwards; 0 for all
 * @of: EITHER: names of other fields, separated by spaces
 * @describer: (nullable): what the describer calls it
 * @parent: (nullable): under which field or part, where @describer alone is ambiguous
 * @title: in a few words, for documentation, where there is no @describer
 *
 * A row of the table of fields.
 */
typedef struct
{
  const char *name;
  guint8 type;
  guint8 bits;
  guint8 source;
  guint8 flags;
  guint8 protocol;
  guint8 size;
  guint16 offset;
  guint64 mask;
  const char *of;
  const char *describer;
  const char *parent;
  const char *title;
} WireFieldInfo;

G_END_DECLS
