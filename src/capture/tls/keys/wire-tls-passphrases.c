/* wire-tls-passphrases.c
 *
 * A capture is heard again and again, by several threads, and its keys are read each time: the user
 * is asked once. So passphrases belong to the run of the program, and not to a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-passphrases.h"

#include "base/wire-gcrypt.h"

#include <string.h>

static GMutex lock;
static GHashTable *passphrases; /* paths to secure memory */

void
wire_tls_passphrase_free (char *passphrase)
{
  gcry_free (passphrase); /* libgcrypt wipes what is in its secure memory */
}

static void
free_passphrase (gpointer passphrase)
{
  wire_tls_passphrase_free (passphrase);
}

/* Returns: (transfer full): @text in secure memory, cut at the longest passphrase */
static char *
keep (const char *text)
{
  gsize length = strnlen (text, WIRE_TLS_PASSPHRASE_MAX);
  char *kept;

  wire_gcrypt_begin ();
  kept = gcry_calloc_secure (1, length + 1);
  if (!kept)
    g_error ("out of memory for secrets");
  memcpy (kept, text, length);
  return kept;
}

/**
 * wire_tls_passphrases_set:
 * @path: of a private key
 * @passphrase: (nullable): that it is unlocked with; %NULL to forget it
 *
 * Holds for all captures until the program ends; it is written nowhere. Any thread.
 */
void
wire_tls_passphrases_set (const char *path, const char *passphrase)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (!passphrases)
    passphrases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_passphrase);
  if (passphrase)
    g_hash_table_insert (passphrases, g_strdup (path), keep (passphrase));
  else
    g_hash_table_remove (passphrases, path);
}

/** Returns: (transfer full) (nullable): the passphrase of the key in the file @path, in secure
 * memory; release it with wire_tls_passphrase_free(). Any thread. */
char *
wire_tls_passphrases_copy (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  const char *found = passphrases ? g_hash_table_lookup (passphrases, path) : NULL;
  return found ? keep (found) : NULL;
}
