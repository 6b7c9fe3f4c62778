/* wire-listener.h: what a protocol must offer to hear streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** One direction or both of a stream, as a listener sees them. */
typedef struct _WireChannel WireChannel;

/** What a listener answers to the first bytes of a stream. */
typedef struct _WireListening WireListening;

typedef struct _WireListener WireListener;

/**
 * WireListenerAnswer:
 * @WIRE_LISTENER_NO: this is another protocol, whatever follows
 * @WIRE_LISTENER_MORE: these bytes do not tell yet
 * @WIRE_LISTENER_YES: this is the listener's protocol
 */
typedef enum
{
  WIRE_LISTENER_NO,
  WIRE_LISTENER_MORE,
  WIRE_LISTENER_YES,
} WireListenerAnswer;

/**
 * WireListenerLook:
 * @bytes: of each side, those that came so far, one after the other; %NULL where none did
 * @length: of @bytes, by side
 * @first: the side whose bytes came first: in many protocols the server's
 * @from_start: these are the first bytes of each side, as far as the capture tells. Otherwise the
 *   conversation has been going on for a while, and these are what one segment begins with.
 * @datagram: they are one datagram
 * @last: no more bytes will be shown: %WIRE_LISTENER_MORE counts as %WIRE_LISTENER_NO
 *
 * What a listener is shown to tell whether a conversation is one of its protocol. Which side is the
 * client is not known where the capture began late. At most %WIRE_LISTENER_MAX_LOOK bytes are
 * shown.
 */
typedef struct
{
  const guint8 *bytes[2];
  guint32 length[2];
  guint8 first;
  gboolean from_start;
  gboolean datagram;
  gboolean last;
} WireListenerLook;

/** Bytes of a conversation, both sides together, that are kept while nobody has recognised it. */
#define WIRE_LISTENER_MAX_LOOK 4096u

/**
 * WireListenerTaken:
 * @WIRE_LISTENER_STAYS: more is awaited
 * @WIRE_LISTENER_IS_DONE: the piece was taken, and nothing has to be remembered: the conversation
 * is freed, and what comes next is looked at as if nothing had been recognised
 * @WIRE_LISTENER_REFUSES: it is not this protocol after all: the conversation is freed, and the
 *   listeners after this one in the table are shown the piece
 *
 * What a listener makes of a piece.
 */
typedef enum
{
  WIRE_LISTENER_STAYS,
  WIRE_LISTENER_IS_DONE,
  WIRE_LISTENER_REFUSES,
} WireListenerTaken;

/**
 * WireListenerFlags:
 * @WIRE_LISTENER_STREAMS: hears streams of bytes
 * @WIRE_LISTENER_DATAGRAMS: hears datagrams; each is one piece
 * @WIRE_LISTENER_ANYWHERE: also recognises its protocol in the middle of a conversation, by what a
 *   segment begins with. Others are asked about the first bytes only.
 */
typedef enum
{
  WIRE_LISTENER_STREAMS = 1 << 0,
  WIRE_LISTENER_DATAGRAMS = 1 << 1,
  WIRE_LISTENER_ANYWHERE = 1 << 2,
} WireListenerFlags;

/**
 * WireListener:
 * @name: of the protocol, in English, as wire_channel_open() names it; such as "HTTP"
 * @flags: #WireListenerFlags
 * @budget: bytes that all conversations of one capture may hold together; see
 *   wire_channel_charge()
 * @may_start: (nullable): whether a conversation is one of this protocol. By content: a port never
 *   decides. It is asked for nearly every stream of a capture, so that it should say no quickly,
 * and it should say yes only of what is certain: the first that says so has the conversation. %NULL
 *   where conversations come only by being handed on.
 * @initials: (nullable): the bytes that one side of a stream begins with, or a NUL byte. Of a
 * stream that begins otherwise, @may_start is not asked, which spares most of the time. %NULL where
 * it may begin with anything. Datagrams are asked about whatever they begin with.
 * @answers: (nullable): whether @bytes, with which the other side begins in a conversation that
 *   another listener has by what was said first, are certainly this protocol: that a server answers
 *   what it does not understand in its own. Then the conversation is this listener's from there on.
 * @begin: (nullable): makes what is remembered of one conversation; %NULL where nothing is, in
 * which case the channel itself is passed as the conversation
 * @piece: the next bytes of @side. They are valid during the call.
 * @gap: (nullable): the next bytes of @side are missing; as @piece, where this is %NULL
 * @foresee: (nullable): bytes of @side came before others that are missing: they come again, in
 *   their turn, by @piece. For listeners that must know at once what is announced there.
 * @end: (nullable): nothing more comes from @side. @orderly: its end was seen, and every byte up to
 *   it was delivered
 * @free: (nullable): frees what @begin made. Both sides have been ended before, but where the
 *   listener has left the conversation.
 * @log_new: (nullable): makes what the protocol keeps of a whole capture: its exchanges, sessions
 * and whatever conversations share. Made when it is first asked for.
 * @log_free: (nullable): frees that
 * @wants_again: (nullable): whether keys came after what they open, as a capture may bring them at
 * its end: once all is heard, all is heard once more. Asking for it again then is in vain.
 *
 * A row of the table of listeners (wire-listeners.c). All functions are called by one thread: the
 * one that loads the capture, which holds the lock of its streams. They must not block, and what
 * they keep must be bounded.
 */
struct _WireListener
{
  const char *name;
  WireListenerFlags flags;
  gsize budget;
  WireListenerAnswer (*may_start) (const WireListenerLook *look);
  const char *initials;
  gboolean (*answers) (const guint8 *bytes, gsize length);
  gpointer (*begin) (WireChannel *channel);
  WireListenerTaken (*piece) (gpointer conversation, guint side, const WireStreamPiece *piece);
  WireListenerTaken (*gap) (gpointer conversation, guint side, const WireStreamPiece *gap);
  void (*foresee) (gpointer conversation, guint side, const WireStreamPiece *piece);
  void (*end) (gpointer conversation, guint side, gboolean orderly);
  void (*free) (gpointer conversation);
  gpointer (*log_new) (WireListening *listening);
  void (*log_free) (gpointer log);
  gboolean (*wants_again) (gpointer log);
};

G_END_DECLS
