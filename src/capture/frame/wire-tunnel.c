/* wire-tunnel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-tunnel.h"

static const char *const NAMES[WIRE_N_TUNNELS] = {
  [WIRE_TUNNEL_IP_IN_IP] = "IP in IP", [WIRE_TUNNEL_6IN4] = "6in4",
  [WIRE_TUNNEL_4IN6] = "4in6",         [WIRE_TUNNEL_GRE] = "GRE",
  [WIRE_TUNNEL_NVGRE] = "NVGRE",       [WIRE_TUNNEL_PPTP] = "PPTP",
  [WIRE_TUNNEL_ERSPAN] = "ERSPAN",     [WIRE_TUNNEL_WCCP] = "WCCP",
  [WIRE_TUNNEL_ETHERIP] = "EtherIP",   [WIRE_TUNNEL_L2TP] = "L2TP",
  [WIRE_TUNNEL_VXLAN] = "VXLAN",       [WIRE_TUNNEL_GENEVE] = "GENEVE",
  [WIRE_TUNNEL_GTP] = "GTP-U",         [WIRE_TUNNEL_TEREDO] = "Teredo",
  [WIRE_TUNNEL_AMT] = "AMT",           [WIRE_TUNNEL_LISP] = "LISP",
  [WIRE_TUNNEL_TZSP] = "TZSP",         [WIRE_TUNNEL_CAPWAP] = "CAPWAP",
  [WIRE_TUNNEL_AYIYA] = "AYIYA",       [WIRE_TUNNEL_MPLS] = "MPLS",
  [WIRE_TUNNEL_PPPOE] = "PPPoE",       [WIRE_TUNNEL_FOU] = "FOU",
  [WIRE_TUNNEL_GUE] = "GUE",
};

/** Returns: (nullable): the name of @tunnel in every language; %NULL for %WIRE_TUNNEL_NONE */
const char *
wire_tunnel_get_name (WireTunnel tunnel)
{
  return (guint) tunnel < WIRE_N_TUNNELS ? NAMES[tunnel] : NULL;
}
