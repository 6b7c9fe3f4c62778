/* wire-grpc-cutter.h: the messages of a body of gRPC
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gRPC over HTTP/2: each message has a byte that says whether it is packed, and its length in four
 * bytes, big-endian.
 */

#pragma once

#include "capture/http/wire-multipart.h"

G_BEGIN_DECLS

/** Bytes before a message. */
#define WIRE_GRPC_HEAD 5u

/**
 * WireGrpcCutter:
 * @found: called with each message; its head is the first byte before it
 * @user_data: for @found
 * @position: in the body, of the next byte
 * @begin: of the message
 * @left: bytes of the message that come next
 * @head: what came of the bytes before a message
 * @length: bytes of @head
 * @within: a message has begun
 * @lost: bytes are missing that say where the next message begins, or it is not gRPC
 *
 * Takes a body as it comes, however it is cut. Keeps nothing of the messages.
 */
typedef struct
{
  WireMultipartFound found;
  gpointer user_data;
  guint64 position;
  guint64 begin;
  guint64 left;
  guint8 head[WIRE_GRPC_HEAD];
  guint8 length;
  gboolean within;
  gboolean lost;
} WireGrpcCutter;

void wire_grpc_cutter_add (WireGrpcCutter *cutter, const guint8 *bytes, gsize length);
void wire_grpc_cutter_add_gap (WireGrpcCutter *cutter, guint64 length);
void wire_grpc_cutter_end (WireGrpcCutter *cutter);

G_END_DECLS
