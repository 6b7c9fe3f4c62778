/* wire-zeek-part.h: a file of Zeek's that is not an object of Wirecase's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-facts.h"
#include "capture/zeek/conn/wire-zeek-connection.h"

G_BEGIN_DECLS

/**
 * WireZeekPart:
 * @object: that it is a part of, or %WIRE_OBJECT_NONE
 * @connection: (nullable): that it came on; %NULL: that of @object
 * @source: (nullable): what Zeek calls the analyzer that it came by; %NULL: that of @object
 * @is_orig: the originator of @connection sent it
 * @packet: that brought its first byte
 * @first: when the first byte came
 * @last: when the last byte came
 * @seen: bytes of it that were captured
 * @missing: bytes between them that were not
 * @depth: how many parts of the mail came before it and itself
 * @name: (nullable): as it was sent
 * @type: (nullable): by its bytes, as Zeek calls it
 * @head: (nullable): its first bytes, where it is a program for Windows
 * @whole: @digests are those of all of it
 * @digests: MD5, SHA-1 and SHA-256 of its content
 *
 * A field of a form, a part of a mail that is not an attachment, an answer without a head.
 */
typedef struct
{
  guint32 object;
  const WireZeekConnection *connection;
  const char *source;
  gboolean is_orig;
  guint32 packet;
  gint64 first;
  gint64 last;
  guint64 seen;
  guint64 missing;
  guint depth;
  char *name;
  char *type;
  GBytes *head;
  gboolean whole;
  WireDigests digests;
} WireZeekPart;

WireZeekPart *wire_zeek_part_new (guint32 object);

/** Frees @part and what it owns. */
void wire_zeek_part_free (WireZeekPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekPart, wire_zeek_part_free)

char *wire_zeek_part_find_type (const void *bytes, gsize length, WireTypeDetector *detector);
void wire_zeek_part_set_head (WireZeekPart *part,
                              const void *bytes,
                              gsize length,
                              WireTypeDetector *detector);
void wire_zeek_part_set_content (WireZeekPart *part,
                                 const void *bytes,
                                 gsize length,
                                 WireTypeDetector *detector);
void wire_zeek_part_set_place (WireZeekPart *part, WireObjectList *list, guint64 from, guint64 to);

G_END_DECLS
