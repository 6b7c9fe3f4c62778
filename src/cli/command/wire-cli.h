/* wire-cli.h: what the commands of wirecase-cli share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Exit statuses. A result that is only partial is a success with a warning. */
#define WIRE_CLI_SUCCESS 0
#define WIRE_CLI_FAILURE 1
#define WIRE_CLI_USAGE 2

/**
 * WireCliError:
 * @WIRE_CLI_ERROR_USAGE: the command line makes no sense; ends with %WIRE_CLI_USAGE
 */
typedef enum
{
  WIRE_CLI_ERROR_USAGE,
} WireCliError;

#define WIRE_CLI_ERROR (wire_cli_error_quark ())

/** The error domain of this module, for %GError. */
GQuark wire_cli_error_quark (void);

/**
 * WireCommand:
 * @name: as it is typed
 * @arguments: what follows the options: `FILE`
 * @summary: one translatable line for `--help`
 * @run: does it. @arguments begin with the command's name; answers go to standard output through
 *   wire-output.h. %FALSE with an error is a failure, reported in one line on standard error.
 *
 * One command: one file, one row of the table in main.c.
 */
typedef struct _WireCommand WireCommand;
struct _WireCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  gboolean (*run) (const WireCommand *command, GStrv arguments, GError **error);
};

/**
 * WireCliOptions:
 * @json: one JSON object a line in place of text
 * @progress: a bar on standard error while a file is read
 * @stream_memory: MiB that one direction of a stream may hold back; see wire_cli_parse_streams()
 * @unpack_limit: of a compressed capture, in MiB
 * @unpack_ratio: likewise, times its size
 * @total_memory: MiB that all of them may
 * @http_memory: MiB that HTTP exchanges may take
 * @keys: (nullable) (transfer full): files with keys; see wire_cli_parse_streams()
 * @key_passphrase_file: (nullable) (transfer full): its first line unlocks private keys
 * @operands: (transfer full): what is no option, in order; free with wire_cli_options_clear()
 *
 * What every command understands, or every one that puts streams together.
 */
typedef struct
{
  gboolean json;
  gboolean progress;
  int stream_memory;
  int total_memory;
  int http_memory;
  GStrv keys;
  char *key_passphrase_file;
  int unpack_limit;
  int unpack_ratio;
  GStrv operands;
} WireCliOptions;

/** Frees what @options owns, but not @options itself. */
void wire_cli_options_clear (WireCliOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireCliOptions, wire_cli_options_clear)

gboolean wire_cli_parse (const WireCommand *command,
                         GStrv arguments,
                         const GOptionEntry *entries,
                         guint least,
                         guint most,
                         WireCliOptions *options,
                         GError **error);
gboolean wire_cli_parse_capture (const WireCommand *command,
                                 GStrv arguments,
                                 const GOptionEntry *entries,
                                 guint least,
                                 guint most,
                                 WireCliOptions *options,
                                 GError **error);
gboolean wire_cli_parse_streams (const WireCommand *command,
                                 GStrv arguments,
                                 const GOptionEntry *entries,
                                 guint least,
                                 guint most,
                                 WireCliOptions *options,
                                 GError **error);

/** Sets @error so that the program ends with status 2, wrong usage. */
void wire_cli_set_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

void wire_cli_warn (const char *sentence);

G_END_DECLS
