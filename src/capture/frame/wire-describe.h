/* wire-describe.h: a field read from the wire and named in one step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/frame/wire-names.h"
#include "capture/frame/wire-layer.h"

G_BEGIN_DECLS

/* Each takes the next bytes of a cursor over the layer and adds a field for them. Where they are
 * not all there, no field is added, the cursor has failed and 0 is returned: a describer reads
 * its whole header and calls wire_describe_end() last. Numbers are in network order and at most
 * four bytes long. xgettext collects names by the keywords `wire_describe_…:3` (`:4` where a
 * length comes before the name). */

/** Adds a number of @length bytes, at most 4, in decimal. Returns: the number, or 0 */
guint32 wire_describe_number (WireFields *fields,
                              WireCursor *cursor,
                              guint length,
                              const char *name);

/** Adds a number of @length bytes, at most 4, in hexadecimal with all its digits. Returns: the
 * number, or 0 */
guint32 wire_describe_hex (WireFields *fields, WireCursor *cursor, guint length, const char *name);

guint32 wire_describe_named (WireFields *fields,
                             WireCursor *cursor,
                             guint length,
                             const char *name,
                             const WireName *names,
                             gsize n_names);

/** Adds an EtherType (IEEE 802.3) with its name. Returns: the EtherType, or 0 */
guint16 wire_describe_ethertype (WireFields *fields, WireCursor *cursor, const char *name);

const char *wire_next_header_name (guint8 protocol, char buffer[16]);

/** Adds an IP protocol number (IANA) of one byte with its name. Returns: the number, or 0 */
guint8 wire_describe_ip_protocol (WireFields *fields, WireCursor *cursor, const char *name);

/** Adds a hardware address of six bytes. */
void wire_describe_mac (WireFields *fields, WireCursor *cursor, const char *name);

/** Adds an IPv4 address. */
void wire_describe_ipv4 (WireFields *fields, WireCursor *cursor, const char *name);

/** Adds an IPv6 address, written as RFC 5952 asks. */
void wire_describe_ipv6 (WireFields *fields, WireCursor *cursor, const char *name);

/** Adds @length bytes in hexadecimal; long ones are cut with a note of their length. */
void wire_describe_bytes (WireFields *fields, WireCursor *cursor, gsize length, const char *name);

void wire_describe_checksum (
    WireFields *fields, guint32 offset, const char *name, guint16 found, guint16 expected);
void wire_describe_end (WireFields *fields,
                        const WireFrame *frame,
                        const WireLayer *layer,
                        const WireCursor *cursor,
                        guint32 needed);

/** Longest text of a hardware address of six bytes and its NUL. */
#define WIRE_MAC_TEXT_MAX 18

const char *wire_mac_to_text (const guint8 *mac, char buffer[WIRE_MAC_TEXT_MAX]);

G_END_DECLS
