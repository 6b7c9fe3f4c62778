/* wire-digest-setting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-digest-setting.h"

#include "ui/memory/wire-settings.h"

/** Returns: what is remembered; MD5, which every list of known files has, where that is nothing.
 * Main thread only. */
WireDigestMask
wire_digest_setting_get (void)
{
  GSettings *settings = wire_settings_get ();
  g_auto (GStrv) keys = settings ? g_settings_get_strv (settings, "digests") : NULL;
  WireDigestMask mask = 0;
  WireDigestAlgorithm algorithm;

  for (char **p = keys; p && *p; p++)
    if (wire_digest_parse_name (*p, &algorithm))
      mask |= WIRE_DIGEST_BIT (algorithm);
  return mask ? mask : WIRE_DIGEST_BIT (WIRE_DIGEST_MD5);
}

/** Remembers @mask, unless it is what is remembered. Main thread only. */
void
wire_digest_setting_set (WireDigestMask mask)
{
  GSettings *settings = wire_settings_get ();
  const char *keys[WIRE_N_DIGESTS + 1];
  guint n = 0;

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      keys[n++] = wire_digest_get_info (i)->key;
  keys[n] = NULL;
  if (settings && mask != wire_digest_setting_get ())
    g_settings_set_strv (settings, "digests", keys);
}
