/* wire-capture-form.h: what kind of capture file a name asks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireCaptureFormat:
 * @WIRE_CAPTURE_PCAPNG: pcapng
 * @WIRE_CAPTURE_PCAP: pcap, with microseconds or nanoseconds
 */
typedef enum
{
  WIRE_CAPTURE_PCAPNG,
  WIRE_CAPTURE_PCAP,
} WireCaptureFormat;

/**
 * WireCapturePacking:
 * @WIRE_CAPTURE_UNPACKED: as it is
 * @WIRE_CAPTURE_GZIP: inside gzip
 * @WIRE_CAPTURE_ZSTD: inside zstd
 */
typedef enum
{
  WIRE_CAPTURE_UNPACKED,
  WIRE_CAPTURE_GZIP,
  WIRE_CAPTURE_ZSTD,
} WireCapturePacking;

/**
 * WireCaptureForm:
 * @format: pcap or pcapng
 * @packing: what it is packed in
 *
 * How a capture file is written.
 */
typedef struct
{
  WireCaptureFormat format;
  WireCapturePacking packing;
} WireCaptureForm;

WireCaptureForm wire_capture_form_from_name (const char *name);

G_END_DECLS
