/* wire-zeek-pe-log.c: pe.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-content.h"
#include "capture/zeek/files/wire-zeek-mime.h"
#include "capture/zeek/files/wire-zeek-pe.h"
#include "capture/zeek/wire-zeek-context.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* DllCharacteristics. */
enum
{
  DYNAMIC_BASE = 0x0040,
  FORCE_INTEGRITY = 0x0080,
  NX_COMPATIBLE = 0x0100,
  NO_SEH = 0x0400,
};

/* Data directories. */
enum
{
  EXPORTS = 0,
  IMPORTS = 1,
  CERTIFICATES = 4,
  DEBUGGING = 6,
};

/* What only images have. */
static void
add_image (WireZeekLog *log, const WireZeekPe *pe)
{
  wire_zeek_log_add_bool (log, (pe->characteristics & DYNAMIC_BASE) != 0);
  wire_zeek_log_add_bool (log, (pe->characteristics & NX_COMPATIBLE) != 0);
  wire_zeek_log_add_bool (log, (pe->characteristics & FORCE_INTEGRITY) != 0);
  wire_zeek_log_add_bool (log, (pe->characteristics & NO_SEH) == 0);
  wire_zeek_log_add_bool (log, (pe->tables & 1u << IMPORTS) != 0);
  wire_zeek_log_add_bool (log, (pe->tables & 1u << EXPORTS) != 0);
  wire_zeek_log_add_bool (log, (pe->tables & 1u << CERTIFICATES) != 0);
  wire_zeek_log_add_bool (log, (pe->tables & 1u << DEBUGGING) != 0);
}

static gboolean
write_program (
    const WireZeekContext *context, guint32 file, gint64 time, const WireZeekPe *pe, GError **error)
{
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_PE, error);
  g_autofree char *machine = wire_zeek_pe_name_machine (pe);
  g_autofree char *os = pe->executable ? wire_zeek_pe_name_os (pe) : NULL;
  g_autofree char *subsystem = pe->executable ? wire_zeek_pe_name_subsystem (pe) : NULL;
  char fuid[WIRE_ZEEK_ID_SIZE];

  if (!log)
    return FALSE;
  wire_zeek_files_make_fuid (context->files, file, fuid);
  wire_zeek_log_add_time (log, time);
  wire_zeek_log_add_string (log, fuid);
  wire_zeek_log_add_string (log, machine);
  wire_zeek_log_add_time (log, pe->compiled * SECOND);
  wire_zeek_log_add_string (log, os);
  wire_zeek_log_add_string (log, subsystem);
  wire_zeek_log_add_bool (log, pe->executable);
  wire_zeek_log_add_bool (log, pe->wide);
  if (pe->executable)
    add_image (log, pe);
  else
    for (guint i = 0; i < 8; i++)
      wire_zeek_log_add_unset (log);
  wire_zeek_log_add_strings (log, pe->sections);
  return wire_zeek_log_end_row (log, error);
}

/* Returns: (transfer full) (nullable): the beginning of a file */
static GBytes *
read_head (const WireZeekContext *context, guint32 file, gint64 *time)
{
  WireObjectList *list = wire_zeek_files_get_list (context->files);
  const WireZeekPart *part = wire_zeek_files_get_part (context->files, file);

  if (part)
    {
      *time = part->first;
      return part->head ? g_bytes_ref (part->head) : NULL;
    }
  *time = wire_object_list_get (list, file)->time;
  return wire_object_read_content (list, file, WIRE_ZEEK_MIME_HEAD, NULL, NULL);
}

static gboolean
write_file (const WireZeekContext *context, guint32 file, GError **error)
{
  g_autoptr (GBytes) head = NULL;
  g_auto (WireZeekPe) pe = { 0 };
  gint64 time;
  gsize length;
  const guint8 *bytes;

  if (wire_zeek_files_is_hidden (context->files, file)
      || g_strcmp0 (wire_zeek_files_get_type (context->files, file), "application/x-dosexec") != 0)
    return TRUE;
  head = read_head (context, file, &time);
  if (!head)
    return TRUE;
  bytes = g_bytes_get_data (head, &length);
  return !wire_zeek_pe_read (bytes, length, &pe) || write_program (context, file, time, &pe, error);
}

gboolean
wire_zeek_write_pe (const WireZeekContext *context, GError **error)
{
  guint32 n = wire_zeek_files_get_length (context->files);

  for (guint32 i = 0; i < n; i++)
    if (!write_file (context, i, error))
      return FALSE;
  return TRUE;
}
