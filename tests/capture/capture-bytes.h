/* capture-bytes.h: capture files written byte by byte, right or wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reading/wire-reader.h"

/* A file in memory, in a byte order. */
typedef struct
{
  GByteArray *bytes;
  gboolean big_endian;
} CaptureBytes;

CaptureBytes *capture_bytes_new (gboolean big_endian);
void capture_bytes_free (CaptureBytes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CaptureBytes, capture_bytes_free)

void capture_bytes_put8 (CaptureBytes *self, guint8 value);
void capture_bytes_put16 (CaptureBytes *self, guint16 value);
void capture_bytes_put32 (CaptureBytes *self, guint32 value);
void capture_bytes_put64 (CaptureBytes *self, guint64 value);
void capture_bytes_put (CaptureBytes *self, const void *bytes, gsize length);

void capture_bytes_pcap (CaptureBytes *self, guint32 magic, guint32 snapshot, guint32 link_type);
void capture_bytes_record (CaptureBytes *self, guint32 seconds, guint32 fraction, const char *data);

/* A pcapng block: what is put between the two calls is its body, padded at the end. */
gsize capture_bytes_begin_block (CaptureBytes *self, guint32 type);
void capture_bytes_end_block (CaptureBytes *self, gsize block);
void capture_bytes_section (CaptureBytes *self);
void capture_bytes_interface (CaptureBytes *self, guint16 link_type, guint32 snapshot);
void capture_bytes_option (CaptureBytes *self, guint16 code, const void *value, guint16 length);
void capture_bytes_enhanced (CaptureBytes *self,
                             guint32 interface,
                             guint64 ticks,
                             const char *data);
void capture_bytes_simple (CaptureBytes *self, guint32 length, const char *data);

GByteArray *capture_bytes_gzip (const guint8 *bytes, gsize length);
GByteArray *capture_bytes_zstd (const guint8 *bytes, gsize length);

/* What a reader made of a file: a line `time captured/length interface:link-type data` a packet. */
typedef struct
{
  GPtrArray *lines;
  guint n_packets;
  GError *error;
  gboolean opened;
  char *format;
} CaptureReading;

CaptureReading *capture_reading_new (const char *path);
CaptureReading *capture_reading_of_bytes (const guint8 *bytes, gsize length);
void capture_reading_free (CaptureReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CaptureReading, capture_reading_free)

char *capture_bytes_write_temporary (const guint8 *bytes, gsize length);
