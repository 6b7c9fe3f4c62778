/* wire-pcapng-block.h: writes blocks of pcapng
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Types of blocks (draft-ietf-opsawg-pcapng, section 4). */
#define WIRE_PCAPNG_SECTION 0x0a0d0d0au
#define WIRE_PCAPNG_INTERFACE 1u
#define WIRE_PCAPNG_OLD_PACKET 2u
#define WIRE_PCAPNG_SIMPLE_PACKET 3u
#define WIRE_PCAPNG_NAMES 4u
#define WIRE_PCAPNG_STATISTICS 5u
#define WIRE_PCAPNG_PACKET 6u
#define WIRE_PCAPNG_SECRETS 10u

/** Options that any block may have: the end of them, and a comment in UTF-8. */
#define WIRE_PCAPNG_OPTION_END 0u
#define WIRE_PCAPNG_OPTION_COMMENT 1u

/** Options of a section header. */
#define WIRE_PCAPNG_SECTION_HARDWARE 2u
#define WIRE_PCAPNG_SECTION_SYSTEM 3u
#define WIRE_PCAPNG_SECTION_APPLICATION 4u

/** Options of an interface. */
#define WIRE_PCAPNG_INTERFACE_NAME 2u
#define WIRE_PCAPNG_INTERFACE_RESOLUTION 9u
#define WIRE_PCAPNG_INTERFACE_FCS 13u
#define WIRE_PCAPNG_INTERFACE_OFFSET 14u

/** Options of a packet: which way it went, and how many were lost before it, in 64 bits. */
#define WIRE_PCAPNG_PACKET_FLAGS 2u
#define WIRE_PCAPNG_PACKET_DROPS 4u

/** The kind of secrets that is a key log of TLS. */
#define WIRE_PCAPNG_SECRETS_TLS 0x544c534bu

/* Blocks are written in little endian, one after the other into an array of bytes. A block is
 * begun, its body is added, and then it is ended. */

gsize wire_pcapng_begin (GByteArray *out, guint32 type);
void wire_pcapng_add_u16 (GByteArray *out, guint16 value);
void wire_pcapng_add_u32 (GByteArray *out, guint32 value);
void wire_pcapng_add_padded (GByteArray *out, gconstpointer bytes, gsize length);
gboolean wire_pcapng_add_option (GByteArray *out, guint16 code, gconstpointer value, gsize length);
void wire_pcapng_add_text (GByteArray *out, guint16 code, const char *text);
void wire_pcapng_end (GByteArray *out, gsize begin, gboolean has_options);

G_END_DECLS
