/* wire-http-proxy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The PROXY protocol, versions 1 and 2, as HAProxy describes it.
 */

#include "capture/http/wire-http-proxy.h"

#include <string.h>

/* The longest line of version 1, its end included. */
#define MAX_LINE 107u

/* Of version 2: the signature, then version, family and the length of what follows. */
#define HEADER 16u

static const guint8 SIGNATURE[12] = { '\r', '\n', '\r', '\n', '\0', '\r',
                                      '\n', 'Q',  'U',  'I',  'T',  '\n' };

/**
 * wire_http_measure_proxy_header:
 * @bytes: the first ones of what a client sends
 * @length: of @bytes
 *
 * Returns: the length of a PROXY header that is there as a whole; 0 where there is none
 */
gsize
wire_http_measure_proxy_header (const guint8 *bytes, gsize length)
{
  const guint8 *end;
  gsize size;

  if (length > 6 && memcmp (bytes, "PROXY ", 6) == 0)
    {
      end = memchr (bytes, '\n', MIN (length, MAX_LINE));
      return end ? (gsize) (end + 1 - bytes) : 0;
    }
  if (length < HEADER || memcmp (bytes, SIGNATURE, sizeof SIGNATURE) != 0 || bytes[12] >> 4 != 2)
    return 0;
  size = HEADER + ((gsize) bytes[14] << 8 | bytes[15]); /* big-endian */
  return size <= length ? size : 0;
}

/**
 * wire_http_proxy_want:
 * @bytes: the first ones of what a client sends
 * @length: of @bytes, at least 1
 *
 * Returns: how many bytes of a PROXY header of version 2 have to be there before more can be said,
 *   or all of it is there; 0 where there is none
 */
gsize
wire_http_proxy_want (const guint8 *bytes, gsize length)
{
  if (memcmp (bytes, SIGNATURE, MIN (length, sizeof SIGNATURE)) != 0
      || (length > sizeof SIGNATURE && bytes[sizeof SIGNATURE] >> 4 != 2))
    return 0;
  return length < HEADER ? HEADER : HEADER + ((gsize) bytes[14] << 8 | bytes[15]);
}
