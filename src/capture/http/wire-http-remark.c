/* wire-http-remark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-remark.h"

#include <glib/gi18n.h>

static const struct
{
  const char *key;
  const char *sentence;
} REMARKS[WIRE_HTTP_N_REMARKS] = {
  { "start-line", N_ ("Its first line is not one of HTTP/1.0 or HTTP/1.1.") },
  { "fields", N_ ("Fields that say how its body is sent are not written as they should be.") },
  { "two-lengths", N_ ("Content-Length has several values; the first one was taken.") },
  { "length", N_ ("Content-Length is not a number alone.") },
  { "length-and-chunks", N_ ("It says both a length and chunks.") },
  { "not-chunked", N_ ("It says chunks, but none came.") },
  { "chunks", N_ ("Its chunks are not written as they should be.") },
  { "extra", N_ ("Bytes follow it that belong to no message.") },
  { "after-proxy", N_ ("A header of the PROXY protocol came before it.") },
  { "method", N_ ("Its method is not one that is registered.") },
  { "request-inside", N_ ("Its body begins like another request.") },
};

/** Returns: the remark of bit @bit of #WireHttpRemarks as --json writes it */
const char *
wire_http_remark_to_key (guint bit)
{
  g_return_val_if_fail (bit < WIRE_HTTP_N_REMARKS, NULL);

  return REMARKS[bit].key;
}

/** Returns: (transfer none): the same in a sentence, translated */
const char *
wire_http_remark_describe (guint bit)
{
  g_return_val_if_fail (bit < WIRE_HTTP_N_REMARKS, NULL);

  return _ (REMARKS[bit].sentence);
}
