/* wire-content-names.h: what Content-Encoding says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-content-coding.h"

G_BEGIN_DECLS

/** Codings of content (RFC 9110, section 8.4.1) that are undone. */
typedef enum
{
  WIRE_CONTENT_GZIP,
  WIRE_CONTENT_DEFLATE,
  WIRE_CONTENT_BROTLI,
  WIRE_CONTENT_ZSTANDARD,
  WIRE_CONTENT_LINES,    /* no coding of HTTP: see wire-content-lines.h */
  WIRE_CONTENT_LAST_END, /* likewise */
} WireContentName;

int wire_content_parse_names (const char *content_encoding,
                              WireContentName codings[WIRE_CONTENT_MAX_CODINGS]);

G_END_DECLS
