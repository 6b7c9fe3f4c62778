/* wire-system-facts.h: what suggests an operating system
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-ntlm.h"
#include "capture/facts/wire-talk.h"
#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

const char *wire_system_of_user_agent (const char *user_agent);
const char *wire_system_of_dhcp_parameters (const guint8 *codes, gsize n);
const char *wire_system_of_dhcp_vendor (const char *vendor);

/**
 * WireSyn:
 * @ttl: as it arrived: each router took one off
 * @window: without scaling
 * @segment: maximum segment size, or 0
 * @scale: of the window, or -1
 * @options: a letter each, in order: M(SS), N(OP), S(ACK permitted), T(imestamps), W(indow scale),
 *   E(nd), ? for others
 *
 * What the first segment of a connection says of the system that sends it.
 */
typedef struct
{
  guint8 ttl;
  guint16 window;
  guint16 segment;
  gint8 scale;
  char options[41];
} WireSyn;

gboolean wire_syn_read (const WireFrame *frame, WireSyn *syn);
char *wire_syn_to_text (const WireSyn *syn);
const char *wire_system_of_syn (const WireSyn *syn);

void wire_system_facts_add_ntlm (const WireTalk *talk,
                                 guint side,
                                 const WireNtlm *ntlm,
                                 const WireStreamPiece *piece);

G_END_DECLS
