/* wire-protocol.h: the table of protocols that Wirecase decodes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/**
 * WireProtocolInfo:
 * @name: as in a packet list's Protocol column: `TCP`
 * @title: in full: `Transmission Control Protocol`
 */
typedef struct
{
  const char *name;
  const char *title;
  WireDecoder decode;
  WireDescriber describe;
  WireSummariser summarise;
} WireProtocolInfo;

const WireProtocolInfo *wire_protocol_get_info (WireProtocol protocol);

/** Runs the decoder of @protocol over what @cursor has left. Bytes are in network order. Pure.
 * Returns: the protocol of what follows the layer */
WireProtocol wire_protocol_decode (WireProtocol protocol, WireFrame *frame, WireCursor *cursor);

void wire_frame_summarise (const WireFrame *frame, GString *out);
WireFields *wire_frame_describe (const WireFrame *frame);

G_END_DECLS
