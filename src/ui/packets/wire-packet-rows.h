/* wire-packet-rows.h: the cells of the packet list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-packet-line.h"
#include "ui/lists/wire-row-list.h"

G_BEGIN_DECLS

/** How the time column counts. */
typedef enum
{
  WIRE_TIME_RELATIVE, /* seconds since the first packet */
  WIRE_TIME_DELTA,    /* seconds since the packet before it in the capture */
  WIRE_TIME_UTC,
  WIRE_TIME_LOCAL,
} WireTimeDisplay;

/**
 * WirePacketRows:
 *
 * Decodes packets as they scroll by and keeps the last few hundred: every cell of a row asks for
 * the same packet, and a list realises some 200 rows at once. The rows' source is the #WireCapture.
 * Main thread only.
 */
typedef struct _WirePacketRows WirePacketRows;

/** Returns: (transfer full): cells that have shown no packet yet */
WirePacketRows *wire_packet_rows_new (void);
/** Frees @rows. */
void wire_packet_rows_free (WirePacketRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePacketRows, wire_packet_rows_free)

void wire_packet_rows_forget (WirePacketRows *rows);
/** Shows times as @display says from now on. */
void wire_packet_rows_set_time_display (WirePacketRows *rows, WireTimeDisplay display);
const WirePacketLine *wire_packet_rows_get (WirePacketRows *rows, WireRow *row);

/** Returns: (transfer full): the number of the packet, from 1; like the next, a #WireColumnText */
char *wire_packet_rows_number (WireRow *row, gpointer rows);
/** Returns: (transfer full): when it was captured */
char *wire_packet_rows_time (WireRow *row, gpointer rows);
/** Returns: (transfer full): whom it is from */
char *wire_packet_rows_source (WireRow *row, gpointer rows);
/** Returns: (transfer full): whom it is for */
char *wire_packet_rows_destination (WireRow *row, gpointer rows);
/** Returns: (transfer full): the innermost protocol */
char *wire_packet_rows_protocol (WireRow *row, gpointer rows);
/** Returns: (transfer full): its length on the wire, in bytes */
char *wire_packet_rows_length (WireRow *row, gpointer rows);
/** Returns: (transfer full): a line that sums it up */
char *wire_packet_rows_info (WireRow *row, gpointer rows);
char *wire_packet_rows_to_text (WirePacketRows *rows, WireRow *row);

G_END_DECLS
