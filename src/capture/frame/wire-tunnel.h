/* wire-tunnel.h: what carries an IP header inside another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireTunnel:
 * @WIRE_TUNNEL_NONE: the IP header is the outermost one, right on its link
 *
 * Fits into a byte of a flow. Names are part of `--json`; numbers are stored nowhere.
 */
typedef enum
{
  WIRE_TUNNEL_NONE,
  WIRE_TUNNEL_IP_IN_IP,
  WIRE_TUNNEL_6IN4,
  WIRE_TUNNEL_4IN6,
  WIRE_TUNNEL_GRE,
  WIRE_TUNNEL_NVGRE,
  WIRE_TUNNEL_PPTP,
  WIRE_TUNNEL_ERSPAN,
  WIRE_TUNNEL_WCCP,
  WIRE_TUNNEL_ETHERIP,
  WIRE_TUNNEL_L2TP,
  WIRE_TUNNEL_VXLAN,
  WIRE_TUNNEL_GENEVE,
  WIRE_TUNNEL_GTP,
  WIRE_TUNNEL_TEREDO,
  WIRE_TUNNEL_AMT,
  WIRE_TUNNEL_AYIYA,
  WIRE_TUNNEL_FOU,
  WIRE_TUNNEL_GUE,
  WIRE_TUNNEL_LISP,
  WIRE_TUNNEL_TZSP,
  WIRE_TUNNEL_CAPWAP,
  WIRE_TUNNEL_MPLS,
  WIRE_TUNNEL_PPPOE,
  WIRE_N_TUNNELS,
} WireTunnel;

const char *wire_tunnel_get_name (WireTunnel tunnel);

G_END_DECLS
