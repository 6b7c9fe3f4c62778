/* wire-ftp-verb.h: the commands of FTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireFtpVerb:
 * @WIRE_FTP_OTHER: one that changes nothing that is looked at
 * @WIRE_FTP_UNKNOWN: not a command of FTP
 *
 * RFC 959, 2228, 2389, 2428, 3659, 7151, and what is in use besides them.
 */
typedef enum
{
  WIRE_FTP_UNKNOWN,
  WIRE_FTP_OTHER,
  WIRE_FTP_ABOR,
  WIRE_FTP_APPE,
  WIRE_FTP_AUTH,
  WIRE_FTP_CCC,
  WIRE_FTP_CDUP,
  WIRE_FTP_CWD,
  WIRE_FTP_DELE,
  WIRE_FTP_EPRT,
  WIRE_FTP_EPSV,
  WIRE_FTP_LIST,
  WIRE_FTP_MKD,
  WIRE_FTP_MLSD,
  WIRE_FTP_MODE,
  WIRE_FTP_NLST,
  WIRE_FTP_NOOP,
  WIRE_FTP_PASS,
  WIRE_FTP_PASV,
  WIRE_FTP_PORT,
  WIRE_FTP_PROT,
  WIRE_FTP_PWD,
  WIRE_FTP_REIN,
  WIRE_FTP_REST,
  WIRE_FTP_RETR,
  WIRE_FTP_RMD,
  WIRE_FTP_RNFR,
  WIRE_FTP_RNTO,
  WIRE_FTP_SIZE,
  WIRE_FTP_STAT,
  WIRE_FTP_STOR,
  WIRE_FTP_STOU,
  WIRE_FTP_TYPE,
  WIRE_FTP_USER,
} WireFtpVerb;

WireFtpVerb wire_ftp_verb_read (const char *line, const char **argument);
const char *wire_ftp_verb_get_name (WireFtpVerb verb);
gboolean wire_ftp_verb_transfers (WireFtpVerb verb);
gboolean wire_ftp_verb_lists (WireFtpVerb verb);
gboolean wire_ftp_verb_is_ftp_only (WireFtpVerb verb);
gboolean wire_ftp_verb_may_get (WireFtpVerb verb, guint code);
guint wire_ftp_read_code (const char *line, gboolean *goes_on);

G_END_DECLS
