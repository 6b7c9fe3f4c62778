/* fuzz-bpf.c: what people type as a filter of packets, and packets that it is held against
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is an expression up to its first NUL, and the bytes of a packet after it.
 */

#include "capture/view/wire-bpf.h"
#include "capture/view/wire-filter.h"

#include <netdb.h>
#include <string.h>

#define INPUT_MAX 2048
#define EXPRESSION_MAX 256

static const guint32 LINK_TYPES[] = { 1, 101, 105, 113, 127, 228 };

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Expressions may name hosts, and nobody should be asked for those that a fuzzer makes up. */
int
getaddrinfo (const char *node G_GNUC_UNUSED,
             const char *service G_GNUC_UNUSED,
             const struct addrinfo *hints G_GNUC_UNUSED,
             struct addrinfo **result G_GNUC_UNUSED)
{
  return EAI_NONAME;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = size > 0 && size <= INPUT_MAX ? memchr (data, 0, size) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WireBpf) bpf = NULL;
  guint32 captured;

  if (!end || end - data > EXPRESSION_MAX)
    return 0;
  bpf = wire_bpf_new ((const char *) data, LINK_TYPES, G_N_ELEMENTS (LINK_TYPES), &error);
  g_assert_true ((bpf == NULL) == (error != NULL));
  g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
  wire_bpf_check ((const char *) data, LINK_TYPES[0], NULL);
  captured = (guint32) (size - (gsize) (end + 1 - data));
  for (guint i = 0; bpf && i < G_N_ELEMENTS (LINK_TYPES); i++)
    wire_bpf_matches (bpf, i, end + 1, captured, captured);
  return 0;
}
