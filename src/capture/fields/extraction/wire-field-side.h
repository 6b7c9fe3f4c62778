/* wire-field-side.h: one direction of a connection, cut into messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/websocket/wire-websocket-inflater.h"

#include <nghttp2/nghttp2.h>

G_BEGIN_DECLS

/** Bytes of one unfinished message that are kept; what is beyond is counted, and not kept. */
#define WIRE_FIELD_MAX_PENDING (256u * 1024)

/** What is kept for all connections together; beyond it, messages are given up. */
#define WIRE_FIELD_MAX_ALL_PENDING (256u * 1024 * 1024)

/** A message that goes on until its sender closes the connection. */
#define WIRE_FIELD_UNTIL_END G_MAXUINT64

/** What a connection says. */
typedef enum
{
  WIRE_FIELD_TALK_UNKNOWN,
  WIRE_FIELD_TALK_OTHER,
  WIRE_FIELD_TALK_HTTP,
  WIRE_FIELD_TALK_TLS,
  WIRE_FIELD_TALK_DNS,
  WIRE_FIELD_TALK_HTTP2,
  WIRE_FIELD_TALK_WEBSOCKET,
  WIRE_FIELD_TALK_FTP,
  WIRE_FIELD_TALK_SMTP,
  WIRE_FIELD_TALK_SSH,
  WIRE_FIELD_TALK_SMB,
} WireFieldTalk;

/**
 * WireFieldSide:
 * @pending: the beginning of a message that is not whole, or %NULL
 * @skipped: bytes of it after @pending that were not kept
 * @wanted: how long the message is, or 0 where that is not known yet
 * @following: where a message that comes in parts is (the protocol's own), or 0
 * @left: likewise
 * @next: TCP's number of the byte that comes next
 * @hole: where missing bytes begin that were passed over; up to @hole_end
 * @begun: whether @next is known
 * @later: segments that came too early, by number
 * @handshake: of TLS: the beginning of a handshake message, or %NULL
 * @encrypted: of TLS: what follows cannot be read
 * @sealed: of TLS: the connection is of version 1.3, whose records hide what they hold
 * @head: of HTTP: the last request asked for a head alone
 * @connect: of HTTP: the last request asked for a tunnel
 * @secure: of HTTP: it was said inside of TLS
 * @questions: of DNS: by identifier, those that it asked; or %NULL
 * @server: it is the side of the well-known port
 * @phase: the protocol's own: what comes next
 * @plain: of SMTP: what was cut last is not a command
 * @ended: what follows is of another protocol
 * @next_talk: which one, where it is known: a #WireFieldTalk
 * @inflater: of HTTP/2: unpacks header fields; or %NULL
 * @block: of WebSocket: the beginning of a message in several frames, or %NULL
 * @unpacker: of WebSocket: unpacks messages; or %NULL
 * @opcode: of WebSocket: of the message that @block is the beginning of
 * @packed: of WebSocket: that message is
 *
 * What is remembered of one direction.
 */
typedef struct
{
  GByteArray *pending;
  guint64 skipped;
  guint64 wanted;
  guint64 left;
  guint8 following;
  guint32 next;
  guint32 hole;
  guint32 hole_end;
  gboolean begun;
  GArray *later;
  GByteArray *handshake;
  gboolean encrypted;
  gboolean sealed;
  gboolean head;
  gboolean connect;
  gboolean secure;
  GHashTable *questions;
  gboolean server;
  guint8 phase;
  gboolean plain;
  gboolean ended;
  guint8 next_talk;
  guint8 opcode;
  gboolean packed;
  nghttp2_hd_inflater *inflater;
  GByteArray *block;
  WireWebsocketInflater *unpacker;
} WireFieldSide;

/**
 * WireFieldCut:
 * @WIRE_FIELD_CUT_WHOLE: a message of the given length
 * @WIRE_FIELD_CUT_PARTS: the head of a message, of the given length; @follow finds the end
 * @WIRE_FIELD_CUT_MORE: more bytes are needed to know
 * @WIRE_FIELD_CUT_FOREIGN: it is no message
 * @WIRE_FIELD_CUT_OTHER: from here on another protocol is spoken: @next_talk
 *
 * What a run of bytes begins with.
 */
typedef enum
{
  WIRE_FIELD_CUT_WHOLE,
  WIRE_FIELD_CUT_PARTS,
  WIRE_FIELD_CUT_MORE,
  WIRE_FIELD_CUT_FOREIGN,
  WIRE_FIELD_CUT_OTHER,
} WireFieldCut;

/** What the protocols of connections are asked. */
typedef struct
{
  gsize (*follow) (WireFieldSide *side, const guint8 *bytes, gsize length, gboolean *done);
  WireFieldCut (*cut) (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size);
  void (*give) (WireFieldSide *side,
                WireFieldSide *other,
                WireFieldPacket *packet,
                const guint8 *bytes,
                gsize length);
  void (*foreign) (WireFieldPacket *packet, const guint8 *bytes, gsize length);
  void (*partial) (WireFieldPacket *packet, const guint8 *bytes, gsize length);
} WireFieldProtocol;

void wire_field_side_clear (WireFieldSide *side);

/** Gives what there is of a message whose rest was not captured. */
void wire_field_side_cut (WireFieldSide *side,
                          WireFieldSide *other,
                          const WireFieldProtocol *protocol,
                          WireFieldPacket *packet,
                          guint64 *budget);

/** Gives a message up that cannot become whole. */
void wire_field_side_forget (WireFieldSide *side, guint64 *budget);

gsize wire_field_side_add (WireFieldSide *side,
                           WireFieldSide *other,
                           const WireFieldProtocol *protocol,
                           WireFieldPacket *packet,
                           const guint8 *bytes,
                           gsize length,
                           guint64 *budget);
void wire_field_side_end (WireFieldSide *side,
                          WireFieldSide *other,
                          const WireFieldProtocol *protocol,
                          WireFieldPacket *packet,
                          guint64 *budget);

extern const WireFieldProtocol wire_field_http;
extern const WireFieldProtocol wire_field_tls;
extern const WireFieldProtocol wire_field_dns;
extern const WireFieldProtocol wire_field_http2;
extern const WireFieldProtocol wire_field_websocket;
extern const WireFieldProtocol wire_field_ftp;
extern const WireFieldProtocol wire_field_smtp;
extern const WireFieldProtocol wire_field_ssh;
extern const WireFieldProtocol wire_field_smb;

/** Whether @bytes, the first of a connection, begin like HTTP or TLS. */
gboolean wire_field_http_is_message (const guint8 *bytes, gsize length);
gboolean wire_field_tls_is_record (const guint8 *bytes, gsize length);

/** Gives the fields of what was in a record of @type that was decrypted. @sealed: of TLS 1.3, whose
 * records hide their type. */
void wire_field_tls_give_opened (WireFieldSide *side,
                                 WireFieldPacket *packet,
                                 guint8 type,
                                 gboolean sealed,
                                 const guint8 *bytes,
                                 gsize length);

/** Gives the fields of one DNS message, without the length that TCP needs. @name is `dns`, `mdns`
 * or `llmnr`. */
void wire_field_dns_give (WireFieldPacket *packet,
                          const char *name,
                          const guint8 *bytes,
                          gsize length);
void wire_field_dns_match (WireFieldSide *side,
                           WireFieldSide *other,
                           WireFieldPacket *packet,
                           const guint8 *bytes,
                           gsize length);

G_END_DECLS
