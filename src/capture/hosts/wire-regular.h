/* wire-regular.h: something in a capture that repeats, with the figures that it rests on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact.h"

G_BEGIN_DECLS

/** Packets that are kept of one: a way there. */
#define WIRE_REGULAR_MAX_PACKETS 64u

/**
 * WireRegularKind:
 * @WIRE_REGULAR_BEACON: conversations, or requests, at steady intervals
 * @WIRE_REGULAR_PORT_SCAN: many ports of one host
 * @WIRE_REGULAR_SWEEP: one port, or a question, of many hosts
 * @WIRE_REGULAR_ARP_CHANGE: an address that was at several MAC addresses
 * @WIRE_REGULAR_NO_SUCH_NAME: many names that do not exist, in a short time
 * @WIRE_REGULAR_ODD_NAMES: many long or random names of one domain
 * @WIRE_REGULAR_TEXT: much text in answers of one domain
 */
typedef enum
{
  WIRE_REGULAR_BEACON,
  WIRE_REGULAR_PORT_SCAN,
  WIRE_REGULAR_SWEEP,
  WIRE_REGULAR_ARP_CHANGE,
  WIRE_REGULAR_NO_SUCH_NAME,
  WIRE_REGULAR_ODD_NAMES,
  WIRE_REGULAR_TEXT,
} WireRegularKind;

/** A figure: a key of JSON, and its value as text. */
typedef struct
{
  const char *key; /* a literal */
  char *value;
  gboolean is_number;
} WireRegularFigure;

/**
 * WireRegular:
 * @kind: #WireRegularKind
 * @source: who
 * @target: whom; of family %WIRE_FAMILY_NONE where it is many
 * @protocol: IP protocol number, or 0 (ARP)
 * @port: of @target; 0 where it is many, or there is none
 * @count: how often
 * @first: time of the first
 * @last: of the last
 * @what: (nullable): what was asked for, printable
 * @figures: (element-type WireRegularFigure): what it rests on
 * @packets: (element-type guint32): the first of them
 */
typedef struct
{
  guint8 kind;
  WireHostAddress source;
  WireHostAddress target;
  guint8 protocol;
  guint16 port;
  guint32 count;
  gint64 first;
  gint64 last;
  char *what;
  GArray *figures;
  GArray *packets;
} WireRegular;

WireRegular *wire_regular_new (WireRegularKind kind, const WireHostAddress *source);

/** Frees @regular and what it owns. */
void wire_regular_free (WireRegular *regular);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireRegular, wire_regular_free)

void wire_regular_add_number (WireRegular *regular, const char *key, guint64 value);
void wire_regular_add_text (WireRegular *regular, const char *key, char *value);
void wire_regular_add_seconds (WireRegular *regular, const char *key, gint64 nanoseconds);
void wire_regular_add_packet (WireRegular *regular, guint32 packet, gint64 time);
const char *wire_regular_kind_to_text (WireRegularKind kind);
char *wire_regular_tell (const WireRegular *regular);

G_END_DECLS
