/* wire-cli-passphrase.c
 *
 * A passphrase is never a word of the command line, which every user of the system can see.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-passphrase.h"

#include "base/wire-secret.h"
#include "capture/tls/keys/wire-tls-keys.h"
#include "capture/tls/keys/wire-tls-passphrases.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* How often a passphrase may be mistyped. */
#define MAX_TRIES 3u

#define VARIABLE "WIRECASE_KEY_PASSPHRASE"

/* A line, which may be empty. */
typedef char Line[WIRE_TLS_PASSPHRASE_MAX + 2];

/* Reads up to the end of the line. Returns: whether there was a line that is not too long */
static gboolean
read_line (int fd, Line line)
{
  gsize length = 0;
  gssize n;

  while (length < sizeof (Line) - 1)
    {
      do
        n = read (fd, line + length, 1);
      while (n < 0 && errno == EINTR);
      if (n <= 0 || line[length] == '\n')
        break;
      length++;
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  line[length] = '\0';
  return length > 0 && length <= WIRE_TLS_PASSPHRASE_MAX;
}

static gboolean
read_file (const char *path, Line line, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int code = errno;
  gboolean is_read;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code),
                   _ ("The passphrase in “%s” could not be read: %s."), path, g_strerror (code));
      return FALSE;
    }
  is_read = read_line (fd, line);
  close (fd);
  if (!is_read)
    wire_cli_set_usage_error (
        error, _ ("The first line of “%s” should be the passphrase, and is empty or too long."),
        path);
  return is_read;
}

/* What is typed is not shown. Returns: whether there is a terminal, and a line came from it */
static gboolean
ask (const char *path, Line line)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC);
  struct termios before, silent;
  g_autofree char *question = g_strdup_printf (_ ("Passphrase of “%s”: "), path);
  gboolean is_read;

  if (fd < 0)
    return FALSE;
  if (tcgetattr (fd, &before) != 0)
    {
      close (fd);
      return FALSE;
    }
  silent = before;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK);
  tcsetattr (fd, TCSAFLUSH, &silent);
  is_read = write (fd, question, strlen (question)) > 0 && read_line (fd, line);
  tcsetattr (fd, TCSAFLUSH, &before);
  is_read = write (fd, "\n", 1) == 1 && is_read;
  close (fd);
  return is_read;
}

static void
set_no_passphrase_error (GError **error, const char *path)
{
  g_clear_error (error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("The private key in “%s” is encrypted, and there is neither a passphrase nor a "
                  "terminal to ask for it. --key-passphrase-file names a file with it."),
               path);
}

/* Returns: whether @line has a passphrase */
static gboolean
find_passphrase (const WireCliOptions *options, const char *path, Line line, GError **error)
{
  const char *variable = g_getenv (VARIABLE);

  if (options->key_passphrase_file)
    {
      g_clear_error (error);
      return read_file (options->key_passphrase_file, line, error);
    }
  if (variable ? g_strlcpy (line, variable, sizeof (Line)) < sizeof (Line) : ask (path, line))
    return TRUE;
  set_no_passphrase_error (error, path);
  return FALSE;
}

static gboolean
unlock (const WireCliOptions *options, const char *path, GError **error)
{
  gboolean asks = !options->key_passphrase_file && !g_getenv (VARIABLE);
  gboolean unlocked = FALSE;
  Line line;

  for (guint i = 0; i < (asks ? MAX_TRIES : 1) && !unlocked; i++)
    {
      if (!find_passphrase (options, path, line, error))
        break;
      wire_tls_passphrases_set (path, line);
      g_clear_error (error);
      unlocked = wire_tls_keys_check_file (path, error);
    }
  wire_secret_wipe (line, sizeof line);
  return unlocked;
}

/**
 * wire_cli_unlock_keys:
 * @options: from wire_cli_parse_streams()
 * @error: set where %FALSE is returned
 *
 * What is wrong with keys is said before a capture is read. The passphrase of a private key is the
 * first line of the file that `--key-passphrase-file` names, or the variable
 * `WIRECASE_KEY_PASSPHRASE` of the environment; otherwise it is asked for on the terminal.
 *
 * Returns: whether all files have keys that can be used
 */
gboolean
wire_cli_unlock_keys (const WireCliOptions *options, GError **error)
{
  for (guint i = 0; options->keys && options->keys[i]; i++)
    {
      GError *problem = NULL;

      if (wire_tls_keys_check_file (options->keys[i], &problem))
        continue;
      if (wire_tls_private_keys_wants_passphrase (problem)
          && unlock (options, options->keys[i], &problem))
        continue;
      g_propagate_error (error, problem);
      return FALSE;
    }
  return TRUE;
}
