/* wire-object.h: what was downloaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

/**
 * WireObjectFlags:
 * @WIRE_OBJECT_REQUESTED_ONLY: asked for by a GET; no body was captured
 * @WIRE_OBJECT_COMPLETE: every byte of it was captured
 * @WIRE_OBJECT_COMBINED: put together from several responses to requests for parts (206)
 */
typedef enum
{
  WIRE_OBJECT_REQUESTED_ONLY = 1 << 0,
  WIRE_OBJECT_COMPLETE = 1 << 1,
  WIRE_OBJECT_COMBINED = 1 << 2,
} WireObjectFlags;

/**
 * WireObject:
 * @exchange: that brought it, or its first part: a number for wire_capture_get_exchange()
 * @stream: of that exchange
 * @packet: of the request, or of the response where the request was not captured; from 0
 * @time: of that packet
 * @flags: #WireObjectFlags
 * @parts: exchanges that brought it; 1 but for combined ones
 * @status: of the response; 0 where there was none
 * @tuple: from the client to the server
 * @size: bytes of the body as sent, gaps included
 * @expected: bytes that there should be, where that is known; otherwise @size
 * @missing: bytes of @expected that were not captured
 * @gaps: runs of them
 * @method: (nullable): of the request
 * @uri: (nullable): of the request, as sent
 * @host: (nullable): of the request
 * @referer: (nullable): of the request
 * @content_type: (nullable): of the response
 * @content_encoding: (nullable): of the response
 *
 * One response body, or a GET that got none. The strings live as long as the capture.
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
  guint8 flags;
  WireTuple tuple;
  const char *method;
  const char *uri;
  const char *host;
  const char *referer;
  const char *content_type;
  const char *content_encoding;
} WireObject;

/**
 * WireObjectList:
 *
 * All objects of a loaded capture, in the order of their packets. Immutable once made, and counted
 * by reference: any thread.
 */
typedef struct _WireObjectList WireObjectList;

WireObjectList *wire_object_list_new (WireCapture *capture);
WireObjectList *wire_object_list_new_cancellable (WireCapture *capture, GCancellable *cancellable);
WireObjectList *wire_object_list_ref (WireObjectList *list);
void wire_object_list_unref (WireObjectList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectList, wire_object_list_unref)

WireCapture *wire_object_list_get_capture (const WireObjectList *list);
guint32 wire_object_list_get_length (const WireObjectList *list);
const WireObject *wire_object_list_get (const WireObjectList *list, guint32 object);
guint32 wire_object_list_get_part (const WireObjectList *list, guint32 object, guint32 part);
void wire_object_list_get_body (const WireObjectList *list, guint32 object, WireBody *body);

G_END_DECLS
