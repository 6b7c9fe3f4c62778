/* wire-zeek-log.h: writing one log as Zeek does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/log/wire-zeek-schema.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** How logs are written. Bits. */
typedef enum
{
  WIRE_ZEEK_TSV = 0,
  WIRE_ZEEK_JSON = 1 << 0, /* one object a line, with dotted keys */
  WIRE_ZEEK_ZSTD = 1 << 1,
} WireZeekFormat;

/**
 * WireZeekLog:
 *
 * A log that is being written: rows of fields in the order of the schema. Strings may be any bytes:
 * what is not printable text is written as `\xNN`, so that a row stays one line of UTF-8. The file
 * gets its name at the end. For one thread.
 */
typedef struct _WireZeekLog WireZeekLog;

WireZeekLog *wire_zeek_log_new (const char *folder,
                                const WireZeekSchema *schema,
                                WireZeekFormat format,
                                gint64 opened,
                                GError **error);

/** Frees @log and what it owns; a file that was not ended is not there. */
void wire_zeek_log_free (WireZeekLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekLog, wire_zeek_log_free)

gboolean wire_zeek_log_end (WireZeekLog *log, gint64 closed, GError **error);

/* Each of these writes the next field. A row begins with the first field, and ends with
 * wire_zeek_log_end_row(), which leaves the fields that are missing unset. */

void wire_zeek_log_add_unset (WireZeekLog *log);
void wire_zeek_log_add_bytes (WireZeekLog *log, const void *bytes, gsize length);
void wire_zeek_log_add_string (WireZeekLog *log, const char *text);
void wire_zeek_log_add_count (WireZeekLog *log, guint64 count);
void wire_zeek_log_add_bool (WireZeekLog *log, gboolean value);
void wire_zeek_log_add_time (WireZeekLog *log, gint64 time);
void wire_zeek_log_add_interval (WireZeekLog *log, gint64 nanoseconds);
void wire_zeek_log_add_address (WireZeekLog *log, guint8 family, const guint8 *address);
void wire_zeek_log_begin_list (WireZeekLog *log);
void wire_zeek_log_end_list (WireZeekLog *log);
void wire_zeek_log_add_strings (WireZeekLog *log, GPtrArray *strings);
gboolean wire_zeek_log_end_row (WireZeekLog *log, GError **error);

G_END_DECLS
