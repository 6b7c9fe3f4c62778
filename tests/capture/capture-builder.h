/* capture-builder.h: small captures made by tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

/* A capture file in memory: pcap of one interface, or pcapng of as many as are added. */
typedef struct
{
  GByteArray *bytes;
  gboolean pcapng;
  guint32 packets;
  char *path; /* written there; removed again */
} CaptureBuilder;

CaptureBuilder *capture_builder_new (guint32 link_type);
CaptureBuilder *capture_builder_new_pcapng (void);
void capture_builder_free (CaptureBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CaptureBuilder, capture_builder_free)

void capture_builder_add_interface (CaptureBuilder *builder, guint32 link_type);
void capture_builder_add (
    CaptureBuilder *builder, guint interface, gint64 time_us, const void *data, guint32 length);

/* Ethernet, IPv4 or IPv6 as the addresses are, and TCP with @payload bytes. */
void capture_builder_add_tcp (CaptureBuilder *builder,
                              gint64 time_us,
                              const char *from,
                              const char *to,
                              guint8 flags,
                              guint payload);
/* Ethernet, IPv4 and what was said: in TCP from @sequence on, or in a UDP datagram. */
void capture_builder_add_segment (CaptureBuilder *builder,
                                  gint64 time_us,
                                  const char *from,
                                  const char *to,
                                  guint8 flags,
                                  guint32 sequence,
                                  const char *said,
                                  gssize length);
void capture_builder_add_datagram (
    CaptureBuilder *builder, gint64 time_us, const char *from, const char *to, const char *said);
/* Ethernet, IPv4 and 8 bytes of a UDP datagram at @offset (in eights). */
void capture_builder_add_fragment (CaptureBuilder *builder,
                                   gint64 time_us,
                                   const char *from,
                                   const char *to,
                                   guint16 id,
                                   guint offset,
                                   gboolean more);
void capture_builder_add_arp (CaptureBuilder *builder, gint64 time_us);

/* Both write the file; the second loads it too. Endpoints are `192.0.2.1:80`. */
WireCapture *capture_builder_make (CaptureBuilder *builder);
WireCapture *capture_builder_load (CaptureBuilder *builder);
WireTuple capture_builder_tuple (const char *from, const char *to, guint8 protocol);
