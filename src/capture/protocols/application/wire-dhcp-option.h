/* wire-dhcp-option.h: options of DHCP messages in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

enum
{
  WIRE_DHCP_OPTION_PAD = 0,
  WIRE_DHCP_OPTION_HOST_NAME = 12,
  WIRE_DHCP_OPTION_REQUESTED_ADDRESS = 50,
  WIRE_DHCP_OPTION_LEASE_TIME = 51,
  WIRE_DHCP_OPTION_MESSAGE_TYPE = 53,
  WIRE_DHCP_OPTION_PARAMETERS = 55,
  WIRE_DHCP_OPTION_VENDOR_CLASS = 60,
  WIRE_DHCP_OPTION_FQDN = 81,
  WIRE_DHCP_OPTION_END = 255,
};

gboolean wire_dhcp_option_read (WireCursor *cursor, guint8 *code, WireCursor *value);
const char *wire_dhcp_message_type_name (guint8 type);
const char *wire_dhcp_option_name (guint8 code);
void wire_dhcp_option_append_value (guint8 code, WireCursor *value, GString *out);

G_END_DECLS
