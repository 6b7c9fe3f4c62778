/* wire-http-head.h: start lines and header fields of HTTP/1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 9112, sections 2 to 5, read as leniently as recipients are advised to, and a little more:
 * what servers and browsers understood should be understood here.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A run of bytes in a buffer that is owned elsewhere. */
typedef struct
{
  const char *data;
  gsize length;
} WireSpan;

/** Whether a head is that of a request or of a response. */
typedef enum
{
  WIRE_HTTP_NOTHING,
  WIRE_HTTP_REQUEST,
  WIRE_HTTP_RESPONSE,
} WireHttpKind;

/**
 * WireHttpStart:
 * @kind: what the line begins, or %WIRE_HTTP_NOTHING
 * @minor: of the version: HTTP/1.@minor
 * @status: of a response
 * @method: of a request
 * @uri: of a request: its target as sent
 * @reason: of a response; may be empty
 * @odd: it is not a line of HTTP/1.0 or HTTP/1.1, but is understood
 * @version: of an @odd one: its version as sent; may be empty
 */
typedef struct
{
  WireHttpKind kind;
  guint minor;
  guint status;
  WireSpan method;
  WireSpan uri;
  WireSpan reason;
  gboolean odd;
  WireSpan version;
} WireHttpStart;

/** Longest name of a method that is believed; the longest registered one has 17 letters. */
#define WIRE_HTTP_MAX_METHOD 32u

gboolean wire_http_may_start (const void *bytes, gsize length);
WireHttpKind wire_http_read_start_line (const char *line, gsize length, WireHttpStart *start);

/**
 * WireHttpFields:
 * @data: a head, start line included
 * @length: of @data
 * @position: of the next line
 *
 * Walks over the header fields of a head in the order they were sent.
 */
typedef struct
{
  const char *data;
  gsize length;
  gsize position;
} WireHttpFields;

void wire_http_fields_init (WireHttpFields *fields, const void *head, gsize length);
gboolean wire_http_fields_next (WireHttpFields *fields, WireSpan *name, WireSpan *value);

gboolean wire_span_equals (WireSpan span, const char *text);
char *wire_span_to_text (WireSpan span);
gboolean wire_span_next_item (WireSpan *list, WireSpan *item);
gboolean wire_span_has_token (WireSpan span, const char *token);

G_END_DECLS
