/* fuzz-keys.c: key logs of TLS and of SMB, and private keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-key-log.h"
#include "capture/tls/keys/wire-tls-key-line.h"
#include "capture/tls/keys/wire-tls-key-log.h"
#include "capture/tls/keys/wire-tls-private-keys.h"

#include <string.h>

#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A line that has a meaning is in the log that was made of all, or another of the same name is. */
static void
look_up (WireTlsKeyLog *log, const char *text, gsize length)
{
  WireTlsKeyLine line, found;

  if (length > WIRE_TLS_KEY_LINE_MAX
      || wire_tls_key_line_parse (text, length, &line) == WIRE_TLS_KEY_NONE)
    return;
  g_assert_true (line.id_length <= WIRE_TLS_KEY_ID_MAX);
  g_assert_true (line.secret_length <= WIRE_TLS_KEY_SECRET_MAX);
  g_assert_nonnull (wire_tls_key_kind_get_label (line.kind));
  if (wire_tls_key_log_find (log, line.kind, line.id, line.id_length, &found))
    g_assert_cmpmem (found.id, found.id_length, line.id, line.id_length);
}

static void
read_tls (GBytes *bytes)
{
  g_autoptr (WireTlsKeyLog) log = wire_tls_key_log_new ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *end = size > 0 ? text + size : text;
  guint n = wire_tls_key_log_add_bytes (log, bytes);

  g_assert_cmpuint (n, >=, wire_tls_key_log_get_length (log));
  while (text < end)
    {
      const char *next = memchr (text, '\n', (gsize) (end - text));

      look_up (log, text, (gsize) ((next ? next : end) - text));
      text = next ? next + 1 : end;
    }
}

static void
read_smb (const char *text, gsize size)
{
  g_autoptr (WireSmbKeyLog) log = wire_smb_key_log_new ();
  const WireSmbKeys *keys;

  wire_smb_key_log_are_keys (text, size);
  wire_smb_key_log_add (log, text, size);
  keys = wire_smb_key_log_find (log, G_GUINT64_CONSTANT (0x1122334455667788));
  for (guint i = 0; keys && i < WIRE_SMB_N_KEYS; i++)
    g_assert_true (keys->length[i] == 0 || keys->length[i] == 16 || keys->length[i] == 32);
}

static void
read_private (GBytes *bytes)
{
  g_autoptr (WireTlsPrivateKeys) keys = wire_tls_private_keys_new ();
  g_autoptr (GError) error = NULL;

  if (wire_tls_private_keys_add (keys, "key.pem", bytes, &error))
    g_assert_cmpuint (wire_tls_private_keys_get_length (keys), >, 0);
  else
    g_assert_nonnull (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (size > INPUT_MAX)
    return 0;
  bytes = g_bytes_new (data, size);
  text = g_strndup ((const char *) data, size);
  read_tls (bytes);
  read_smb (text, strlen (text));
  read_private (bytes);
  return 0;
}
