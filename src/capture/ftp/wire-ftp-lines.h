/* wire-ftp-lines.h: the lines of one side of a control connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** What is longer is cut: the rest of the line is left out. */
#define WIRE_FTP_MAX_LINE 4096u

/** Takes a line without its end; @piece is the one that ended it. */
typedef void (*WireFtpLineTaken) (const char *line,
                                  const WireStreamPiece *piece,
                                  gpointer user_data);

/**
 * WireFtpLines:
 * @text: (nullable): of the line that goes on
 * @telnet: bytes of a Telnet command that came: 0 to 2
 * @lost: the bytes before the next piece were not captured
 * @broken: a part of the line was not captured: it is left out
 *
 * Telnet commands are taken out (RFC 959, section 4.1.3: clients send them with ABOR). Zeroed is
 * new.
 */
typedef struct
{
  GString *text;
  guint8 telnet;
  gboolean lost;
  gboolean broken;
} WireFtpLines;

/** Frees what @lines owns, but not @lines itself. */
void wire_ftp_lines_clear (WireFtpLines *lines);
guint32 wire_ftp_lines_add (WireFtpLines *lines,
                            const WireStreamPiece *piece,
                            WireFtpLineTaken take,
                            gpointer user_data);
void wire_ftp_lines_lose (WireFtpLines *lines);
gboolean wire_ftp_lines_are_between (const WireFtpLines *lines);

G_END_DECLS
