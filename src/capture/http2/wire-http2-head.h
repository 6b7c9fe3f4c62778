/* wire-http2-head.h: the fields of a message of HTTP/2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <nghttp2/nghttp2.h>

G_BEGIN_DECLS

/** What the fields of one message may take, unpacked: a byte on the wire may stand for kilobytes.
 */
#define WIRE_HTTP2_MAX_FIELDS (256u * 1024)

/** The longest dynamic table that a sender may use. By default it has 4 KiB; who wants more says so
 * in the block itself, also where the peer's settings were not captured. */
#define WIRE_HTTP2_MAX_TABLE (1024u * 1024)

/**
 * WireHttp2Head:
 * @method: (nullable): pseudo field, as all before @status
 * @path: (nullable)
 * @scheme: (nullable)
 * @authority: (nullable)
 * @protocol: (nullable): of RFC 8441
 * @status: of a response; 0 for none
 * @fields: the other fields, a line each, as in HTTP/1
 * @whole: nothing is missing
 *
 * Strings may have any bytes but line ends and zeros.
 */
typedef struct
{
  char *method;
  char *path;
  char *scheme;
  char *authority;
  char *protocol;
  guint status;
  GString *fields;
  gboolean whole;
} WireHttp2Head;

void wire_http2_head_clear (WireHttp2Head *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireHttp2Head, wire_http2_head_clear)

void wire_http2_head_read (WireHttp2Head *head,
                           nghttp2_hd_inflater **inflater,
                           const guint8 *block,
                           gsize length);
GString *wire_http2_head_write (const WireHttp2Head *head);

G_END_DECLS
