/* fuzz-keys.c: key logs of TLS and of SMB, private keys, and what those are locked with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-key-log.h"
#include "capture/tls/keys/wire-tls-key-line.h"
#include "capture/tls/keys/wire-tls-key-log.h"
#include "capture/tls/keys/wire-tls-private-keys.h"
#include "capture/tls/keys/wire-tls-scrypt-key.h"

#include <gnutls/x509.h>
#include <string.h>

#define INPUT_MAX 65536

/* Locks that take longer are read, not opened. */
#define COST_MAX 64u
#define PARALLEL_MAX 2u

/* What the keys of the corpus are locked with. */
#define PASSPHRASE "secret"

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

static void
check_inside (const WireTlsOctets *part, const guint8 *data, gsize size)
{
  if (part->length == 0)
    return;
  g_assert_true (part->data >= data && part->length <= size);
  g_assert_true ((gsize) (part->data - data) <= size - part->length);
}

static void
check_lock (const WireTlsScryptLock *lock, const guint8 *data, gsize size)
{
  g_assert_cmpuint (lock->cost, >, 1);
  g_assert_cmpuint (lock->cost, <=, WIRE_TLS_SCRYPT_MAX_COST);
  g_assert_cmpuint (lock->cost & (lock->cost - 1), ==, 0);
  g_assert_cmpuint (lock->parallel, >, 0);
  g_assert_cmpuint (lock->parallel, <=, WIRE_TLS_SCRYPT_MAX_PARALLEL);
  g_assert_cmpuint (lock->key_length, <=, WIRE_TLS_SCRYPT_MAX_KEY);
  g_assert_cmpuint (lock->vector.length, ==, WIRE_TLS_SCRYPT_VECTOR);
  g_assert_cmpuint (lock->encrypted.length, >, 0);
  check_inside (&lock->salt, data, size);
  check_inside (&lock->vector, data, size);
  check_inside (&lock->encrypted, data, size);
}

/* What is unlocked is read as a key; a wrong one is refused. */
static void
open_lock (const WireTlsScryptLock *lock)
{
  gsize length;
  guint8 *key = wire_tls_scrypt_key_open (lock, PASSPHRASE, &length);
  g_autoptr (GBytes) bytes = NULL;

  if (!key)
    return;
  g_assert_cmpuint (length, <, lock->encrypted.length);
  bytes = g_bytes_new (key, length);
  read_private (bytes);
  wire_tls_scrypt_key_free (key);
}

static void
read_lock (const guint8 *data, gsize size)
{
  const gnutls_datum_t text = { (unsigned char *) data, (unsigned int) size };
  gnutls_datum_t der = { NULL, 0 };
  WireTlsScryptLock lock = { 0 };

  if (gnutls_pem_base64_decode2 ("ENCRYPTED PRIVATE KEY", &text, &der) >= 0)
    {
      data = der.data;
      size = der.size;
    }
  if (wire_tls_scrypt_lock_read (data, size, &lock))
    {
      check_lock (&lock, data, size);
      if (lock.cost <= COST_MAX && lock.parallel <= PARALLEL_MAX)
        open_lock (&lock);
    }
  gnutls_free (der.data);
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
  read_lock (data, size);
  return 0;
}
