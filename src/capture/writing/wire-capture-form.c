/* wire-capture-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/writing/wire-capture-form.h"

/* Takes @extension off the end of @name, in any case. */
static gboolean
take_off (GString *name, const char *extension)
{
  gsize length = strlen (extension);

  if (name->len <= length || g_ascii_strcasecmp (name->str + name->len - length, extension) != 0)
    return FALSE;
  g_string_truncate (name, name->len - length);
  return TRUE;
}

/**
 * wire_capture_form_from_name:
 * @name: of a file that is to be written
 *
 * Returns: pcap for names that end in .pcap or .cap, otherwise pcapng; packed where .gz or .zst
 *   follows
 */
WireCaptureForm
wire_capture_form_from_name (const char *name)
{
  g_autoptr (GString) rest = g_string_new (name);
  WireCaptureForm form = { WIRE_CAPTURE_PCAPNG, WIRE_CAPTURE_UNPACKED };

  if (take_off (rest, ".gz"))
    form.packing = WIRE_CAPTURE_GZIP;
  else if (take_off (rest, ".zst") || take_off (rest, ".zstd"))
    form.packing = WIRE_CAPTURE_ZSTD;
  if (take_off (rest, ".pcap") || take_off (rest, ".cap"))
    form.format = WIRE_CAPTURE_PCAP;
  return form;
}
