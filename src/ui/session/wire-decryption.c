/* wire-decryption.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-decryption.h"

#include <glib/gi18n.h>

/** Returns: (nullable): the label of the key that @session was decrypted with, as key logs have it,
 * or that it was a private key; %NULL where it was not decrypted */
const char *
wire_decryption_get_key (const WireTlsSession *session)
{
  if (session->private_key)
    return _ ("private key");
  return session->key ? wire_tls_key_kind_get_label (session->key) : NULL;
}

/** Returns: (transfer full): how @stream, of which something was decrypted, was */
char *
wire_decryption_describe (WireCapture *capture, guint32 stream)
{
  g_auto (WireTlsSession) session = { 0 };
  const char *key = wire_capture_find_tls_session (capture, stream, &session)
                        ? wire_decryption_get_key (&session)
                        : NULL;

  /* Translators: %s is the label of a line of a key log, such as CLIENT_RANDOM */
  return key ? g_strdup_printf (_ ("Decrypted with %s"), key) : g_strdup (_ ("Decrypted"));
}
