/* wire-checksum-line-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-line-format.h"

#include "base/wire-hex.h"

#include <string.h>

/**
 * wire_checksum_line_format:
 * @algorithm: of the digest
 * @digest: its bytes
 * @name: (nullable): file name; %NULL gives a bare digest
 * @tagged: BSD form, which names the algorithm
 *
 * Returns: (transfer full): a line without its end that `md5sum --check` and its like accept
 */
char *
wire_checksum_line_format (WireDigestAlgorithm algorithm,
                           const guint8 *digest,
                           const char *name,
                           gboolean tagged)
{
  const WireDigestInfo *info = wire_digest_get_info (algorithm);
  g_autofree char *hex = wire_hex_encode (digest, info->size, NULL);
  g_autoptr (GString) escaped = NULL;
  gboolean special;

  if (!name)
    return g_steal_pointer (&hex);
  special = strpbrk (name, "\\\n\r") != NULL;
  escaped = g_string_new (name);
  if (special)
    {
      g_string_replace (escaped, "\\", "\\\\", 0);
      g_string_replace (escaped, "\n", "\\n", 0);
      g_string_replace (escaped, "\r", "\\r", 0);
    }
  if (tagged)
    return g_strdup_printf ("%s%s (%s) = %s", special ? "\\" : "", info->tag, escaped->str, hex);
  return g_strdup_printf ("%s%s  %s", special ? "\\" : "", hex, escaped->str);
}
