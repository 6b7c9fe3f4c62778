/* wire-smb-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-listener.h"

#include "capture/smb/wire-smb-connection.h"
#include "capture/smb/wire-smb-log.h"

#include <string.h>

/* What all connections together may hold: some hundred thousand open files, or the pieces of files
 * of some hundred gigabytes that are still open. */
#define BUDGET (512u * 1024 * 1024)

/* A frame's head and what a message begins with. */
#define HEAD 4u
#define BEGINNING 10u

/* A request for a session of NetBIOS: kind, flags and length, and the length of a name. */
static const guint8 SESSION_REQUEST[] = { 0x81, 0x00, 0x00, 0x44, 0x20 };
#define NAME_LENGTH 32u

/* Names of NetBIOS are in letters A to P (RFC 1001, section 14.1). */
static WireListenerAnswer
is_session_request (const guint8 *bytes, guint32 length)
{
  guint32 n = MIN (length, sizeof SESSION_REQUEST);

  if (memcmp (bytes, SESSION_REQUEST, n) != 0)
    return WIRE_LISTENER_NO;
  for (guint32 i = n; i < MIN (length, n + NAME_LENGTH); i++)
    if (bytes[i] < 'A' || bytes[i] > 'P')
      return WIRE_LISTENER_NO;
  return length < n + NAME_LENGTH ? WIRE_LISTENER_MORE : WIRE_LISTENER_YES;
}

/* Whether @bytes begin with a frame of a message. */
static WireListenerAnswer
is_message (const guint8 *bytes, guint32 length)
{
  const guint8 *b = bytes + HEAD;

  if (length < 1)
    return WIRE_LISTENER_MORE;
  if (bytes[0] != 0 || (length > HEAD && b[0] < 0xfc)
      || (length > HEAD + 1 && memcmp (b + 1, "SMB", MIN (length - HEAD - 1, 3)) != 0))
    return WIRE_LISTENER_NO;
  if (length < BEGINNING)
    return WIRE_LISTENER_MORE;
  return b[0] != 0xfe || (b[4] == 64 && b[5] == 0) ? WIRE_LISTENER_YES : WIRE_LISTENER_NO;
}

static WireListenerAnswer
look_at_side (const WireListenerLook *look, guint side)
{
  const guint8 *bytes = look->bytes[side];
  WireListenerAnswer answer;

  if (!bytes || look->length[side] == 0)
    return WIRE_LISTENER_NO;
  answer = bytes[0] == SESSION_REQUEST[0] ? is_session_request (bytes, look->length[side])
                                          : is_message (bytes, look->length[side]);
  return look->from_start || answer == WIRE_LISTENER_YES ? answer : WIRE_LISTENER_NO;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  WireListenerAnswer first = look_at_side (look, look->first);

  return first == WIRE_LISTENER_NO ? look_at_side (look, !look->first) : first;
}

static gpointer
begin (WireChannel *channel)
{
  return wire_smb_connection_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_smb_connection_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  (void) orderly;
  wire_smb_connection_end (conversation, side);
}

static void
free_connection (gpointer conversation)
{
  wire_smb_connection_free (conversation);
}

static gpointer
new_log (WireListening *listening)
{
  return wire_smb_log_new (listening);
}

static void
free_log (gpointer log)
{
  wire_smb_log_free (log);
}

const WireListener wire_smb_listener = {
  .name = "SMB",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "\x81",
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_connection,
  .log_new = new_log,
  .log_free = free_log,
};
