/* wire-talk.h: a conversation in which somebody signs in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"
#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireTalk:
 * @channel: the conversation
 * @log: takes what is learnt
 * @tuple: from side 0 to side 1
 * @decrypted: it was encrypted on the wire
 * @called: (nullable): of each side, the name that it gave itself in NTLM, as the @log has it
 *
 * What readers of a protocol are given.
 */
typedef struct
{
  WireChannel *channel;
  WireFactLog *log;
  WireTuple tuple;
  gboolean decrypted;
  const char *called[2];
} WireTalk;

/** What a reader answers to the next bytes. */
typedef enum
{
  WIRE_TALK_ENDS, /* nothing more can be learnt */
  WIRE_TALK_GOES_ON,
} WireTalkTaken;

/**
 * WireTalkLook:
 * @bytes: what one side said first
 * @length: of @bytes
 * @source_port: of that side
 * @other_port: of the other one
 * @inside: (nullable): the protocol that the outer conversation named
 *
 * What a kind is recognised by.
 */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  guint16 source_port;
  guint16 other_port;
  const char *inside;
} WireTalkLook;

/**
 * WireTalkKind:
 * @name: of the protocol
 * @cost: bytes that a conversation may keep
 * @may_start: as of #WireListener, of one side
 * @begin: makes a reader. It may use its #WireTalk until it is freed.
 * @take: the next bytes of a side, or a gap
 * @end: (nullable): nothing more comes of either side
 * @free: frees a reader
 *
 * A protocol in which somebody may sign in. Readers are used by the thread that listens.
 */
typedef struct
{
  const char *name;
  gsize cost;
  WireListenerAnswer (*may_start) (const WireTalkLook *look);
  gpointer (*begin) (WireTalk *talk);
  WireTalkTaken (*take) (gpointer reader, guint side, const WireStreamPiece *piece);
  void (*end) (gpointer reader);
  void (*free) (gpointer reader);
} WireTalkKind;

extern const WireTalkKind wire_ftp_smtp_talk;
extern const WireTalkKind wire_imap_talk;
extern const WireTalkKind wire_kerberos_talk;
extern const WireTalkKind wire_ldap_talk;
extern const WireTalkKind wire_mqtt_talk;
extern const WireTalkKind wire_pop3_talk;
extern const WireTalkKind wire_redis_talk;
extern const WireTalkKind wire_smb_talk;
extern const WireTalkKind wire_telnet_talk;
extern const WireTalkKind wire_dns_talk;

WireTuple wire_talk_get_tuple (const WireTalk *talk, guint side);
WireSignin *wire_talk_add_signin (const WireTalk *talk,
                                  guint client,
                                  const WireSignin *signin,
                                  const WireStreamPiece *piece);
void wire_talk_answer (const WireTalk *talk,
                       WireSignin *signin,
                       WireSigninResult result,
                       const char *reason,
                       const WireStreamPiece *piece);
void wire_talk_add_name (const WireTalk *talk,
                         guint side,
                         WireNameSource source,
                         const char *name,
                         const WireStreamPiece *piece);

G_END_DECLS
