/* wire-tls-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-log.h"

#include "base/wire-gcrypt.h"
#include "base/wire-secret.h"
#include "capture/tls/wire-tls-protection.h"

#include <glib/gi18n.h>
#include <string.h>

/* Sessions that later connections may take up: those of a day, where none was taken up. */
#define MAX_MASTERS 65536u

struct _WireTlsLog
{
  WireListening *listening;
  WireTlsKeys *keys;
  GPtrArray *secrets; /* of the capture; more may come */
  guint n_secrets;    /* of them, that are among @keys */
  guint lacked_at;    /* how many there were when a key was missing first; G_MAXUINT: none was */
  GPtrArray *sessions;
  GStringChunk *strings;
  gsize text;
  GHashTable *certificates; /* digest to GBytes */
  gsize certificate_bytes;
  GHashTable *masters; /* digest to secret */
  GHashTable *randoms; /* digest to random */
  guint8 seed[16];
  guint32 n_spoken; /* of all sessions */
  int live;         /* connections that are heard */
};

/* Connections whose ciphers stay ready. */
#define MAX_READY 256

/* Names of all connections together take no more. */
#define MAX_TEXT (64u * 1024 * 1024)

static void
free_session (gpointer session)
{
  wire_tls_session_clear (session);
  g_free (session);
}

/* Lines that are wrong are a reason why a connection cannot be read. */
static void
tell_faults (WireTlsKeys *keys, WireListening *listening, const char *name)
{
  g_autofree char *text = wire_tls_keys_tell_faults (keys, name);

  if (text)
    wire_listening_warn (listening, text);
}

static void
add_keys (WireTlsKeys *keys, WireListening *listening)
{
  const char *const *paths = wire_listening_get_key_files (listening);

  for (guint i = 0; paths && paths[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!wire_tls_keys_add_file (keys, paths[i], &error))
        wire_listening_warn (listening, error->message);
      else
        tell_faults (keys, listening, paths[i]);
    }
}

/* What tables are searched by: nobody can make up bytes that all go into one place of them. */
static GBytes *
make_key (const WireTlsLog *self, const guint8 *bytes, gsize length)
{
  guint8 digest[32];
  gcry_buffer_t parts[2] = { { .data = (void *) self->seed, .len = sizeof self->seed },
                             { .data = (void *) bytes, .len = length } };

  gcry_md_hash_buffers (GCRY_MD_SHA256, 0, digest, parts, 2);
  return g_bytes_new (digest, sizeof digest);
}

/** Returns: (transfer full): a log with the keys that @listening was given */
WireTlsLog *
wire_tls_log_new (WireListening *listening)
{
  WireTlsLog *self = g_new0 (WireTlsLog, 1);

  self->listening = listening;
  self->keys = wire_tls_keys_new ();
  self->secrets = wire_listening_get_secrets (listening);
  self->lacked_at = G_MAXUINT;
  self->sessions = g_ptr_array_new_with_free_func (free_session);
  self->strings = g_string_chunk_new (4096);
  wire_gcrypt_begin ();
  gcry_create_nonce (self->seed, sizeof self->seed);
  self->certificates = g_hash_table_new_full (
      g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, (GDestroyNotify) g_bytes_unref);
  self->randoms =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  self->masters = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                         (GDestroyNotify) g_bytes_unref, wire_secret_free);
  add_keys (self->keys, listening);
  return self;
}

void
wire_tls_log_free (WireTlsLog *self)
{
  wire_tls_keys_free (self->keys);
  g_ptr_array_unref (self->sessions);
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->certificates);
  g_hash_table_unref (self->masters);
  g_hash_table_unref (self->randoms);
  g_free (self);
}

/** Returns: (transfer none): what may be decrypted with, with what the capture has brought by now
 */
WireTlsKeys *
wire_tls_log_get_keys (WireTlsLog *self)
{
  while (self->secrets && self->n_secrets < self->secrets->len)
    {
      wire_tls_keys_add_log (self->keys, g_ptr_array_index (self->secrets, self->n_secrets++));
      tell_faults (self->keys, self->listening, _ ("key log in the capture"));
    }
  return self->keys;
}

/** Notes what was said on the connection of @session, so that it can be followed; or, where it is
 * not application data, what TLS itself said. */
void
wire_tls_log_note_spoken (WireTlsLog *self, WireTlsSession *session, const WireTlsSpoken *spoken)
{
  GArray **list = spoken->type == WIRE_TLS_APPLICATION_DATA ? &session->spoken : &session->told;

  if (self->n_spoken >= WIRE_TLS_MAX_SPOKEN)
    return;
  if (!*list)
    *list = g_array_new (FALSE, FALSE, sizeof (WireTlsSpoken));
  g_array_append_val (*list, *spoken);
  self->n_spoken++;
}

/** Notes that @more connections are heard, or fewer. Returns: whether they are so many that ciphers
 * should not stay ready between two pieces: each takes some kilobytes of secure memory */
gboolean
wire_tls_log_count_live (WireTlsLog *self, int more)
{
  self->live += more;
  return self->live > MAX_READY;
}

/** Notes that a connection could not be read for want of a key. */
void
wire_tls_log_lack_key (WireTlsLog *self)
{
  if (self->lacked_at == G_MAXUINT)
    self->lacked_at = self->n_secrets;
}

/** Whether keys came after a connection that could not be read for want of one. */
gboolean
wire_tls_log_wants_again (WireTlsLog *self)
{
  return self->secrets && self->lacked_at < self->secrets->len;
}

/** Returns: (transfer none) (nullable): a connection about which nothing is known; %NULL where
 * there are too many */
WireTlsSession *
wire_tls_log_append (WireTlsLog *self)
{
  WireTlsSession *session;

  if (self->sessions->len >= WIRE_TLS_MAX_SESSIONS)
    return NULL;
  session = g_new0 (WireTlsSession, 1);
  g_ptr_array_add (self->sessions, session);
  return session;
}

/** Returns: (transfer none) (nullable): @text as valid UTF-8 */
const char *
wire_tls_log_keep (WireTlsLog *self, const guint8 *text, gsize length)
{
  g_autofree char *valid = NULL;

  if (length == 0 || self->text >= MAX_TEXT)
    return NULL;
  valid = g_utf8_make_valid ((const char *) text, (gssize) length);
  self->text += strlen (valid);
  return g_string_chunk_insert (self->strings, valid);
}

/** Returns: (transfer full) (nullable): the certificate; the same one is kept once */
GBytes *
wire_tls_log_keep_certificate (WireTlsLog *self, const guint8 *der, gsize length)
{
  g_autoptr (GBytes) key = make_key (self, der, length);
  GBytes *kept = g_hash_table_lookup (self->certificates, key);

  if (kept)
    return g_bytes_ref (kept);
  if (self->certificate_bytes + length > WIRE_TLS_MAX_CERTIFICATES)
    return NULL;
  self->certificate_bytes += length;
  kept = g_bytes_new (der, length);
  g_hash_table_insert (self->certificates, g_steal_pointer (&key), kept);
  return g_bytes_ref (kept);
}

/**
 * wire_tls_log_remember_master:
 * @self: a log
 * @id: a session's id or ticket (RFC 5246, section 7.4.1.2; RFC 5077)
 * @master: %WIRE_TLS_MASTER_LENGTH bytes
 *
 * For connections that take the session up again.
 */
void
wire_tls_log_remember_master (WireTlsLog *self, WireTlsSpan id, const guint8 *master)
{
  guint8 *kept;

  if (id.length == 0 || g_hash_table_size (self->masters) >= MAX_MASTERS)
    return;
  kept = wire_secret_new ();
  memcpy (kept, master, WIRE_TLS_MASTER_LENGTH);
  g_hash_table_insert (self->masters, make_key (self, id.data, id.length), kept);
}

/**
 * wire_tls_log_remember_random:
 * @self: a log
 * @id: a session's id or ticket
 * @random: %WIRE_TLS_RANDOM_LENGTH bytes: what the line of a key log with its secret is found by
 *
 * As wire_tls_log_remember_master(), of a session whose secret is in a key log.
 */
void
wire_tls_log_remember_random (WireTlsLog *self, WireTlsSpan id, const guint8 *random)
{
  if (id.length > 0 && g_hash_table_size (self->randoms) < MAX_MASTERS)
    g_hash_table_insert (self->randoms, make_key (self, id.data, id.length),
                         g_memdup2 (random, WIRE_TLS_RANDOM_LENGTH));
}

/** Returns: (transfer none) (nullable): what the secret of the session with @id is found by */
const guint8 *
wire_tls_log_find_random (WireTlsLog *self, WireTlsSpan id)
{
  g_autoptr (GBytes) key = make_key (self, id.data, id.length);

  return id.length > 0 ? g_hash_table_lookup (self->randoms, key) : NULL;
}

/** Returns: (transfer none) (nullable): the master secret of the session with @id */
const guint8 *
wire_tls_log_find_master (WireTlsLog *self, WireTlsSpan id)
{
  g_autoptr (GBytes) key = make_key (self, id.data, id.length);

  return id.length > 0 ? g_hash_table_lookup (self->masters, key) : NULL;
}

guint32
wire_tls_log_get_length (const WireTlsLog *self)
{
  return self->sessions->len;
}

/** Returns: (transfer none): connection number @session, from 0 */
const WireTlsSession *
wire_tls_log_get (const WireTlsLog *self, guint32 session)
{
  return g_ptr_array_index (self->sessions, session);
}
