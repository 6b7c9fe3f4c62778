/* wire-cli.c: parsing a command's options, and telling what is wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/command/wire-cli.h"

#include "wire-config.h"
#include "base/wire-language.h"
#include "capture/http/wire-http-log.h"
#include "capture/reading/wire-unpack-limit.h"
#include "capture/reassembly/wire-stream-direction.h"

#include <glib/gi18n.h>

#define MIB (1024 * 1024)

G_DEFINE_QUARK (wire_cli_error_quark, wire_cli_error)

void
wire_cli_options_clear (WireCliOptions *options)
{
  g_clear_pointer (&options->keys, g_strfreev);
  g_clear_pointer (&options->key_passphrase_file, g_free);
  g_clear_pointer (&options->operands, g_strfreev);
}

void
wire_cli_set_usage_error (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error)
    *error = g_error_new_valist (WIRE_CLI_ERROR, WIRE_CLI_ERROR_USAGE, format, args);
  va_end (args);
}

static gboolean
check_operands (const WireCommand *command, GStrv operands, guint least, guint most, GError **error)
{
  guint n = operands ? g_strv_length (operands) : 0;

  if (n < least)
    wire_cli_set_usage_error (error, _ ("%s is missing: “wirecase-cli %s [OPTIONS] %s”."),
                              command->arguments, command->name, command->arguments);
  else if (n > most)
    wire_cli_set_usage_error (error, _ ("“%s” is one argument more than “%s” takes."),
                              operands[most], command->name);
  return n >= least && n <= most;
}

static gboolean
parse (const WireCommand *command,
       GStrv arguments,
       const GOptionEntry *entries,
       const GOptionEntry *more,
       WireCliOptions *options,
       GError **error)
{
  g_autofree char *usage = g_strdup_printf ("%s — %s", command->arguments, _ (command->summary));
  g_autofree char *program = g_strconcat ("wirecase-cli ", command->name, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) local = NULL;
  /* GOption consumes what it knows; the caller keeps its own. */
  g_auto (GStrv) left = g_strdupv (arguments);
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print one JSON object a line"), NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &options->progress,
      N_ ("Show progress when standard error is a terminal"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->operands, NULL, NULL },
    { NULL },
  };

  g_set_prgname (program); /* what --help calls it */
  g_option_context_set_translation_domain (context, WIRE_GETTEXT_DOMAIN);
  if (entries)
    g_option_context_add_main_entries (context, entries, WIRE_GETTEXT_DOMAIN);
  if (more)
    g_option_context_add_main_entries (context, more, WIRE_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, common, WIRE_GETTEXT_DOMAIN);
  if (!g_option_context_parse_strv (context, &left, &local))
    {
      wire_cli_set_usage_error (error, "%s", local->message);
      return FALSE;
    }
  if (options->json)
    wire_language_end_translation ();
  return TRUE;
}

/**
 * wire_cli_parse:
 * @command: whose options these are
 * @arguments: as #WireCommand.run got them
 * @entries: (nullable): the command's own options, added to the common ones
 * @least: how many arguments that are no options it takes at least
 * @most: and at most
 * @options: (out): filled; cleared by the caller, also where this fails
 * @error: %WIRE_CLI_ERROR_USAGE
 *
 * `--help` is answered here and ends the process.
 */
gboolean
wire_cli_parse (const WireCommand *command,
                GStrv arguments,
                const GOptionEntry *entries,
                guint least,
                guint most,
                WireCliOptions *options,
                GError **error)
{
  *options = (WireCliOptions){ 0 };
  return parse (command, arguments, entries, NULL, options, error)
         && check_operands (command, options->operands, least, most, error);
}

static gboolean
check_memory (const char *option, int value, guint most, GError **error)
{
  if (value >= 1 && value <= (int) most)
    return TRUE;
  wire_cli_set_usage_error (error, _ ("%s takes a number of MiB from 1 to %u, not %d."), option,
                            most, value);
  return FALSE;
}

/* Of every command that reads a capture. */
#define UNPACK_ENTRIES(options)                                                                    \
  { "unpack-limit",                                                                                \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_INT,                                                                              \
    &(options)->unpack_limit,                                                                      \
    N_ ("How much a compressed capture may unpack to (65536)"),                                    \
    N_ ("MIB") },                                                                                  \
  {                                                                                                \
    "unpack-ratio", 0, 0, G_OPTION_ARG_INT, &(options)->unpack_ratio,                              \
        N_ ("How many times its size, beyond 64 MiB (250)"), N_ ("N")                              \
  }

static gboolean
bound_unpacking (const WireCliOptions *options, GError **error)
{
  if (!check_memory ("--unpack-limit", options->unpack_limit, WIRE_UNPACK_MOST_MIB, error))
    return FALSE;
  if (options->unpack_ratio < 1 || options->unpack_ratio > (int) WIRE_UNPACK_MOST_RATIO)
    {
      wire_cli_set_usage_error (error, _ ("--unpack-ratio takes a number from 1 to %u, not %d."),
                                WIRE_UNPACK_MOST_RATIO, options->unpack_ratio);
      return FALSE;
    }
  wire_unpack_limit_set ((guint) options->unpack_limit, (guint) options->unpack_ratio);
  return TRUE;
}

/** As wire_cli_parse(), of a command that calls wire_cli_load_capture(). */
gboolean
wire_cli_parse_capture (const WireCommand *command,
                        GStrv arguments,
                        const GOptionEntry *entries,
                        guint least,
                        guint most,
                        WireCliOptions *options,
                        GError **error)
{
  const GOptionEntry unpack[] = { UNPACK_ENTRIES (options), { NULL } };

  *options = (WireCliOptions){ .unpack_limit = WIRE_UNPACK_MAX_MIB,
                               .unpack_ratio = WIRE_UNPACK_MAX_RATIO };
  return parse (command, arguments, entries, unpack, options, error)
         && check_operands (command, options->operands, least, most, error)
         && bound_unpacking (options, error);
}

/** As wire_cli_parse(), of a command that calls wire_cli_load_streams(). */
gboolean
wire_cli_parse_streams (const WireCommand *command,
                        GStrv arguments,
                        const GOptionEntry *entries,
                        guint least,
                        guint most,
                        WireCliOptions *options,
                        GError **error)
{
  const GOptionEntry memory[] = {
    UNPACK_ENTRIES (options),
    { "stream-memory", 0, 0, G_OPTION_ARG_INT, &options->stream_memory,
      N_ ("How much a stream may hold back while bytes of it are missing (4); beyond that they are "
          "a gap"),
      N_ ("MIB") },
    { "total-memory", 0, 0, G_OPTION_ARG_INT, &options->total_memory,
      N_ ("How much all streams together may hold back (64)"), N_ ("MIB") },
    { "http-memory", 0, 0, G_OPTION_ARG_INT, &options->http_memory,
      N_ ("How much HTTP exchanges may take (256); those beyond are left out"), N_ ("MIB") },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->keys,
      N_ ("Decrypt with these keys: a key log, a server’s private RSA key, or session keys of SMB; "
          "may be repeated"),
      N_ ("FILE") },
    { "key-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &options->key_passphrase_file,
      N_ ("The first line of FILE is the passphrase of the private keys; otherwise it is in "
          "WIRECASE_KEY_PASSPHRASE, or asked for"),
      N_ ("FILE") },
    { NULL },
  };

  *options = (WireCliOptions){ .stream_memory = WIRE_STREAM_MAX_HELD / MIB,
                               .total_memory = WIRE_STREAM_MAX_HELD_TOTAL / MIB,
                               .http_memory = WIRE_HTTP_MAX_KEPT / MIB,
                               .unpack_limit = WIRE_UNPACK_MAX_MIB,
                               .unpack_ratio = WIRE_UNPACK_MAX_RATIO };
  return parse (command, arguments, entries, memory, options, error)
         && check_operands (command, options->operands, least, most, error)
         && check_memory ("--stream-memory", options->stream_memory, WIRE_STREAM_MOST_MIB, error)
         && check_memory ("--total-memory", options->total_memory, WIRE_STREAM_MOST_MIB_TOTAL,
                          error)
         && check_memory ("--http-memory", options->http_memory, WIRE_HTTP_MOST_KEPT_MIB, error)
         && bound_unpacking (options, error);
}

/** One line on standard error about a result that is not whole. */
void
wire_cli_warn (const char *sentence)
{
  g_printerr ("wirecase-cli: %s\n", sentence);
}
