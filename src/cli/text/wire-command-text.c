/* wire-command-text.c: wirecase-cli text COMMAND
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/text/wire-command-text.h"

#include "text/wire-codec.h"
#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "cli/command/wire-commands.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static const WireCommand COMMANDS[] = {
  { "text encode", "[TEXT]", N_ ("The bytes of text under a codec"), wire_command_text_encode },
  { "text decode", "[BYTES]", N_ ("The text that bytes give in a codec"),
    wire_command_text_decode },
  { "text count", "[TEXT]", N_ ("How many characters, code points and bytes text has"),
    wire_command_text_count },
  { "text guess", "FILE", N_ ("The codecs that a text file may be in, and why"),
    wire_command_text_guess },
  { "text convert", "IN OUT", N_ ("A text file under another codec"), wire_command_text_convert },
  { "text fix", "[TEXT]", N_ ("Text that was read in the wrong codec, mended"),
    wire_command_text_fix },
  { "text hash", "TEXT", N_ ("Digests of text under a codec"), wire_command_text_hash },
  { "text address", "VALUE", N_ ("A network address as bytes, text and number"),
    wire_command_text_address },
};

static void
print_help (void)
{
  g_print ("%s\n  wirecase-cli %s\n\n%s\n", _ ("Usage:"), _ ("text COMMAND [OPTIONS] ARGUMENTS"),
           _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_print ("  %-13s %-8s %s\n", COMMANDS[i].name, COMMANDS[i].arguments, _ (COMMANDS[i].summary));
}

static const WireCommand *
find_command (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    if (g_str_equal (COMMANDS[i].name + strlen ("text "), word))
      return &COMMANDS[i];
  return NULL;
}

gboolean
wire_command_text (const WireCommand *command, GStrv arguments, GError **error)
{
  const char *word = arguments[1];
  const WireCommand *found = word ? find_command (word) : NULL;

  (void) command;
  if (found)
    return found->run (found, arguments + 1, error);
  if (g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "-h") == 0)
    {
      print_help ();
      return TRUE;
    }
  if (word)
    wire_cli_set_usage_error (
        error, _ ("“text %s” is not a command; “wirecase-cli text --help” lists them."), word);
  else
    wire_cli_set_usage_error (error, _ ("Name a command; “wirecase-cli text --help” lists them."));
  return FALSE;
}

/** Returns: (transfer full) (nullable): the codec called @name; an unknown one is a usage error */
char *
wire_text_option_codec (const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *codec = wire_codec_find (name, &local);

  if (!codec)
    wire_cli_set_usage_error (error, "%s", local->message);
  return codec;
}

/** @name: (nullable): of --errors; strict where it was not given */
gboolean
wire_text_option_policy (const char *name, WireTextPolicy *policy, GError **error)
{
  *policy = WIRE_TEXT_STRICT;
  if (!name || wire_text_policy_parse (name, policy))
    return TRUE;
  wire_cli_set_usage_error (
      error, _ ("--errors takes strict, replace, ignore or escape, not “%s”."), name);
  return FALSE;
}

/**
 * wire_text_read_whole:
 * @path: a file, or `-` for standard input
 * @most: bytes that it may have
 *
 * Returns: (transfer full) (nullable): all of it, or %NULL and an error where that is too much
 */
GBytes *
wire_text_read_whole (const char *path, gsize most, GError **error)
{
  g_autoptr (GBytes) bytes = wire_text_read_input (path, most + 1, error);

  if (bytes && g_bytes_get_size (bytes) > most)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _ ("“%s” is larger than %zu MiB, which is too much to look at as a whole."),
                   path, most / (1024 * 1024));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/**
 * wire_text_read_input:
 * @path: a file, or `-` for standard input
 * @most: bytes to read at most
 *
 * Returns: (transfer full) (nullable): its first bytes
 */
GBytes *
wire_text_read_input (const char *path, gsize most, GError **error)
{
  gboolean standard = g_str_equal (path, "-");
  struct stat info;
  int fd = standard ? STDIN_FILENO : wire_file_open_regular (path, &info, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16384];
  gssize n = 1;

  if (fd < 0)
    return NULL;
  while (bytes->len < most
         && (n = wire_io_read (fd, piece, MIN (sizeof piece, most - bytes->len))) > 0)
    g_byte_array_append (bytes, piece, (guint) n);
  if (n < 0)
    wire_file_set_errno_error (error, path, errno);
  if (!standard)
    close (fd);
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
