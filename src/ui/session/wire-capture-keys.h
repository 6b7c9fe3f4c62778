/* wire-capture-keys.h: the files with the keys of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

#define WIRE_TYPE_CAPTURE_KEYS (wire_capture_keys_get_type ())
/** WireCaptureKeys: the files with the keys of a capture */
G_DECLARE_FINAL_TYPE (WireCaptureKeys, wire_capture_keys, WIRE, CAPTURE_KEYS, GObject)

WireCaptureKeys *wire_capture_keys_new (GFile *file);

GFile *wire_capture_keys_get_file (WireCaptureKeys *keys);
const char *const *wire_capture_keys_get_paths (WireCaptureKeys *keys);
gboolean wire_capture_keys_add (WireCaptureKeys *keys, const char *const *paths);
void wire_capture_keys_forget (WireCaptureKeys *keys);
void wire_capture_keys_look_beside (WireCaptureKeys *keys, WireCapture *capture);

G_END_DECLS
