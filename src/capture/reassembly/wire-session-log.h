/* wire-session-log.h: what clients and servers said to each other, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/** Events of all sessions of a capture together; more are counted, not kept. */
#define WIRE_SESSION_MAX_EVENTS (1024u * 1024)

/** Their strings together take no more than this. */
#define WIRE_SESSION_MAX_TEXT (64u * 1024 * 1024)

/** Sessions; more are counted, not kept. */
#define WIRE_SESSION_MAX (256u * 1024)

/**
 * WireSessionEventKind:
 * @WIRE_SESSION_SAID: somebody said @text: a command or an answer
 * @WIRE_SESSION_LOST: what somebody said was not captured
 * @WIRE_SESSION_LOGGED_IN: the server let the user @text in
 * @WIRE_SESSION_LOGIN_REFUSED: the server refused the user @text
 * @WIRE_SESSION_RENAMED: the server said that it renamed @text to @other
 * @WIRE_SESSION_DELETED: the server said that it deleted the file @text
 * @WIRE_SESSION_MADE_FOLDER: the server said that it made the folder @text
 * @WIRE_SESSION_REMOVED_FOLDER: the server said that it removed the folder @text
 * @WIRE_SESSION_COPIED: the server said that it copied @text to @other; the bytes are those that it
 *   had, and were not sent
 */
typedef enum
{
  WIRE_SESSION_SAID,
  WIRE_SESSION_LOST,
  WIRE_SESSION_LOGGED_IN,
  WIRE_SESSION_LOGIN_REFUSED,
  WIRE_SESSION_RENAMED,
  WIRE_SESSION_DELETED,
  WIRE_SESSION_MADE_FOLDER,
  WIRE_SESSION_REMOVED_FOLDER,
  WIRE_SESSION_COPIED,
} WireSessionEventKind;

/**
 * WireSessionEvent:
 * @kind: #WireSessionEventKind
 * @side: of the stream, 0 or 1, that said it
 * @packet: that brought it; from 0
 * @time: of that packet, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @text: (nullable): UTF-8 as it came, without the end of the line; kept by the log
 * @other: (nullable): see @kind; likewise
 */
typedef struct
{
  guint8 kind;
  guint8 side;
  guint32 packet;
  gint64 time;
  const char *text;
  const char *other;
} WireSessionEvent;

/**
 * WireSessionListing:
 * @command: that asked for it, such as "LIST"; a literal
 * @path: (nullable): of the folder, as far as that is known; kept by the log
 * @packet: that asked for it; from 0
 * @time: of that packet
 * @complete: it ended as the protocol says, and every byte of it was captured
 * @decrypted: it was encrypted on the wire
 * @body: where its bytes are
 *
 * The names that a server gave of what is in a folder: a table, and not a file.
 */
typedef struct
{
  const char *command;
  const char *path;
  guint32 packet;
  gint64 time;
  gboolean complete;
  gboolean decrypted;
  WireBody body;
} WireSessionListing;

/**
 * WireSession:
 * @protocol: such as "FTP"; a literal
 * @stream: that carried it
 * @client: the side of the stream that is the client, 0 or 1
 * @decrypted: some of it was encrypted on the wire
 * @packet: the first one; from 0
 * @time: of that packet, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @user: (nullable): who was logged in last; kept by the log
 * @events: (element-type WireSessionEvent): in order
 * @listings: (element-type WireSessionListing): likewise
 *
 * One conversation of a client that gives commands with a server that answers.
 */
typedef struct
{
  const char *protocol;
  guint32 stream;
  guint8 client;
  gboolean decrypted;
  guint32 packet;
  gint64 time;
  const char *user;
  GArray *events;
  GArray *listings;
} WireSession;

/** Frees what a copy of a session owns, but not @session itself. */
void wire_session_clear (WireSession *session);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireSession, wire_session_clear)

/**
 * WireSessionLog:
 *
 * Sessions in the order in which they were found. They never move.
 *
 * Threads: as #WireListening.
 */
typedef struct _WireSessionLog WireSessionLog;

WireSessionLog *wire_session_log_new (void);

/** Frees @log and what it owns. */
void wire_session_log_free (WireSessionLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSessionLog, wire_session_log_free)

WireSession *wire_session_log_append (WireSessionLog *log);
const char *wire_session_log_keep (WireSessionLog *log, const char *text, gsize length);
void wire_session_log_add (WireSessionLog *log,
                           WireSession *session,
                           const WireSessionEvent *event);
void wire_session_log_add_listing (WireSessionLog *log,
                                   WireSession *session,
                                   const WireSessionListing *listing);

guint32 wire_session_log_get_length (const WireSessionLog *log);
const WireSession *wire_session_log_get (const WireSessionLog *log, guint32 session);
guint32 wire_session_log_get_left_out (const WireSessionLog *log);
void wire_session_copy (const WireSession *session, WireSession *copy);

G_END_DECLS
