/* main.c: wirecase-cli, the same answers as the window's, in a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/command/wire-commands.h"
#include "wire-config.h"
#include "base/wire-io.h"
#include "base/wire-language.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

static const WireCommand COMMANDS[] = {
  { "summary", "FILE", N_ ("What a capture holds, in a few lines"), wire_command_summary },
  { "findings", "FILE", N_ ("What deserves a look in a capture, worst first"),
    wire_command_findings },
  { "packets", "FILE", N_ ("Packets of a capture, one a line"), wire_command_packets },
  { "connections", "FILE", N_ ("The source and destination of every TCP and UDP packet"),
    wire_command_connections },
  { "flows", "FILE", N_ ("Flows of a capture, counted"), wire_command_flows },
  { "http", "FILE", N_ ("The HTTP requests of a capture, one per line"), wire_command_http },
  { "tls", "FILE", N_ ("The TLS connections of a capture, and whether they can be read"),
    wire_command_tls },
  { "sessions", "FILE",
    N_ ("What clients and servers of FTP and TFTP said, with times and listings"),
    wire_command_sessions },
  { "messages", "FILE", N_ ("The mails of a capture: dates, people, subjects and attachments"),
    wire_command_messages },
  { "downloads", "FILE", N_ ("What was downloaded, and saving it"), wire_command_downloads },
  { "transfers", "FILE", N_ ("Everything that was sent or received, and saving it"),
    wire_command_transfers },
  { "triage", "FILE", N_ ("Everything that was sent or received, and what to think of it"),
    wire_command_triage },
  { "export", "FORM …", N_ ("A capture as tables for other programs, such as Zeek's logs"),
    wire_command_export },
  { "batch", "FOLDER|LIST -- COMMAND…", N_ ("One command on many captures, some at a time"),
    wire_command_batch },
  { "hosts", "FILE", N_ ("The hosts of a capture: addresses, names, systems, services"),
    wire_command_hosts },
  { "dns", "FILE", N_ ("Questions of DNS with their answers, and who used them"),
    wire_command_dns },
  { "regularity", "FILE", N_ ("Beacons, port scans, sweeps and what else repeats"),
    wire_command_regularity },
  { "signins", "FILE", N_ ("Who signed in where, how, and whether it was accepted"),
    wire_command_signins },
  { "stream", "FILE [N]", N_ ("What was sent on stream number N, both ways"), wire_command_stream },
  { "search", "FILE… WHAT", N_ ("Text, bytes, a regular expression or indicators, everywhere"),
    wire_command_search },
  { "merge", "FILE…", N_ ("Several captures in one file, in the order of time"),
    wire_command_merge },
  { "split", "FILE", N_ ("A capture in several files, by time, size or conversation"),
    wire_command_split },
  { "anonymise", "FILE", N_ ("A capture with other addresses, and without what packets carry"),
    wire_command_anonymise },
  { "serve", "", N_ ("A TCP server that shows each piece it receives, and answers"),
    wire_command_serve },
  { "send", "HOST PORT [MESSAGE]",
    N_ ("A TCP client that sends, shows the reply and closes the connection"), wire_command_send },
  { "sockets", "", N_ ("The TCP and UDP sockets of this machine, with their processes"),
    wire_command_sockets },
  { "addresses", "", N_ ("What localhost, this machine’s name and its interfaces resolve to"),
    wire_command_addresses },
  { "text", "COMMAND",
    N_ ("What text and bytes mean: encode, decode, count, guess, convert, fix, hash, address"),
    wire_command_text },
  { "hash", "PATH…", N_ ("Digests of files, and the hash sets that contain them"),
    wire_command_hash },
  { "hashset", "ACTION…", N_ ("Sets of known digests: list, add, import, export, remove, look up"),
    wire_command_hashset },
  { "verify", "LIST", N_ ("Files held against a checksum list"), wire_command_verify },
  { "audit", "LIST-OR-FOLDER FOLDER",
    N_ ("What changed in a folder since a list was written of it"), wire_command_audit },
  { "types", "PATH…", N_ ("What files are by their bytes, and whether their names agree"),
    wire_command_types },
  { "case", "ACTION CASE…", N_ ("A case: evidence by digest, notes, and what was done with it"),
    wire_command_case },
  { "report", "CAPTURE|CASE", N_ ("A report: what there is, what stands out, and how to repeat it"),
    wire_command_report },
  { "yara", "RULES PATH…", N_ ("Rules of YARA over files, or over what captures carry"),
    wire_command_yara },
  { "hexdump", "FILE", N_ ("A file's bytes in hexadecimal and ASCII"), wire_command_hexdump },
};

/* printf counts bytes, and “…” has three. */
static void
print_command (const WireCommand *command)
{
  glong width = g_utf8_strlen (command->arguments, -1);

  g_print ("  %-12s %s%*s  %s\n", command->name, command->arguments, (int) MAX (21 - width, 0), "",
           _ (command->summary));
}

static void
print_help (void)
{
  g_print ("%s\n  wirecase-cli %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTIONS] ARGUMENTS"),
           _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    print_command (&COMMANDS[i]);
  g_print ("\n%s\n%s\n%s\n", _ ("A FILE of “-” is standard input."),
           _ ("Options of a command: wirecase-cli COMMAND --help"),
           _ ("Version: wirecase-cli --version"));
}

static const WireCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    if (g_str_equal (COMMANDS[i].name, name))
      return &COMMANDS[i];
  return NULL;
}

/* Returns: whether @word asked for something that is no command, which is answered here */
static gboolean
answer_without_command (const char *word)
{
  if (g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "help"))
    print_help ();
  else if (g_str_equal (word, "--version"))
    g_print ("wirecase-cli %s\n", WIRE_VERSION);
  else
    return FALSE;
  return TRUE;
}

static gboolean
run (GStrv words, GError **error)
{
  const WireCommand *command;

  if (!words[0])
    {
      wire_cli_set_usage_error (error, _ ("Name a command; “wirecase-cli --help” lists them."));
      return FALSE;
    }
  if (answer_without_command (words[0]))
    return TRUE;
  command = find_command (words[0]);
  if (!command)
    {
      wire_cli_set_usage_error (
          error, _ ("“%s” is not a command; “wirecase-cli --help” lists them."), words[0]);
      return FALSE;
    }
  return command->run (command, words, error);
}

int
main (int argc, char **argv)
{
  (void) argc;
  g_autoptr (GError) error = NULL;
  gboolean done;

  wire_io_keep_standard ();
  wire_language_begin ();
  g_set_prgname ("wirecase-cli");
  wire_output_begin ();

  done = run (argv[0] ? argv + 1 : argv, &error);
  /* What was found before a failure is said before it. */
  if (wire_output_end (done ? &error : NULL) && done)
    return WIRE_CLI_SUCCESS;

  wire_cli_warn (error->message);
  return g_error_matches (error, WIRE_CLI_ERROR, WIRE_CLI_ERROR_USAGE) ? WIRE_CLI_USAGE
                                                                       : WIRE_CLI_FAILURE;
}
