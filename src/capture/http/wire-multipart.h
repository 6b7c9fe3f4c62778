/* wire-multipart.h: the parts of a form that was sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 7578 (multipart/form-data) and RFC 2046, section 5.1.
 */

#pragma once

#include "capture/http/wire-http-head.h"

G_BEGIN_DECLS

/** Parts of one body; beyond, the rest is the last one's. */
#define WIRE_MULTIPART_MAX_PARTS 10000u

/** The head of a part may be this long. */
#define WIRE_MULTIPART_MAX_HEAD 8192u

/**
 * WireMultipartPart:
 * @head: its fields, of which only the beginning is there where it is too long
 * @offset: of its first byte in the body
 * @size: bytes of it
 * @ended: a boundary follows it: all of it is there, but for gaps
 *
 * One part. @head is valid during the call only.
 */
typedef struct
{
  WireSpan head;
  guint64 offset;
  guint64 size;
  gboolean ended;
} WireMultipartPart;

/** Takes the next part. */
typedef void (*WireMultipartFound) (const WireMultipartPart *part, gpointer user_data);

/**
 * WireMultipart:
 *
 * Takes a multipart body as it comes, however it is cut, and tells its parts. Keeps no more than a
 * head and a boundary. What a gap swallowed is never a boundary: where a part's end may be in one,
 * the part goes on, and the caller knows that it has a gap.
 */
typedef struct _WireMultipart WireMultipart;

WireMultipart *wire_multipart_new (const char *boundary,
                                   WireMultipartFound found,
                                   gpointer user_data);

/** Frees @multipart and what it owns. */
void wire_multipart_free (WireMultipart *multipart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireMultipart, wire_multipart_free)

void wire_multipart_add (WireMultipart *multipart, const guint8 *bytes, gsize length);
void wire_multipart_add_gap (WireMultipart *multipart, guint64 length);
void wire_multipart_end (WireMultipart *multipart);

G_END_DECLS
