/* wire-zeek-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-log.h"

#include "base/wire-time.h"
#include "capture/frame/wire-address.h"
#include "capture/zeek/log/wire-zeek-escape.h"
#include "capture/zeek/log/wire-zeek-sink.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

struct _WireZeekLog
{
  const WireZeekSchema *schema;
  WireZeekSink *sink;
  gboolean json;
  GString *row;
  guint field;     /* the next one */
  gboolean listed; /* a list is open */
  guint items;     /* of the open list */
};

static void
append_header (WireZeekLog *self, const char *name, gboolean types)
{
  g_string_append (self->row, name);
  for (const WireZeekField *field = self->schema->fields; field->name; field++)
    g_string_append_printf (self->row, "\t%s", types ? field->type : field->name);
  g_string_append_c (self->row, '\n');
}

static void
append_date (WireZeekLog *self, const char *name, gint64 time)
{
  gint64 seconds = time == WIRE_TIME_NONE ? 0 : time / SECOND;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = date ? g_date_time_format (date, "%Y-%m-%d-%H-%M-%S") : NULL;

  g_string_append_printf (self->row, "%s\t%s\n", name, text ? text : "1970-01-01-00-00-00");
}

static gboolean
flush (WireZeekLog *self, GError **error)
{
  gboolean done = wire_zeek_sink_write (self->sink, self->row->str, self->row->len, error);

  g_string_truncate (self->row, 0);
  return done;
}

static gboolean
write_head (WireZeekLog *self, gint64 opened, GError **error)
{
  if (self->json)
    return TRUE;
  g_string_append (self->row, "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n"
                              "#unset_field\t-\n");
  g_string_append_printf (self->row, "#path\t%s\n", self->schema->path);
  append_date (self, "#open", opened);
  append_header (self, "#fields", FALSE);
  append_header (self, "#types", TRUE);
  return flush (self, error);
}

/**
 * wire_zeek_log_new:
 * @folder: where the file will be, such as `conn.log` or `conn.log.zst`
 * @schema: its fields
 * @format: how it is written
 * @opened: for the line #open
 * @error: also of the system
 *
 * Returns: (transfer full) (nullable): a log without rows
 */
WireZeekLog *
wire_zeek_log_new (const char *folder,
                   const WireZeekSchema *schema,
                   WireZeekFormat format,
                   gint64 opened,
                   GError **error)
{
  g_autoptr (WireZeekLog) self = g_new0 (WireZeekLog, 1);
  gboolean zstd = (format & WIRE_ZEEK_ZSTD) != 0;
  g_autofree char *name = g_strconcat (schema->path, ".log", zstd ? ".zst" : NULL, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  self->schema = schema;
  self->json = (format & WIRE_ZEEK_JSON) != 0;
  self->row = g_string_new (NULL);
  self->sink = wire_zeek_sink_new (path, zstd, error);
  if (!self->sink || !write_head (self, opened, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wire_zeek_log_free (WireZeekLog *self)
{
  g_clear_pointer (&self->sink, wire_zeek_sink_free);
  g_string_free (self->row, TRUE);
  g_free (self);
}

/** Ends the file with the line #close, and gives it its name. */
gboolean
wire_zeek_log_end (WireZeekLog *self, gint64 closed, GError **error)
{
  if (!self->json)
    append_date (self, "#close", closed);
  return flush (self, error) && wire_zeek_sink_end (self->sink, error);
}

/* What is before a value: of JSON, its key. */
static void
begin_value (WireZeekLog *self)
{
  const char *name = self->schema->fields[self->field].name;

  if (self->listed)
    {
      if (self->items++ > 0)
        g_string_append_c (self->row, ',');
      return;
    }
  if (self->json)
    g_string_append_printf (self->row, "%s\"%s\":", self->row->len > 0 ? "," : "{", name);
  else if (self->field > 0)
    g_string_append_c (self->row, '\t');
  self->field++;
}

/** The next field has no value. */
void
wire_zeek_log_add_unset (WireZeekLog *self)
{
  if (self->json && !self->listed)
    {
      self->field++;
      return;
    }
  begin_value (self);
  g_string_append (self->row, self->json ? "null" : "-");
}

/** The next field is a string, of any bytes. */
void
wire_zeek_log_add_bytes (WireZeekLog *self, const void *bytes, gsize length)
{
  begin_value (self);
  if (self->json)
    wire_zeek_escape_json (self->row, bytes, length);
  else
    wire_zeek_escape_tsv (self->row, bytes, length, self->listed);
}

/** The next field is @text, or unset where it is %NULL. */
void
wire_zeek_log_add_string (WireZeekLog *self, const char *text)
{
  if (text)
    wire_zeek_log_add_bytes (self, text, strlen (text));
  else
    wire_zeek_log_add_unset (self);
}

/** The next field is a number, of a count or a port. */
void
wire_zeek_log_add_count (WireZeekLog *self, guint64 count)
{
  begin_value (self);
  g_string_append_printf (self->row, "%" G_GUINT64_FORMAT, count);
}

/** The next field is true or false. */
void
wire_zeek_log_add_bool (WireZeekLog *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->row, self->json ? (value ? "true" : "false") : (value ? "T" : "F"));
}

/* Rounded to microseconds, as a double of Zeek's is. */
static void
append_seconds (WireZeekLog *self, gint64 nanoseconds)
{
  guint64 size = nanoseconds < 0 ? -(guint64) nanoseconds : (guint64) nanoseconds;
  guint64 micros = (size + 500) / 1000;

  begin_value (self);
  g_string_append_printf (self->row, "%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT,
                          nanoseconds < 0 && micros > 0 ? "-" : "", micros / 1000000,
                          micros % 1000000);
}

/** The next field is a time, in nanoseconds since 1970, or %WIRE_TIME_NONE for none. */
void
wire_zeek_log_add_time (WireZeekLog *self, gint64 time)
{
  if (time == WIRE_TIME_NONE)
    wire_zeek_log_add_unset (self);
  else
    append_seconds (self, time);
}

/** The next field is a duration. */
void
wire_zeek_log_add_interval (WireZeekLog *self, gint64 nanoseconds)
{
  append_seconds (self, nanoseconds);
}

/** The next field is an address; 4 or 16 bytes. */
void
wire_zeek_log_add_address (WireZeekLog *self, guint8 family, const guint8 *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_zeek_log_add_string (self, wire_address_to_text ((WireFamily) family, address, text));
}

/** The next values until wire_zeek_log_end_list() are items of one field. */
void
wire_zeek_log_begin_list (WireZeekLog *self)
{
  begin_value (self);
  self->listed = TRUE;
  self->items = 0;
  if (self->json)
    g_string_append_c (self->row, '[');
}

/** Ends a list; one without items is empty, and not unset. */
void
wire_zeek_log_end_list (WireZeekLog *self)
{
  if (self->json)
    g_string_append_c (self->row, ']');
  else if (self->items == 0)
    g_string_append (self->row, "(empty)");
  self->listed = FALSE;
}

/** The next field is the list @strings, or unset where that is %NULL or has nothing. */
void
wire_zeek_log_add_strings (WireZeekLog *self, GPtrArray *strings)
{
  if (!strings || strings->len == 0)
    {
      wire_zeek_log_add_unset (self);
      return;
    }
  wire_zeek_log_begin_list (self);
  for (guint i = 0; i < strings->len; i++)
    wire_zeek_log_add_string (self, g_ptr_array_index (strings, i));
  wire_zeek_log_end_list (self);
}

/** Ends the row and writes it. */
gboolean
wire_zeek_log_end_row (WireZeekLog *self, GError **error)
{
  while (self->schema->fields[self->field].name)
    wire_zeek_log_add_unset (self);
  if (self->json)
    g_string_append (self->row, self->row->len > 0 ? "}" : "{}");
  g_string_append_c (self->row, '\n');
  self->field = 0;
  return flush (self, error);
}
