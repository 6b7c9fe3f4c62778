/* wire-object.h: what was downloaded, or sent and received at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-transfers.h"
#include "capture/wire-segment-versions.h"

G_BEGIN_DECLS

/**
 * WireObjectFlags:
 * @WIRE_OBJECT_REQUESTED_ONLY: asked for by a GET; no body was captured
 * @WIRE_OBJECT_COMPLETE: every byte of it was captured
 * @WIRE_OBJECT_ANSWERED: a response was captured, or its beginning
 * @WIRE_OBJECT_ANSWER_WHOLE: … to its end
 * @WIRE_OBJECT_HEAD_CUT: … of whose head only the beginning is known
 * @WIRE_OBJECT_HEAD_LONG: … because it is longer than what is kept of a head
 * @WIRE_OBJECT_CLOSED: its sender ended the connection within it
 * @WIRE_OBJECT_BROKEN: what should be its next chunk is none
 * @WIRE_OBJECT_ASK_CUT: of the head of its request only the beginning is known
 * @WIRE_OBJECT_CONTESTED: an answer to it may be in the capture, but which one cannot be told
 * @WIRE_OBJECT_PARTS_DIFFER: parts that it is put together from say different bytes of the same
 * place
 * @WIRE_OBJECT_CONTRADICTED: fragments of its packets say different bytes of the same place
 * @WIRE_OBJECT_COMBINED: put together from several responses to requests for parts (206)
 */
typedef enum
{
  WIRE_OBJECT_REQUESTED_ONLY = 1 << 0,
  WIRE_OBJECT_COMPLETE = 1 << 1,
  WIRE_OBJECT_COMBINED = 1 << 2,
  WIRE_OBJECT_ANSWERED = 1 << 3,
  WIRE_OBJECT_ANSWER_WHOLE = 1 << 4,
  WIRE_OBJECT_HEAD_CUT = 1 << 5,
  WIRE_OBJECT_CONTRADICTED = 1 << 6,
  WIRE_OBJECT_HEAD_LONG = 1 << 7,
  WIRE_OBJECT_CLOSED = 1 << 8,
  WIRE_OBJECT_BROKEN = 1 << 9,
  WIRE_OBJECT_ASK_CUT = 1 << 10,
  WIRE_OBJECT_CONTESTED = 1 << 11,
  WIRE_OBJECT_PARTS_DIFFER = 1 << 12,
} WireObjectFlags;

/** The number of an exchange, or of an object, that there is not. */
#define WIRE_OBJECT_NONE G_MAXUINT32

/**
 * WireObjectOrigin:
 * @protocol: such as `HTTP/1.1` or `FTP`
 * @direction: #WireTransferDirection
 * @decrypted: it was encrypted on the wire
 * @titled: @name is a title, and its end tells no type
 * @text: line ends may have been changed on the way; the bytes are those of the wire
 * @unplaced: where in the file its first byte belongs is not known
 * @behind: it follows a message of @parent, or of nothing that is listed, and belongs to none
 * @parent: the object of the same list that it is a part of, or %WIRE_OBJECT_NONE
 * @asked_on: the stream whose conversation asked for it, or %WIRE_OBJECT_NONE where that is the one
 *   that brought it, or not known
 * @offset: where in the file its first byte belongs: what comes before was not sent with it
 * @parts: transfers that it is put together from; otherwise 0
 * @name: (nullable): as its protocol tells it, without folders
 * @path: (nullable): with folders, likewise
 * @user: (nullable): who was logged in
 * @problem: (nullable): why it is not whole, where its protocol knows
 * @note: (nullable): what became of it, whole or not
 * @mail: (nullable): what the mail that it is, or was attached to, says of itself
 *
 * How an object came.
 */
typedef struct
{
  const char *protocol;
  guint8 direction;
  gboolean decrypted;
  gboolean titled;
  gboolean text;
  gboolean unplaced;
  gboolean behind;
  guint32 parent;
  guint32 asked_on;
  guint64 offset;
  guint32 parts;
  const char *name;
  const char *path;
  const char *user;
  const char *problem;
  const char *note;
  const WireTransferMail *mail;
} WireObjectOrigin;

/**
 * WireObject:
 * @exchange: that brought it, or its first part: a number for wire_capture_get_exchange();
 *   %WIRE_OBJECT_NONE where it did not come by HTTP
 * @stream: of that exchange
 * @packet: of the request, or of the response where the request was not captured; from 0
 * @time: of that packet
 * @flags: #WireObjectFlags
 * @parts: exchanges that brought it; 1 but for combined ones
 * @status: of the response; 0 where there was none
 * @interim: how many provisional responses (1xx) came before it
 * @remarks: what is odd about the message: #WireHttpRemarks
 * @extra: bytes after it that belong to no message
 * @foreign: bytes that came in place of an answer, and are not an HTTP response
 * @doubled: bytes of the message that were sent twice, and not alike
 * @asked_twice: bytes of the head of its request were sent twice, and not alike
 * @version: (nullable): where the first of these are; the list owns it
 * @headless: bytes of an answer whose beginning was not captured
 * @tuple: from the client to the server
 * @size: bytes of the body as sent, gaps included
 * @expected: bytes that there should be, where that is known; otherwise @size
 * @missing: bytes of @expected that were not captured
 * @gaps: runs of them
 * @method: (nullable): of the request
 * @uri: (nullable): of the request, as sent
 * @host: (nullable): of the request
 * @referer: (nullable): of the request
 * @content_type: (nullable): as declared where its bytes are
 * @content_encoding: (nullable): likewise
 * @coded_together: objects of the list that have a content coding; 0 where it is not known
 * @location: (nullable): where the server redirects to
 * @upgrade: (nullable): what the connection went on in
 * @origin: how it came
 *
 * One response body, or a GET that got none; among transfers also a request body, a file of a form,
 * or what another protocol carried. The strings live as long as the list and the capture do.
 */
typedef struct
{
  guint32 exchange;
  guint32 stream;
  guint32 packet;
  guint32 parts;
  gint64 time;
  guint64 size;
  guint64 expected;
  guint64 missing;
  guint32 gaps;
  guint16 status;
  guint16 flags;
  guint16 remarks;
  guint8 interim;
  gboolean asked_twice;
  guint32 extra;
  guint32 coded_together;
  guint64 headless;
  guint64 foreign;
  guint64 doubled;
  const WireSegmentVersion *version;
  WireTuple tuple;
  const char *method;
  const char *uri;
  const char *host;
  const char *referer;
  const char *content_type;
  const char *content_encoding;
  const char *location;
  const char *upgrade;
  WireObjectOrigin origin;
} WireObject;

/**
 * WireObjectList:
 *
 * Objects of a loaded capture, in the order of their packets. Immutable once made, and counted
 * by reference: any thread.
 */
typedef struct _WireObjectList WireObjectList;

WireObjectList *wire_object_list_new (WireCapture *capture);
WireObjectList *wire_object_list_new_cancellable (WireCapture *capture, GCancellable *cancellable);
WireObjectList *wire_object_list_new_transfers (WireCapture *capture, GCancellable *cancellable);
WireObjectList *wire_object_list_ref (WireObjectList *list);

/** Drops a reference. The last one frees @list. Any thread. */
void wire_object_list_unref (WireObjectList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectList, wire_object_list_unref)

WireCapture *wire_object_list_get_capture (const WireObjectList *list);
const char *wire_object_list_get_warning (const WireObjectList *list);

/** Returns: the number of objects. Any thread. */
guint32 wire_object_list_get_length (const WireObjectList *list);

const WireObject *wire_object_list_get (const WireObjectList *list, guint32 object);
guint32 wire_object_list_get_part (const WireObjectList *list, guint32 object, guint32 part);
void wire_object_list_get_body (const WireObjectList *list, guint32 object, WireBody *body);

G_END_DECLS
