/* wire-zeek-whole.h: files that are all that one side of a connection sends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"
#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/** Files of a capture that are kept. */
#define WIRE_ZEEK_MAX_WHOLE 65536u

/**
 * WireZeekWholeFile:
 * @connection: that it came on
 * @side: who sent it
 * @packet: that brought its first byte
 * @first: when that came
 * @last: when the last one came
 * @size: bytes that came
 * @head: (element-type guint8): the first of them
 */
typedef struct
{
  const WireZeekConnection *connection;
  guint side;
  guint32 packet;
  gint64 first;
  gint64 last;
  guint64 size;
  GByteArray *head;
} WireZeekWholeFile;

/**
 * WireZeekWhole:
 *
 * What data connections of FTP carry, and answers to requests of HTTP that name no version: such a
 * one is of HTTP/0.9 for Zeek, and all that the server sends from then on is the answer's body,
 * also where that begins like the head of a later version. For one thread.
 */
typedef struct _WireZeekWhole WireZeekWhole;

WireZeekWhole *wire_zeek_whole_new (void);

/** Frees @whole and what it owns. */
void wire_zeek_whole_free (WireZeekWhole *whole);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekWhole, wire_zeek_whole_free)

void wire_zeek_whole_hear (WireZeekWhole *whole, const WireZeekPayload *payload);

/** Returns: the number of files */
guint wire_zeek_whole_get_length (const WireZeekWhole *whole);

const WireZeekWholeFile *wire_zeek_whole_get (const WireZeekWhole *whole, guint i);
const WireZeekWholeFile *wire_zeek_whole_find (const WireZeekWhole *whole,
                                               const WireZeekConnection *connection,
                                               guint side);
void wire_zeek_whole_finish (WireZeekWhole *whole,
                             const WireZeekWholeFile *file,
                             WireDigests *digests);

G_END_DECLS
