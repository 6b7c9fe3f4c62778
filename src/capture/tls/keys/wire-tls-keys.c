/* wire-tls-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/keys/wire-tls-keys.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-secret.h"
#include "capture/reading/wire-capture-magic.h"
#include "capture/smb/wire-smb-key-log.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Private keys are some kilobytes. */
#define MAX_PRIVATE_KEY (256u * 1024)

/* What DER begins with: a sequence. */
#define DER_SEQUENCE 0x30

struct _WireTlsKeys
{
  WireTlsKeyLog *log;
  WireTlsPrivateKeys *private;
};

WireTlsKeys *
wire_tls_keys_new (void)
{
  WireTlsKeys *self = g_new0 (WireTlsKeys, 1);

  self->log = wire_tls_key_log_new ();
  self->private = wire_tls_private_keys_new ();
  return self;
}

void
wire_tls_keys_free (WireTlsKeys *self)
{
  wire_tls_key_log_free (self->log);
  wire_tls_private_keys_free (self->private);
  g_free (self);
}

/* What was read may be a key. */
static void
wipe_beginning (gpointer bytes)
{
  wire_secret_wipe (bytes, MAX_PRIVATE_KEY);
  g_free (bytes);
}

/* How a file begins. Returns: (transfer full) (nullable) */
static GBytes *
read_beginning (const char *path, GError **error)
{
  guint8 *bytes = g_malloc0 (MAX_PRIVATE_KEY);
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  gssize n = fd < 0 ? -1 : wire_io_read_full (fd, bytes, MAX_PRIVATE_KEY);

  if (fd >= 0 && n < 0)
    wire_file_set_errno_error (error, path, errno);
  if (fd >= 0)
    close (fd);
  if (n >= 0)
    return g_bytes_new_with_free_func (bytes, (gsize) n, wipe_beginning, bytes);
  wipe_beginning (bytes);
  return NULL;
}

static gboolean
is_pem (GBytes *beginning)
{
  gsize length;
  const char *text = g_bytes_get_data (beginning, &length);

  return length > 0 && g_strstr_len (text, (gssize) length, "PRIVATE KEY-----");
}

static gboolean
is_private_key (GBytes *beginning)
{
  gsize length;
  const char *text = g_bytes_get_data (beginning, &length);

  if (length == 0)
    return FALSE;
  return (guint8) text[0] == DER_SEQUENCE || is_pem (beginning);
}

/* Windows PowerShell writes it. */
static gboolean
is_utf16 (GBytes *beginning)
{
  gsize length;
  const guint8 *text = g_bytes_get_data (beginning, &length);

  return length >= 2 && (text[0] ^ text[1]) == 1 && MAX (text[0], text[1]) == 0xff;
}

/* What is wrong with the key log that was added to @log last, in which no line is right. */
static gboolean
set_no_keys_error (GError **error, const char *path, GBytes *beginning, const WireTlsKeyLog *log)
{
  const WireTlsKeyFaults *faults = wire_tls_key_log_get_faults (log);
  g_autofree char *told = wire_tls_key_faults_to_text (faults, path);

  if (is_utf16 (beginning))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("“%s” is in UTF-16. Key logs are read in ASCII and UTF-8."), path);
      return FALSE;
    }
  if (wire_tls_key_faults_know_a_label (faults))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("The key log “%s” has no line with a key."), path);
      g_prefix_error (error, "%s ", told);
      return FALSE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s” is neither a key log nor a private key."), path);
  return FALSE;
}

/* Whether a file that begins like this is not expected to have keys of TLS: it is empty, or has
 * those of SMB, which who reads SMB takes. */
static gboolean
may_lack_keys (GBytes *beginning)
{
  gsize length;
  const char *text = g_bytes_get_data (beginning, &length);

  return length == 0 || wire_smb_key_log_are_keys (text, length);
}

static gboolean
add_key_log (WireTlsKeys *self, const char *path, GBytes *beginning, GError **error)
{
  guint lines;

  if (!wire_tls_key_log_add_file (self->log, path, &lines, error))
    return FALSE;
  return lines > 0 || may_lack_keys (beginning)
         || set_no_keys_error (error, path, beginning, self->log);
}

/**
 * wire_tls_keys_add_file:
 * @self: keys
 * @path: of a key log, of a private RSA key, or of keys of SMB; its content says which
 * @error: set where %FALSE is returned
 *
 * Returns: whether there was a key in the file, or nothing at all, as in a log that was begun
 */
gboolean
wire_tls_keys_add_file (WireTlsKeys *self, const char *path, GError **error)
{
  g_autoptr (GBytes) beginning = read_beginning (path, error);

  if (!beginning)
    return FALSE;
  if (is_private_key (beginning))
    return wire_tls_private_keys_add (self->private, path, beginning, error);
  return add_key_log (self, path, beginning, error);
}

/**
 * wire_tls_keys_check_file:
 * @path: of a file that somebody takes for keys
 * @error: set where %FALSE is returned
 *
 * Looks at how the file begins: a key log of a million lines need not be read twice.
 *
 * Returns: whether wire_tls_keys_add_file() may find keys in it
 */
gboolean
wire_tls_keys_check_file (const char *path, GError **error)
{
  g_autoptr (GBytes) beginning = read_beginning (path, error);
  g_autoptr (WireTlsKeys) keys = wire_tls_keys_new ();

  if (!beginning)
    return FALSE;
  if (is_private_key (beginning))
    return wire_tls_private_keys_add (keys->private, path, beginning, error);
  if (g_bytes_get_size (beginning) == MAX_PRIVATE_KEY || may_lack_keys (beginning)
      || wire_tls_key_log_add_bytes (keys->log, beginning) > 0)
    return TRUE;
  return set_no_keys_error (error, path, beginning, keys->log);
}

/* A capture may have a key log in it, in a block or as what somebody sent. */
static gboolean
is_capture (GBytes *beginning)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (beginning, &length);

  return wire_capture_magic_find (bytes, length) || wire_capture_magic_find_foreign (bytes, length);
}

/**
 * wire_tls_keys_recognise_file:
 * @path: of any file
 *
 * Looks at how the file begins. Blocks.
 *
 * Returns: whether there is a private key, which may be of no use, or a line of a key log with a
 * secret
 */
gboolean
wire_tls_keys_recognise_file (const char *path)
{
  g_autoptr (GBytes) beginning = read_beginning (path, NULL);
  g_autoptr (WireTlsKeys) keys = wire_tls_keys_new ();
  g_autoptr (GError) error = NULL;

  if (!beginning || is_capture (beginning))
    return FALSE;
  if (is_pem (beginning))
    return TRUE;
  if (is_private_key (beginning))
    return wire_tls_private_keys_add (keys->private, path, beginning, &error)
           || wire_tls_private_keys_wants_passphrase (error);
  return wire_tls_key_log_add_bytes (keys->log, beginning) > 0;
}

/** Adds a key log that a capture has in it. */
void
wire_tls_keys_add_log (WireTlsKeys *self, GBytes *log)
{
  wire_tls_key_log_add_bytes (self->log, log);
}

/** Returns: (transfer full) (nullable): sentences on the lines that are wrong in the key log that
 * was added last, which is called @name; %NULL where none is */
char *
wire_tls_keys_tell_faults (WireTlsKeys *self, const char *name)
{
  return wire_tls_key_faults_to_text (wire_tls_key_log_get_faults (self->log), name);
}

/** Returns: (transfer none): all lines of key logs */
WireTlsKeyLog *
wire_tls_keys_get_log (WireTlsKeys *self)
{
  return self->log;
}

/** Returns: (transfer none): all private keys */
WireTlsPrivateKeys *
wire_tls_keys_get_private (WireTlsKeys *self)
{
  return self->private;
}

/** Whether nothing can be decrypted with @self. */
gboolean
wire_tls_keys_is_empty (const WireTlsKeys *self)
{
  return wire_tls_key_log_get_length (self->log) == 0
         && wire_tls_private_keys_get_length (self->private) == 0;
}
