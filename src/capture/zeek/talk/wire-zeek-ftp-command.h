/* wire-zeek-ftp-command.h: commands of FTP that wait for their answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What stands for the greeting of the server, which answers no command. */
#define WIRE_ZEEK_FTP_GREETING "<init>"

/**
 * WireZeekFtpCommand:
 * @number: of the command, from 1; 0 for an answer without one
 * @time: when it was sent
 * @verb: in upper case
 * @argument: may be empty
 * @changed_folder: its answer was taken as a change of the folder
 */
typedef struct
{
  guint number;
  gint64 time;
  char *verb;
  char *argument;
  gboolean changed_folder;
} WireZeekFtpCommand;

WireZeekFtpCommand *wire_zeek_ftp_command_new (guint number,
                                               gint64 time,
                                               const char *verb,
                                               const char *argument);

/** Frees @command and what it owns. */
void wire_zeek_ftp_command_free (WireZeekFtpCommand *command);

guint wire_zeek_ftp_commands_find (const GPtrArray *pending, guint code, const char *text);
gboolean wire_zeek_ftp_command_names_file (const WireZeekFtpCommand *command);
gboolean wire_zeek_ftp_command_is_logged (const WireZeekFtpCommand *command);
char *wire_zeek_ftp_join_path (const char *folder, const char *path);

G_END_DECLS
