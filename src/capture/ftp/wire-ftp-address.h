/* wire-ftp-address.h: where FTP says that a data connection will be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

/**
 * WireFtpAddress:
 * @family: %WIRE_FAMILY_NONE: only the port is given
 * @address: in network order, as in #WireTuple
 * @port: in host order
 */
typedef struct
{
  guint8 family;
  guint8 address[16];
  guint16 port;
} WireFtpAddress;

gboolean wire_ftp_address_parse_port (const char *argument, WireFtpAddress *address);
gboolean wire_ftp_address_parse_eprt (const char *argument, WireFtpAddress *address);
gboolean wire_ftp_address_parse_pasv (const char *reply, WireFtpAddress *address);
gboolean wire_ftp_address_parse_epsv (const char *reply, WireFtpAddress *address);

G_END_DECLS
